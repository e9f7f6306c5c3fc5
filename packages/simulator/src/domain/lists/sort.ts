/** Sorts of lists whose elements have no schema: agents, sessions, events and meeting notes. */
import { type Check, fields, list, oneOf, optional } from '../validate/check.js'
import { asObject, asString, type Json, type JsonObject } from '../values/json.js'

/** Checks the direction of a sort. */
export const direction: Check = oneOf('ascending', 'descending')

/** Checks the sorts of a list in a request. */
export const listSortsCheck = (...properties: ReadonlyArray<string>): Check =>
  optional(list(fields({ property: oneOf(...properties), direction }, true), 100))

const compareValues = (left: Json, right: Json): number => {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const [one, other] = [String(left ?? ''), String(right ?? '')]
  return one < other ? -1 : one > other ? 1 : 0
}

/** Sorts a list by checked sorts; earlier ones take precedence. */
export const sortList = <A>(
  all: ReadonlyArray<A>,
  sorts: ReadonlyArray<Json>,
  valuesOf: (item: A) => JsonObject,
): ReadonlyArray<A> => {
  if (sorts.length === 0) return all
  const keys = sorts.map(asObject)
  return all
    .map((item) => ({ item, values: valuesOf(item) }))
    .sort((left, right) => {
      for (const { property, direction } of keys) {
        const key = asString(property)
        const order = compareValues(left.values[key] ?? null, right.values[key] ?? null)
        if (order !== 0) return direction === 'descending' ? -order : order
      }
      return 0
    })
    .map(({ item }) => item)
}
