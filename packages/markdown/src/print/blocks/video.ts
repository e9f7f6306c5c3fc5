import type { Printer } from '../printer.js'
import { media } from './shared.js'

export const video: Printer<unknown> = media
