/**
 * Long text in pieces: between words, and never within a character that a reader sees.
 *
 * @internal
 */
import { type GraphemeStart, graphemeFinder } from './graphemes.js'

/** The limit of one run of rich text. */
const RUN = 2000

/** White space at which a line may be broken, as the unit before a cut or after it. */
const BREAK = /[^\S\xa0\u2007\u202f\ufeff]/

/** Two units that are no part of a larger grapheme, whatever surrounds them: most cuts need no segmenter. */
const PLAIN = /^[\n -~]{2}$/

/** Where the first piece of a text ends that is too long for one. */
const cutOf = (text: string, limit: number, graphemeAt: GraphemeStart): number => {
  const startOf: GraphemeStart = (unit) => (PLAIN.test(text.slice(unit - 1, unit + 1)) ? unit : graphemeAt(unit))
  // A word that takes up half a piece is cut: pieces that are nearly empty are worse.
  for (let cut = limit; cut > limit / 2; cut--) {
    if (BREAK.test(text.slice(cut - 1, cut + 1)) && startOf(cut) === cut) return cut
  }
  // One grapheme that is longer than a piece is cut between its code points.
  return startOf(limit) || limit - (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(limit - 1)) ? 1 : 0)
}

/**
 * Cuts a text into pieces that are together the very same text. A piece ends after white space, where there is some in its
 * second half, else between two graphemes: no surrogate pair, letter with accents or family of emoji is cut, unless one alone is
 * longer than the limit. An empty text has no pieces.
 *
 * @param text The text. Anything else has no pieces.
 * @param limit How long a piece may be, in UTF-16 units, at least 2. Default 2000, what one run of rich text takes.
 */
export const splitText = (text: string, limit: number = RUN): ReadonlyArray<string> => {
  const pieces: Array<string> = []
  if (typeof text !== 'string' || text === '') return pieces
  const most = Math.max(2, Math.floor(limit) || RUN)
  const graphemesIn = graphemeFinder()
  let at = 0
  while (text.length - at > most) {
    // Whether a cut is good depends on what stands before it, from the last cut on, and on the code point behind it.
    const window = text.slice(at, at + most + 2)
    const cut = cutOf(window, most, graphemesIn(window))
    pieces.push(window.slice(0, cut))
    at += cut
  }
  pieces.push(text.slice(at))
  return pieces
}
