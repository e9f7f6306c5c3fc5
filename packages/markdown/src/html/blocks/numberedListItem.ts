import type { ElementBuilder } from '../elementBuilder.js'
import { itemOf } from './shared.js'

export const numbered_list_item: ElementBuilder<unknown> = itemOf
