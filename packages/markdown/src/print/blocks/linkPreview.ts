/** A link preview, printed as a link with the title `link_preview`. The API cannot create one, so it is read as a bookmark. */
import type { Printer } from '../printer.js'
import { webLink } from './webLink.js'

export const link_preview: Printer<unknown> = webLink
