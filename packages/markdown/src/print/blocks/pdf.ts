/** A PDF, printed as a link with the title `pdf`, from which the reader makes a PDF block again. */
import type { Printer } from '../printer.js'
import { media } from './shared.js'

export const pdf: Printer<unknown> = media
