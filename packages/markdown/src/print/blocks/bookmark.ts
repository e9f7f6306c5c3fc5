/** A bookmark, printed as a link with the title `bookmark`, from which the reader makes a bookmark again. */
import type { Printer } from '../printer.js'
import { webLink } from './webLink.js'

export const bookmark: Printer<unknown> = webLink
