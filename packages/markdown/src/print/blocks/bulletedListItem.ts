import type { Printer } from '../printer.js'
import { item } from './item.js'

export const bulleted_list_item: Printer<unknown> = (input) => item('-', 2, input)
