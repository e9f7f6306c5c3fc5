/**
 * What has to be done to an answer before several readers may have it.
 *
 * @internal
 */
import { isObject } from '../internal/json.js'

/** What freezing a value tells of it. */
export interface Frozen {
  /** When its first signed file address stops working, in milliseconds since the epoch; `Infinity` where there is none. */
  readonly expiresAt: number
  /** The ids of the pages and databases that it mentions, whose titles it repeats. */
  readonly mentioned: ReadonlyArray<string>
  /** About how many bytes of memory it takes. */
  readonly size: number
}

/** Strings up to this length are the same object wherever they occur, when V8 parses JSON. */
const SHARED_LENGTH = 10

/** The page, database or data source that a mention is about, if it is about one. */
const idsIn = (mention: unknown): ReadonlyArray<string> =>
  Object.values(Object(mention)).flatMap((about) => (isObject(about) && typeof about.id === 'string' ? [about.id] : []))

/**
 * Freezes a JSON value and everything in it, so that no reader can change it for the next. What else a codec of the caller may give
 * is frozen as far as it can be: it may go round in a circle, and parts of it may refuse to be read or frozen.
 */
export const deepFreeze = (value: unknown): Frozen => {
  let expiresAt = Number.POSITIVE_INFINITY
  const mentioned: Array<string> = []
  // The numbers are those of V8: a header, and a word for each field or element.
  let size = 0
  // A list in place of a recursion, which would end the stack where a value is nested deep.
  const rest = [value]
  const met = new Set<unknown>()
  while (rest.length > 0) {
    const next = rest.pop()
    if (typeof next === 'string') {
      if (next.length > SHARED_LENGTH) size += 16 + next.length
    } else if (isObject(next)) {
      if (Object.isFrozen(next)) {
        // Frozen before, or a moment ago where the value goes round in a circle.
        if (met.has(next)) continue
        met.add(next)
      }
      try {
        Object.freeze(next)
        if (Array.isArray(next)) {
          size += 48 + 8 * next.length
          // As its elements: walking an array by the names of its fields takes several times as long.
          for (const part of next) rest.push(part)
        } else {
          size += 24
          for (const name in next) {
            size += 8
            const part = next[name]
            if (typeof part === 'string' || isObject(part)) rest.push(part)
            if (name === 'mention') mentioned.push(...idsIn(part))
            if (name === 'expiry_time' && !isObject(part))
              expiresAt = Math.min(expiresAt, Date.parse(String(part)) || expiresAt)
          }
        }
      } catch {
        // What refuses to be frozen or read stays as it is.
      }
    }
  }
  return { expiresAt, mentioned, size }
}
