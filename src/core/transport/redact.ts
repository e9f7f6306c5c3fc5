/**
 * Redacts secrets from external data before an error or a log shows it.
 *
 * @internal
 */

import { encoded } from '../call/url.js'
import { isObject } from '../internal/json.js'

/** The replacement of a secret. */
export const HIDDEN = '(hidden)'

/** The minimum length of a secret that is redacted: a shorter one may be an ordinary word. */
const SHORTEST_SECRET = 8

/** The secrets as plain text, in JSON and URL-encoded; longest first, since a shorter form may be part of a longer one. */
export const spellings = (secrets: ReadonlyArray<unknown>): ReadonlyArray<string> => {
  const all = secrets.flatMap((secret) =>
    typeof secret === 'string' && secret.length >= SHORTEST_SECRET
      ? [secret, JSON.stringify(secret).slice(1, -1), encoded(secret)]
      : [],
  )
  // For most tokens, all forms are equal.
  return [...new Set(all)].sort((a, b) => b.length - a.length)
}

/** Redacts secrets from a text, given their {@link spellings}. */
export const redactText = (secrets: ReadonlyArray<string>, text: string): string => {
  const redact = (given: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), given)
  const redacted = redact(text)
  // A search does not find escaped characters, but a reader can decode them.
  const plain = redacted.replace(/(?:\\u00|%)([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number(`0x${hex}`)))
  const rest = redact(plain)
  return rest === plain ? redacted : rest
}

/** Redacts secrets from the strings and names of a JSON value. Mutates the value. */
export const redactJson = <A>(secrets: ReadonlyArray<string>, json: A): A => {
  // Iterative, since the nesting of a response is not limited.
  const top = { json }
  const open: Array<object> = [top]
  for (let object = open.pop(); object; object = open.pop()) {
    for (const name of Object.keys(object)) {
      const given: unknown = Reflect.get(object, name)
      if (isObject(given)) open.push(given)
      const value = typeof given === 'string' ? redactText(secrets, given) : given
      const key = redactText(secrets, name)
      if (value === given && key === name) continue
      if (key !== name) Reflect.deleteProperty(object, name)
      // Assigning to `__proto__` would not create a property.
      Reflect.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
    }
  }
  return top.json
}
