/** Takes secrets out of what an error or a log will show. */
import { isObject } from './json.js'

const HIDDEN = '(hidden)'

/** The fewest characters of a secret that is hidden: a shorter one is a word like any other, and hiding it spoils the text. */
const SHORTEST_SECRET = 8

/** A text without a secret. */
export const redactText = (secret: string, text: string): string =>
  secret.length < SHORTEST_SECRET ? text : text.replaceAll(secret, HIDDEN)

/** Takes a secret out of the strings and names of a JSON value that was just parsed. The value itself is changed. */
export const redactJson = (secret: string, json: unknown): unknown => {
  // With a list in place of a recursion: an answer may be nested as deep as it likes.
  const top = { json }
  const open: Array<object> = [top]
  for (let object = open.pop(); object; object = open.pop()) {
    for (const name of Object.keys(object)) {
      const value: unknown = Reflect.get(object, name)
      if (isObject(value)) open.push(value)
      const clean = typeof value === 'string' ? redactText(secret, value) : value
      const cleanName = redactText(secret, name)
      if (clean === value && cleanName === name) continue
      if (cleanName !== name) Reflect.deleteProperty(object, name)
      Reflect.defineProperty(object, cleanName, { value: clean, configurable: true, enumerable: true, writable: true })
    }
  }
  return top.json
}
