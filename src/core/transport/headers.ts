/**
 * Headers that a request carries besides the usual ones.
 *
 * @internal
 */

import type { InvalidInput } from '../call/issues.js'
import { attempt } from '../internal/attempt.js'
import { isObject } from '../internal/json.js'
import { HIDDEN } from './redact.js'

/** Headers that are the transport's alone, and the platform's: they say who calls, and what and how long the body is. */
const RESERVED = /^(authorization|notion-version|content-(type|length)|transfer-encoding)$/i

/**
 * The headers in lower case, without those that are not theirs to set. What is wrong with them is added to `issues`; a value is
 * shown nowhere, since it may be a key.
 */
export const extraHeaders = (given: unknown, issues: Array<InvalidInput>): Record<string, string> => {
  const headers: Array<[string, string]> = []
  let field = 'headers'
  try {
    if (!isObject(given) || typeof given.then === 'function') throw given
    for (const [name, value] of given instanceof Headers ? given : Object.entries(given)) {
      field = `headers.${name}`
      if (value === undefined || RESERVED.test(name)) continue
      if (typeof value !== 'string') throw value
      // The platform knows what a header is. Its own complaint quotes the value.
      headers.push(...new Headers([[name, value]]))
    }
  } catch {
    // A promise has no headers, and one that is rejected must not end the process.
    void attempt(() => given)
    issues.push({ field, given: HIDDEN, allowed: 'a header that HTTP can carry: Latin-1 without line breaks' })
  }
  return Object.fromEntries(headers)
}
