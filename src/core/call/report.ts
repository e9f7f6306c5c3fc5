/**
 * Short forms of errors: the part that a log, a console or `JSON.stringify` shows, however large the request or response was.
 *
 * @internal
 */

import { isObject } from '../internal/json.js'
import { tryTo } from '../internal/orUndefined.js'

/** The maximum size of a message as JSON, in bytes of UTF-8. The cause of an exception is shown twice. */
export const MESSAGE_BYTES = 1_000
/** The maximum size of an error as JSON, in bytes of UTF-8. */
const JSON_BYTES = 4_000
/** The maximum size of the fields that a console shows below the message. */
const PRINTED_BYTES = 1_200
/** With less room than this, no further field is added. */
const TOO_SMALL = 100

/** A text; if it is too long, its beginning and the number of omitted characters. */
export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}… ${text.length - most} more` : text

/** The maximum number of bytes that a value takes as JSON. */
const sizeOf = (value: unknown): number => `${JSON.stringify(value)}`.replace(/[^\0-\x7f]/g, '***').length

/** A text of at most `room` bytes as JSON; if it is longer, its beginning and the number of omitted characters. */
export const shortened = (text: string, room: number): string => {
  // Leaves room for the number of omitted characters.
  for (let most = room - 20; ; most >>= 1) {
    const short = cut(text, most)
    if (most < 1 || sizeOf(short) <= room) return short
  }
}

/** The first fields of an object, with the number of omitted ones. */
const firstFields = (value: object, room: number): unknown => {
  const list = Array.isArray(value)
  // Naming each index of a long array takes longer than anything else here.
  const names = list ? value : Object.keys(value)
  const told: Array<readonly [string, unknown]> = []
  let rest = room
  let at = 0
  for (; at < names.length && rest >= TOO_SMALL; at++) {
    const name = list ? at : names[at]
    // Each field gets half of the room that is left, so that a large one leaves some for those after it.
    const entry = [shortened(`${name}`, rest >> 2), brief(Reflect.get(value, name), rest >> 1)] as const
    if (entry[1] !== undefined) told.push(entry)
    rest -= sizeOf(entry)
  }
  if (at < names.length) told.push(['…', `${names.length - at} more`])
  return list ? told.map(([, field]) => field) : Object.fromEntries(told)
}

/** A value as JSON of about `room` bytes. Any value is safe, even one that cannot be read. */
const brief = (given: unknown, room: number): unknown =>
  tryTo(() => {
    const value = isObject(given) && typeof given.toJSON === 'function' ? given.toJSON() : given
    if (Number.isFinite(value) || typeof value === 'boolean' || (value ?? null) === null) return value
    if (!isObject(value)) return shortened(String(value), room)
    if (ArrayBuffer.isView(value)) return Object.prototype.toString.call(value)
    const { name, message, cause } = value
    // The fields of an `Error` are not enumerable.
    return firstFields(value instanceof Error ? { name, message, cause } : value, room)
  }, '(unreadable)')

/**
 * A copy of the error, of which a log, a console and `JSON.stringify` show only the beginning. A program that reads, copies or compares its
 * fields gets them in full.
 */
export const reported = <E extends { readonly _tag: string; readonly message: string }>(given: E): E => {
  const error = { ...given, message: shortened(given.message, MESSAGE_BYTES) }
  const { _tag, message, ...fields } = error
  const printed = (): string =>
    Object.entries(Object(brief(fields, PRINTED_BYTES))).reduce(
      (text, [name, field]) => `${text}\n  ${name}: ${JSON.stringify(field)}`,
      `${_tag}: ${message}`,
    )
  return Object.defineProperties(error, {
    toJSON: { value: () => brief({ ...error }, JSON_BYTES) },
    // Node, Bun and Deno call it.
    [Symbol.for('nodejs.util.inspect.custom')]: { value: printed },
  })
}
