/** Answers that their reader may change: caches and shared reads keep the original, and freeze it. */
import { isObject } from '../core/internal/json.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'

/** A type without its `readonly` marks. An open list of words is an object for the compiler, and no one else. */
export type Mutable<T> = T extends string
  ? T
  : T extends ReadonlyArray<infer Item>
    ? Array<Mutable<Item>>
    : T extends object
      ? { -readonly [Name in keyof T]: Mutable<T[Name]> }
      : T

const shallowCopy = (value: object): object => (Array.isArray(value) ? [...value] : { ...value })

/** A copy of JSON, all the way down, however deep that is. */
export const mutableCopy = <A>(json: A): Mutable<A> => {
  const root = { json }
  const open: Array<{ [name: string]: unknown }> = [root]
  for (let copy = open.pop(); copy; copy = open.pop()) {
    for (const name of Object.keys(copy)) {
      const part = copy[name]
      if (!isObject(part)) continue
      const inner = unsafeCast<{ [name: string]: unknown }>(shallowCopy(part))
      copy[name] = inner
      open.push(inner)
    }
  }
  return unsafeCast(root.json)
}
