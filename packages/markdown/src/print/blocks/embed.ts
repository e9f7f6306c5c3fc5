import type { Printer } from '../printer.js'
import { webLink } from './webLink.js'

export const embed: Printer<unknown> = webLink
