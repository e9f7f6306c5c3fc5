/** A to-do as an item of a task list. The indentation of its content is two columns, as for a bullet, not the width of `- [ ]`. */
import type { Printer } from '../printer.js'
import { item } from './item.js'

export const to_do: Printer<unknown> = (input) => item(input.content.checked === true ? '- [x]' : '- [ ]', 2, input)
