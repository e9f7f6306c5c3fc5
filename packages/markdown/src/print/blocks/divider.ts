/** A divider as a thematic break. */
import type { Printer } from '../printer.js'

/** At the start of a document, a line of hyphens would begin front matter. */
export const divider: Printer<unknown> = ({ isFirst, dialect }) => (isFirst && dialect !== 'notion' ? '***' : '---')
