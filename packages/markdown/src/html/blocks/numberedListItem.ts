/** A numbered list item as `<li>`. `toHast` puts adjacent items into one `<ol>`. */
import type { ElementBuilder } from '../elementBuilder.js'
import { itemOf } from './shared.js'

export const numbered_list_item: ElementBuilder<unknown> = itemOf
