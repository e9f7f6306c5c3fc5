/**
 * Errors in brief: what a log, a console or `JSON.stringify` gets of one, whatever was sent or answered.
 *
 * @internal
 */

import { isObject } from '../internal/json.js'
import { tryTo } from '../internal/orUndefined.js'

/** The most bytes of UTF-8 that a message has as JSON. It is shown twice where it is the cause of an exception. */
export const MESSAGE_BYTES = 1_000
/** The most bytes of UTF-8 that an error has as JSON. */
const JSON_BYTES = 4_000
/** The same for what a console shows below the message. */
const PRINTED_BYTES = 1_200
/** The room that is too small to begin another field in. */
const TOO_SMALL = 100

/** The beginning of a text that is too long, with the number of characters that were left out. */
export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}… ${text.length - most} more` : text

/** The most bytes that a value takes as JSON. */
const sizeOf = (value: unknown): number => `${JSON.stringify(value)}`.replace(/[^\0-\x7f]/g, '***').length

/** The beginning of a text, of at most so many bytes as JSON, with the number of characters that were left out. */
export const shortened = (text: string, room: number): string => {
  // With room for the number of what is left out.
  for (let most = room - 20; ; most >>= 1) {
    const short = cut(text, most)
    if (most < 1 || sizeOf(short) <= room) return short
  }
}

/** The fields of an object that come first, with the number of those that were left out. */
const firstFields = (value: object, room: number): unknown => {
  const list = Array.isArray(value)
  // Naming each index of a long array takes longer than anything else here.
  const names = list ? value : Object.keys(value)
  const told: Array<readonly [string, unknown]> = []
  let rest = room
  let at = 0
  for (; at < names.length && rest >= TOO_SMALL; at++) {
    const name = list ? at : names[at]
    // Half of the room for each, so that a large one leaves some for those that come after it.
    const entry = [shortened(`${name}`, rest >> 2), brief(Reflect.get(value, name), rest >> 1)] as const
    if (entry[1] !== undefined) told.push(entry)
    rest -= sizeOf(entry)
  }
  if (at < names.length) told.push(['…', `${names.length - at} more`])
  return list ? told.map(([, field]) => field) : Object.fromEntries(told)
}

/** A value as JSON of about so many bytes. It may be anything, also something that no program can read. */
const brief = (given: unknown, room: number): unknown =>
  tryTo(() => {
    const value = isObject(given) && typeof given.toJSON === 'function' ? given.toJSON() : given
    if (Number.isFinite(value) || typeof value === 'boolean' || (value ?? null) === null) return value
    if (!isObject(value)) return shortened(String(value), room)
    if (ArrayBuffer.isView(value)) return Object.prototype.toString.call(value)
    const { name, message, cause } = value
    // An error shows none of its fields.
    return firstFields(value instanceof Error ? { name, message, cause } : value, room)
  }, '(unreadable)')

/**
 * The error, but a log, a console and `JSON.stringify` get its beginning in place of all that was sent and answered. Its fields
 * are as they are for a program that reads, copies or compares them.
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
    // Node, Bun and Deno ask for it.
    [Symbol.for('nodejs.util.inspect.custom')]: { value: printed },
  })
}
