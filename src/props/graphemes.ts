/**
 * The boundaries of graphemes, the characters as a reader sees them: an emoji of several code points is one, and so is a letter with
 * its accents.
 *
 * @internal
 */
import { tryTo } from '../core/internal/orUndefined.js'

/** Returns the start of the grapheme that contains a UTF-16 code unit of a text. */
export type GraphemeStart = (unit: number) => number

/**
 * A grapheme, approximately, for platforms without a segmenter: a line break, a flag, a Hangul syllable, or a code point with its
 * marks, skin tones and tags, with the code points that zero width joiners join to it.
 */
const CLUSTER =
  /\r\n|\p{RI}{2}|[\u1100-\u115f]*[\uac00-\ud7a3\u1160-\u11ff][\u1160-\u11ff\p{M}]*|\P{M}(?:[\p{M}\p{EMod}\u200c\u{e0020}-\u{e007f}]|\u200d\p{ExtPict}?)*|./gsu

const startsIn = (text: string): GraphemeStart => {
  const starts = new Set([...text.matchAll(CLUSTER)].map(({ index }) => index))
  return (unit) => {
    let start = unit
    while (start > 0 && !starts.has(start)) start--
    return start
  }
}

/**
 * Finds graphemes in short texts: with the platform's `Intl.Segmenter`, or with an approximation of its rules if there is none.
 *
 * The segmenter is created only when it is needed: the first one of a process takes about 20 ms.
 */
export const graphemeFinder = (): ((text: string) => GraphemeStart) => {
  let segmenter: Intl.Segmenter | undefined
  return (text) => {
    let startOf: GraphemeStart | undefined
    return (unit) => {
      if (!startOf) {
        // An incomplete or broken segmenter is not used.
        const segments = tryTo(() => {
          segmenter ??= new Intl.Segmenter()
          const found = segmenter.segment(text)
          return found.containing(0) && found
        }, undefined)
        startOf = segments ? (at) => segments.containing(at)?.index ?? at : startsIn(text)
      }
      return startOf(unit)
    }
  }
}
