/** A page inside a page, printed as a link: its content is a document of its own. */
import type { Printer } from '../printer.js'
import { child } from './pageLinks.js'

export const child_page: Printer<unknown> = (input) => child('page', input)
