/**
 * Reads optional fields of JSON. The options of a simulator must not contain undefined, so absent fields are omitted.
 */
import type { Json } from '../../domain/values/json.js'

/** The longest time and the largest number that are accepted: a timer cannot wait longer. */
export const MAX = 2 ** 31 - 1

/** A string; undefined for anything else. */
export const stringOrUndefined = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

/** A number; undefined for anything else. */
export const numberOrUndefined = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined

/** A boolean; undefined for anything else. */
export const booleanOrUndefined = (value: Json | undefined): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined

/** Omits undefined values. */
export const withoutUndefined = <A extends object>(
  record: { readonly [K in keyof A]: A[K] | undefined },
): Partial<A> => {
  const present: Partial<A> = {}
  for (const key in record) {
    const value = record[key]
    if (value !== undefined) present[key] = value
  }
  return present
}
