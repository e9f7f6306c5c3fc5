/** An embed, printed as a link with the title `embed`, from which the reader makes an embed again. */
import type { Printer } from '../printer.js'
import { webLink } from './webLink.js'

export const embed: Printer<unknown> = webLink
