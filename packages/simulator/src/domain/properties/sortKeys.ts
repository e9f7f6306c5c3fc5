/**
 * The keys that rows are sorted by. Numbers inside text are sorted by their value, and empty values come last in either
 * direction.
 */
import { asArray, asObject, asString, isArray, isObject, type Json } from '../values/json.js'
import { instantOf } from '../values/time.js'

/** What rows are sorted by. An empty value is undefined: it comes last in either direction. */
export type SortKey = string | number | undefined

/** A number in a text, so that longer ones come later: the number of its digits, and then its digits. */
const numberKey = (digits: string): string => {
  const significant = digits.replace(/^0+(?=.)/, '')
  return `${String(Math.min(significant.length, 99)).padStart(2, '0')}${significant}`
}

/** Text, regardless of case: numbers by their value, and letters with marks after those without. */
export const textSortKey = (text: string): SortKey => {
  if (text === '') return undefined
  const lower = text.toLowerCase()
  const plain = lower.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\d+/g, numberKey)
  return `${plain}\0${lower}`
}

/** A date by its start. */
export const dateSortKey = (value: Json | undefined): SortKey => {
  const time = instantOf(isObject(value) ? asString(value.start) : asString(value))
  return Number.isNaN(time) ? undefined : time
}

/** A list by the names of its elements, or by their ids. */
export const namesSortKey = (value: Json): SortKey =>
  textSortKey(
    asArray(value)
      .map((each) => asString(asObject(each).name ?? asObject(each).id))
      .join(', '),
  )

/** A user by name, or by id. */
export const userSortKey = (value: Json): SortKey => textSortKey(asString(asObject(value).name ?? asObject(value).id))

/** The result of a formula or rollup: `{ type, [type]: … }`. */
export const resultSortKey = (value: Json): SortKey => {
  const result = asObject(value)
  const inner = result[asString(result.type)] ?? null
  if (result.type === 'date') return dateSortKey(inner)
  if (result.type === 'array') return namesSortKey(inner)
  if (typeof inner === 'boolean') return inner ? 1 : 0
  return typeof inner === 'number' ? inner : textSortKey(asString(inner))
}

/** Any other value, depending on its type. */
export const plainSortKey = (value: Json): SortKey => {
  if (isArray(value)) return namesSortKey(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'number' ? value : textSortKey(asString(value))
}
