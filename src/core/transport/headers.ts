/**
 * Headers that a request carries besides the usual ones.
 *
 * @internal
 */

import type { InvalidInput } from '../call/issues.js'
import { isPlain } from '../internal/json.js'
import { orUndefined } from '../internal/orUndefined.js'
import { HIDDEN } from './redact.js'

/** Headers that are the transport's alone, and the platform's: they say who calls, what and how long the body is, and how it comes. */
const RESERVED =
  /^(authorization|notion-version|content-(type|length)|transfer-encoding|connection|expect|keep-alive|te|trailer|upgrade)$/i

/** The most headers: a list of them may have no end. */
const MOST = 1000

const isIterable = (given: unknown): given is Iterable<unknown> => Symbol.iterator in Object(given)

/**
 * The headers in lower case, without those that are not theirs to set. What is wrong with them is added to `issues`; a value is
 * shown nowhere, since it may be a key.
 */
export const extraHeaders = (given: unknown, issues: Array<InvalidInput>): Record<string, string> => {
  const headers: Array<[string, string]> = []
  let field = 'headers'
  try {
    // Plain fields, or what gives names and values one after the other, as the `Headers` of every library do.
    if (!isIterable(given) && !isPlain(given)) throw given
    let count = 0
    for (const pair of isIterable(given) ? given : Object.entries(given)) {
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
    issues.push({ field, given: HIDDEN, allowed: 'a header of Latin-1 without line breaks' })
  }
  return Object.fromEntries(headers)
}
