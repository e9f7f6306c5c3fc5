/** A file block, printed as a link with the title `file`, from which the reader makes a file block again. */
import type { Printer } from '../printer.js'
import { media } from './shared.js'

export const file: Printer<unknown> = media
