/**
 * Headers that a request carries besides the usual ones.
 *
 * @internal
 */

import type { InvalidInput } from '../call/issues.js'
import { isObject, isPlain, type JsonObject } from '../internal/json.js'
import { orUndefined } from '../internal/orUndefined.js'
import { HIDDEN } from './redact.js'

/** Headers that are the transport's alone, and the platform's: they say who calls, what and how long the body is, and how it comes. */
const RESERVED =
  /^(authorization|notion-version|content-(type|length)|transfer-encoding|connection|expect|keep-alive|te|trailer|upgrade)$/i

/** The most headers: a list of them may have no end. */
const MOST = 1000

/** Names and values of plain fields, or of what gives them one after the other, as the `Headers` of every library do. */
const pairsOf = (given: JsonObject): Iterable<unknown> => {
  const pairs: unknown = given
  if (isIterable(pairs)) return pairs
  if (isPlain(given)) return Object.entries(given)
  throw given
}

const isIterable = (given: unknown): given is Iterable<unknown> =>
  isObject(given) && typeof Reflect.get(given, Symbol.iterator) === 'function'

/**
 * The headers in lower case, without those that are not theirs to set. What is wrong with them is added to `issues`; a value is
 * shown nowhere, since it may be a key.
 */
export const extraHeaders = (given: unknown, issues: Array<InvalidInput>): Record<string, string> => {
  const headers: Array<[string, string]> = []
  let field = 'headers'
  try {
    if (!isObject(given) || typeof given.then === 'function') throw given
    let count = 0
    for (const pair of pairsOf(given)) {
      const [name, value]: ReadonlyArray<unknown> = Array.isArray(pair) ? pair : []
      if (typeof name !== 'string' || ++count > MOST) throw pair
      field = `headers.${name}`
      if (value === undefined || RESERVED.test(name)) continue
      if (typeof value !== 'string') throw value
      // The platform knows what a header is. Its own complaint quotes the value.
      headers.push(...new Headers([[name, value]]))
    }
  } catch {
    // A promise has no headers, and one that is rejected must not end the process.
    void orUndefined(() => given)
    issues.push({ field, given: HIDDEN, allowed: 'a header that HTTP can carry: Latin-1 without line breaks' })
  }
  return Object.fromEntries(headers)
}
