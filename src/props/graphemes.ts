/**
 * Where the characters that a reader sees begin: an emoji of several code points is one, as is a letter with its accents.
 *
 * @internal
 */
import { tryTo } from '../core/internal/orUndefined.js'

/** Gives the start of the grapheme that holds a UTF-16 unit of a text. */
export type GraphemeStart = (unit: number) => number

/**
 * What stays together where the platform has no segmenter: line ends, flags, Hangul syllables, and a code point with the marks,
 * skin tones and tags on it, joined to the next by a zero width joiner.
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
 * Finds graphemes in short texts: by the platform's `Intl.Segmenter`, or by an approximation of its rules where it has none.
 *
 * The segmenter is made when it is needed and not before: the first one of a process takes about 20 ms.
 */
export const graphemeFinder = (): ((text: string) => GraphemeStart) => {
  let segmenter: Intl.Segmenter | undefined
  return (text) => {
    let startOf: GraphemeStart | undefined
    return (unit) => {
      if (!startOf) {
        // A platform that has one in part, or none that works, has none.
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
