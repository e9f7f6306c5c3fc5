/** Text in columns of a terminal: wide characters take two, marks none. */
import { graphemes } from './graphemes.js'

/** East Asian wide and full-width characters, and emoji. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u

const NARROW = /^[\x20-\x7e]*$/

const ZERO = /^[\p{Mark}\p{Format}]+$/u

const widthOfGrapheme = (grapheme: string): number => (ZERO.test(grapheme) ? 0 : WIDE.test(grapheme) ? 2 : 1)

/** The columns that a text takes. */
export const textWidth = (text: string): number =>
  NARROW.test(text) ? text.length : graphemes(text).reduce((sum, each) => sum + widthOfGrapheme(each), 0)

/** Shortens a text to a number of columns; `…` marks what is cut off. */
export const fitText = (text: string, columns: number): string => {
  if (textWidth(text) <= columns) return text
  let taken = ''
  let width = 0
  for (const each of graphemes(text)) {
    width += widthOfGrapheme(each)
    if (width > columns - 1) break
    taken += each
  }
  return `${taken}…`
}

/** Pads a text with spaces to a number of columns. */
export const padText = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - textWidth(text)))

/**
 * Text from Notion as a terminal may show it: on one line, and without control characters, which could move the cursor, change colors or
 * write to the clipboard.
 */
export const printable = (text: string): string =>
  text.replace(/[\s\p{Control}]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
