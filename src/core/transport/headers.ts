/**
 * Checks the additional headers of a request.
 *
 * @internal
 */

import type { InvalidInput } from '../call/issues.js'
import { isPlain } from '../internal/json.js'
import { orUndefined } from '../internal/orUndefined.js'
import { HIDDEN } from './redact.js'

/** Headers that only the transport or the platform may set. */
const RESERVED =
  /^(authorization|notion-version|content-(type|length)|transfer-encoding|connection|expect|keep-alive|te|trailer|upgrade)$/i

/** The maximum number of headers: an iterable may be infinite. */
const MOST = 1000

const isIterable = (given: unknown): given is Iterable<unknown> => Symbol.iterator in Object(given)

/**
 * Returns the headers with names in lower case, without the reserved ones. Adds problems to `issues`. Values are not shown, since
 * they may be secrets.
 */
export const extraHeaders = (given: unknown, issues: Array<InvalidInput>): Record<string, string> => {
  const headers: Array<[string, string]> = []
  let field = 'headers'
  try {
    // A plain object, or an iterable of names and values, such as any library's `Headers`.
    if (!isIterable(given) && !isPlain(given)) throw given
    let count = 0
    for (const pair of isIterable(given) ? given : Object.entries(given)) {
      const [name, value]: ReadonlyArray<unknown> = Array.isArray(pair) ? pair : []
      if (typeof name !== 'string' || ++count > MOST) throw pair
      field = `headers.${name}`
      if (value === undefined || RESERVED.test(name)) continue
      if (typeof value !== 'string') throw value
      // The platform checks the header. Its error is not shown, since it quotes the value.
      headers.push(...new Headers([[name, value]]))
    }
  } catch {
    // If a rejected promise was given, it must not crash the process.
    void orUndefined(() => given)
    issues.push({ field, given: HIDDEN, allowed: 'a Latin-1 header without line breaks' })
  }
  return Object.fromEntries(headers)
}
