/** Plain text as the runs of rich text that the API takes. */
import type { RichTextRequest } from '../core/objects/richTextRequest.js'
import { splitText } from './splitText.js'

/** A text, or its runs where it has links, mentions or styles. */
export type TextInput = string | ReadonlyArray<RichTextRequest>

/**
 * The runs of a text of any length, each of at most 2000 characters: cut between words where that is possible, and never within
 * a character that a reader sees. Runs that are given as such are left as they are.
 *
 * @see https://developers.notion.com/reference/request-limits
 * @example
 * import { textRuns } from 'notion-fp/props'
 *
 * const paragraph = (text: string) => ({ type: 'paragraph', paragraph: { rich_text: textRuns(text) } })
 */
export const textRuns = (text: TextInput): ReadonlyArray<RichTextRequest> =>
  typeof text === 'string' ? splitText(text).map((content) => ({ text: { content } })) : text
