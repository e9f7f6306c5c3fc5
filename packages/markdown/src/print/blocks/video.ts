/** A video, printed as a link with the title `video`, from which the reader makes a video block again. */
import type { Printer } from '../printer.js'
import { media } from './shared.js'

export const video: Printer<unknown> = media
