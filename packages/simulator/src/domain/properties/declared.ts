/** Short forms of values in declared workspaces, which several types of property share. */
import { isArray, type Json } from '../values/json.js'

/** A declared value as a list: one value is a list of itself, null is an empty one. */
export const declaredList = (value: Json): ReadonlyArray<Json> =>
  isArray(value) ? value : value === null ? [] : [value]

/** An option that is declared by its name. */
export const optionNamed = (value: Json): Json => (typeof value === 'string' ? { name: value } : value)

/** Throws a TypeError when nothing was found under a name. */
export const assertFound = <A>(found: A | undefined, what: string, name: string): A => {
  if (found === undefined) throw new TypeError(`there is no ${what} named ${JSON.stringify(name)}`)
  return found
}
