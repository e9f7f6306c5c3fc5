import type { Printer } from '../printer.js'
import { item } from './item.js'

export const to_do: Printer<unknown> = (input) => item(input.content.checked === true ? '- [x]' : '- [ ]', 2, input)
