/** Converts plain text to rich text. */
import type { RichTextRequest } from '../core/objects/richTextRequest.js'
import { splitText } from './splitText.js'

/** A plain text, or runs of rich text with links, mentions or annotations. */
export type TextInput = string | ReadonlyArray<RichTextRequest>

/**
 * Splits a text of any length into runs of at most 2000 characters: between words if possible, and never within a grapheme. An array
 * of runs is returned unchanged.
 *
 * @see https://developers.notion.com/reference/request-limits
 * @example
 * import { textRuns } from 'notion-fp/props'
 *
 * const paragraph = (text: string) => ({ type: 'paragraph', paragraph: { rich_text: textRuns(text) } })
 */
export const textRuns = (text: TextInput): ReadonlyArray<RichTextRequest> =>
  typeof text === 'string' ? splitText(text).map((content) => ({ text: { content } })) : text
