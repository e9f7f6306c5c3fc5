/** A bulleted list item as `<li>`. `toHast` puts adjacent items into one `<ul>`. */
import type { ElementBuilder } from '../elementBuilder.js'
import { itemOf } from './shared.js'

export const bulleted_list_item: ElementBuilder<unknown> = itemOf
