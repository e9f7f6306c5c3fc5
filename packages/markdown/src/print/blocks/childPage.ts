import type { Printer } from '../printer.js'
import { child } from './pageLinks.js'

export const child_page: Printer<unknown> = (input) => child('page', input)
