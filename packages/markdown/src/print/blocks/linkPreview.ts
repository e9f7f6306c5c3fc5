import type { Printer } from '../printer.js'
import { webLink } from './webLink.js'

export const link_preview: Printer<unknown> = webLink
