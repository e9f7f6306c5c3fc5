import type { Printer } from '../printer.js'
import { webLink } from './webLink.js'

export const bookmark: Printer<unknown> = webLink
