/**
 * Titles as Notion shows them.
 *
 * @internal
 */
import type { RichText } from '../core/objects/richText.js'
import { plainText } from './plainText.js'

/** The plain text of a title; `Untitled` where it is empty or blank. */
export const titleText = (title: RichText): string => {
  const text = plainText(title)
  return text.trim() === '' ? 'Untitled' : text
}
