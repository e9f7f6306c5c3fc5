/** Plain text as the runs of rich text that the API takes. */
import type { RichTextRequest } from '../core/params/richText.js'

/** A text, or its runs where it has links, mentions or styles. */
export type TextInput = string | ReadonlyArray<RichTextRequest>

/** At most 2000 UTF-16 units, the limit of one run, and not ending within a surrogate pair; the rest is for broken text. */
const RUN = /.{1,2000}(?![\uDC00-\uDFFF])|../gs

/** The runs of a text of any length; runs that are given as such are left as they are. */
export const textRuns = (text: TextInput): ReadonlyArray<RichTextRequest> =>
  typeof text === 'string' ? (text.match(RUN) ?? []).map((content) => ({ text: { content } })) : text
