/**
 * Splits long texts between words, and never within a grapheme.
 *
 * @internal
 */
import { type GraphemeStart, graphemeFinder } from './graphemes.js'

/** The maximum length of a run of rich text. */
const MAX_RUN_LENGTH = 2000

/** Whitespace at which a line may break, as the code unit before or after a split. */
const BREAK = /[^\S\xa0\u2007\u202f\ufeff]/

/** Two code units that are never part of a larger grapheme: most splits need no segmenter. */
const PLAIN = /^[\n -~]{2}$/

/** The end of the first piece of a text that exceeds the limit. */
const endOfPiece = (text: string, limit: number, graphemeAt: GraphemeStart): number => {
  const startOf: GraphemeStart = (unit) => (PLAIN.test(text.slice(unit - 1, unit + 1)) ? unit : graphemeAt(unit))
  // A word that fills half a piece is split, so that no piece is nearly empty.
  for (let end = limit; end > limit / 2; end--) {
    if (BREAK.test(text.slice(end - 1, end + 1)) && startOf(end) === end) return end
  }
  // A grapheme that is longer than a piece is split between its code points.
  return startOf(limit) || limit - (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(limit - 1)) ? 1 : 0)
}

/**
 * Splits a text into pieces that join to the same text. A piece ends after whitespace if there is any in its second half, otherwise
 * between two graphemes: no surrogate pair, letter with accents or emoji sequence is split, unless it is longer than the limit. An
 * empty text has no pieces.
 *
 * @param text The text. A value that is not a string has no pieces.
 * @param limit The maximum length of a piece in UTF-16 code units, at least 2. Default: 2000, the maximum length of a run.
 * @example
 * import { splitText } from 'notion-fp/blocks'
 *
 * const pieces = splitText('a long text', 7) // ['a long ', 'text']
 */
export const splitText = (text: string, limit: number = MAX_RUN_LENGTH): ReadonlyArray<string> => {
  const pieces: Array<string> = []
  if (typeof text !== 'string' || text === '') return pieces
  const max = Math.max(2, Math.floor(limit) || MAX_RUN_LENGTH)
  const graphemesIn = graphemeFinder()
  let at = 0
  while (text.length - at > max) {
    // A split depends on the text since the last split, and on the code point after it.
    const window = text.slice(at, at + max + 2)
    const end = endOfPiece(window, max, graphemesIn(window))
    pieces.push(window.slice(0, end))
    at += end
  }
  pieces.push(text.slice(at))
  return pieces
}
