/** A bulleted list item. Its content is indented by two columns, the width of `- `. */
import type { Printer } from '../printer.js'
import { item } from './item.js'

export const bulleted_list_item: Printer<unknown> = (input) => item('-', 2, input)
