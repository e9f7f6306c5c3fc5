/**
 * Freezes a response before several readers share it, and collects what the cache needs to know about it.
 *
 * @internal
 */
import { isObject } from '../internal/json.js'

/** The result of freezing a value. */
export interface Frozen {
  /** When the first signed file URL in it expires, in milliseconds since the epoch; `Infinity` if there is none. */
  readonly expiresAt: number
  /** The ids of the pages and databases that it mentions. It contains copies of their titles. */
  readonly mentioned: ReadonlyArray<string>
  /** Its approximate size in memory, in bytes. */
  readonly size: number
}

/** When V8 parses JSON, equal strings up to this length share memory. */
const SHARED_LENGTH = 10

/** The maximum number of bytes that a character takes: in a string, and in the JSON text that a value was parsed from. */
const TEXT_BYTES = 2

/** The ids of the pages, databases or data sources that a mention refers to. */
const idsIn = (mention: unknown): ReadonlyArray<string> =>
  Object.values(Object(mention)).flatMap((target) =>
    isObject(target) && typeof target.id === 'string' ? [target.id] : [],
  )

/**
 * Whether a text may have a mention or a signed URL: few responses do. V8 searches for up to six characters four times as fast as for
 * more, or for a pattern.
 */
const mayHaveMore = (text: string): boolean => text.includes('mentio') || text.includes('xpiry_')

/**
 * Freezes a JSON value deeply, so that no reader can change it for others. The result of a custom codec may also contain cycles, and
 * parts that cannot be read or frozen; these are left unchanged.
 *
 * @param text The text of a value that stays as it is, since it is not shared. The size is then at least that of the text, and of another
 * value that is made from it.
 */
export const deepFreeze = (value: unknown, text?: string): Frozen => {
  let expiresAt = Number.POSITIVE_INFINITY
  const mentioned: Array<string> = []
  // The sizes are those of V8: a header, and a word for each field or element.
  let size = TEXT_BYTES * (text ?? '').length
  // A list of the values still to visit: recursion would overflow the stack on a deeply nested value. Few responses have mentions or signed
  // URLs, and searching the text is much faster than this walk.
  const pending = text === undefined || mayHaveMore(text) ? [value] : []
  const visited = new Set<unknown>()
  while (pending.length > 0) {
    const next = pending.pop()
    if (typeof next === 'string') {
      if (next.length > SHARED_LENGTH) size += 16 + next.length
    } else if (isObject(next)) {
      if (Object.isFrozen(next)) {
        // Frozen earlier, or during this walk if there is a cycle.
        if (visited.has(next)) continue
        visited.add(next)
      }
      try {
        if (text === undefined) Object.freeze(next)
        if (Array.isArray(next)) {
          size += 48 + 8 * next.length
          // `for...in` is several times slower on an array.
          for (const part of next) pending.push(part)
        } else {
          size += 24
          for (const name in next) {
            size += 8
            const part = next[name]
            if (typeof part === 'string' || isObject(part)) pending.push(part)
            if (name === 'mention') mentioned.push(...idsIn(part))
            if (name === 'expiry_time' && !isObject(part))
              expiresAt = Math.min(expiresAt, Date.parse(String(part)) || expiresAt)
          }
        }
      } catch {
        // A part that cannot be frozen or read is left unchanged.
      }
    }
  }
  return { expiresAt, mentioned, size }
}
