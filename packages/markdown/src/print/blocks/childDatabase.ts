import type { Printer } from '../printer.js'
import { child } from './pageLinks.js'

export const child_database: Printer<unknown> = (input) => child('database', input)
