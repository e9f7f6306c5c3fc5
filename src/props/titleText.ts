/**
 * Titles as Notion displays them.
 *
 * @internal
 */
import type { RichText } from '../core/objects/richText.js'
import { plainText } from './plainText.js'

/** The plain text of a title; `Untitled` if it is empty or blank. */
export const titleText = (title: RichText): string => {
  const text = plainText(title)
  return text.trim() === '' ? 'Untitled' : text
}
