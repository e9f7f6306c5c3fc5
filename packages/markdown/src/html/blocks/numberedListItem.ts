import type { ElementBuilder } from '../element.js'
import { itemOf } from './shared.js'

export const numbered_list_item: ElementBuilder<unknown> = itemOf
