/**
 * Takes secrets out of what came from outside, before an error or a log shows it.
 *
 * @internal
 */

import { encoded } from '../call/url.js'
import { isObject } from '../internal/json.js'

/** What a secret is replaced by. */
export const HIDDEN = '(hidden)'

/** The fewest characters of a secret that is hidden: a shorter one is a word like any other, and hiding it spoils the text. */
const SHORTEST_SECRET = 8

/** How secrets may be written, in plain text, in JSON and in an address; the longest first, since a shorter one may be a part of it. */
export const spellings = (secrets: ReadonlyArray<unknown>): ReadonlyArray<string> => {
  const all = secrets.flatMap((secret) =>
    typeof secret === 'string' && secret.length >= SHORTEST_SECRET
      ? [secret, JSON.stringify(secret).slice(1, -1), encoded(secret)]
      : [],
  )
  // Of most tokens they are all the same.
  return [...new Set(all)].sort((a, b) => b.length - a.length)
}

/** A text without secrets, given their {@link spellings}. */
export const redactText = (secrets: ReadonlyArray<string>, text: string): string => {
  const redact = (given: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), given)
  const redacted = redact(text)
  // A character by its number hides from the search, and not from a reader.
  const plain = redacted.replace(/(?:\\u00|%)([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number(`0x${hex}`)))
  const rest = redact(plain)
  return rest === plain ? redacted : rest
}

/** Takes secrets out of the strings and names of a JSON value that was just made. The value itself is changed. */
export const redactJson = <A>(secrets: ReadonlyArray<string>, json: A): A => {
  // With a list in place of a recursion: an answer may be nested as deep as it likes.
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
      // Not by assignment, which `__proto__` does not take.
      Reflect.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
    }
  }
  return top.json
}
