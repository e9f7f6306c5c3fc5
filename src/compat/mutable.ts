/** Mutable copies of responses: the originals are frozen, since a cache or concurrent reads may share them. */
import { isObject } from '../core/internal/json.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'

/** A type without `readonly`. The compiler treats an open union of strings as an object, so strings are excluded first. */
export type Mutable<T> = T extends string
  ? T
  : T extends ReadonlyArray<infer Item>
    ? Array<Mutable<Item>>
    : T extends object
      ? { -readonly [Name in keyof T]: Mutable<T[Name]> }
      : T

const shallowCopy = (value: object): object => (Array.isArray(value) ? [...value] : { ...value })

/** A deep copy of JSON. It does not recurse, so that any depth is safe. */
export const mutableCopy = <A>(json: A): Mutable<A> => {
  const root = { json }
  const open: Array<{ [name: string]: unknown }> = [root]
  for (let copy = open.pop(); copy; copy = open.pop()) {
    for (const name of Object.keys(copy)) {
      const part = copy[name]
      if (!isObject(part)) continue
      // An array has keys like any object, but its type has no index signature of strings.
      const inner = unsafeCast<{ [name: string]: unknown }>(shallowCopy(part))
      copy[name] = inner
      open.push(inner)
    }
  }
  // `readonly` exists only in types, so that the copy has the values of the original: the compiler cannot evaluate the mapped type of a
  // type parameter.
  return unsafeCast(root.json)
}
