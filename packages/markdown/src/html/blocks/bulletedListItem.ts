import type { ElementBuilder } from '../element.js'
import { itemOf } from './shared.js'

export const bulleted_list_item: ElementBuilder<unknown> = itemOf
