/** Readers of the values in a snapshot, which may come from a file. An invalid value is reported with its path. */
import { isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { fromBase64 } from './base64.js'

/** Reads a value at a path of a snapshot. Throws a TypeError that names the path when the value is invalid. */
export type Read<A> = (value: Json | undefined, path: string) => A

/** How each field of a record is read. */
type Fields<A> = { readonly [K in keyof A]-?: Read<A[K]> }

const invalidPart = (path: string, what: string): TypeError =>
  new TypeError(`The snapshot is invalid: ${path} must be ${what}.`)

/** A string. */
export const text: Read<string> = (value, path) => {
  if (typeof value !== 'string') throw invalidPart(path, 'a string')
  return value
}

/** A number. */
export const number: Read<number> = (value, path) => {
  if (typeof value !== 'number') throw invalidPart(path, 'a number')
  return value
}

/** True or false. */
export const flag: Read<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw invalidPart(path, 'a boolean')
  return value
}

/** Any JSON, including null. */
export const json: Read<Json> = (value, path) => {
  if (value === undefined) throw invalidPart(path, 'a value')
  return value
}

/** A JSON object. */
export const object: Read<JsonObject> = (value, path) => {
  if (!isObject(value)) throw invalidPart(path, 'an object')
  return value
}

/** Bytes, stored as base64. */
export const bytes: Read<Uint8Array<ArrayBuffer>> = (value, path) => {
  try {
    return fromBase64(text(value, path))
  } catch {
    throw invalidPart(path, 'base64')
  }
}

/** One of several strings. */
export const word =
  <A extends string>(...words: ReadonlyArray<A>): Read<A> =>
  (value, path) => {
    const found = words.find((each) => each === value)
    if (found === undefined) throw invalidPart(path, `one of ${words.join(', ')}`)
    return found
  }

/** May be absent. */
export const maybe =
  <A>(read: Read<A>): Read<A | undefined> =>
  (value, path) =>
    value === undefined ? undefined : read(value, path)

/** May be null. */
export const orNull =
  <A>(read: Read<A>): Read<A | null> =>
  (value, path) =>
    value === null ? null : read(value, path)

/** A list of values of one kind. */
export const list =
  <A>(read: Read<A>): Read<Array<A>> =>
  (value, path) => {
    if (!isArray(value)) throw invalidPart(path, 'a list')
    return value.map((each, index) => read(each, `${path}[${index}]`))
  }

/** A map, stored as a list of pairs. */
export const map =
  <K, A>(readKey: Read<K>, read: Read<A>): Read<Map<K, A>> =>
  (value, path) =>
    new Map(
      list(json)(value, path).map((pair, index) => {
        const [key, element] = isArray(pair) ? pair : []
        return [readKey(key, `${path}[${index}][0]`), read(element, `${path}[${index}][1]`)]
      }),
    )

const isWhole = <A extends object>(created: Partial<A>, fields: Fields<A>): created is A =>
  Object.keys(fields).every((key) => key in created)

/** A record with known fields. */
export const record =
  <A extends object>(fields: Fields<A>): Read<A> =>
  (value, path) => {
    const given = object(value, path)
    const created: Partial<A> = {}
    for (const key in fields) created[key] = fields[key](given[key], `${path}.${key}`)
    if (!isWhole(created, fields)) throw invalidPart(path, 'a complete record')
    return created
  }
