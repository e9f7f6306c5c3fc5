/** A database inside a page, printed as a link: its rows are not in the block tree. */
import type { Printer } from '../printer.js'
import { child } from './pageLinks.js'

export const child_database: Printer<unknown> = (input) => child('database', input)
