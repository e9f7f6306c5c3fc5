/** An audio block, printed as a link with the title `audio`, from which the reader makes an audio block again. */
import type { Printer } from '../printer.js'
import { media } from './shared.js'

export const audio: Printer<unknown> = media
