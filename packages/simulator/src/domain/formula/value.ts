import { asObject, asString, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { instantOf } from '../values/time.js'

/** A date, as the API has one. */
export interface DateValue {
  readonly date: JsonObject
}

/** What a part of a formula can come to. */
export type Value = string | number | boolean | null | DateValue | ReadonlyArray<Value>

/** Whether a value is a list. */
export const isList = (value: Value): value is ReadonlyArray<Value> => Array.isArray(value)

/** Whether a value is a date. */
export const isDate = (value: Value): value is DateValue =>
  typeof value === 'object' && value !== null && !isList(value)

/** A value as text: nothing is empty, a date is its start, a list is its elements with commas. */
export const textOf = (value: Value): string => {
  if (value === null) return ''
  if (isList(value)) return value.map(textOf).join(', ')
  return isDate(value) ? asString(value.date.start) : String(value)
}

/** A value as a number; a date is its time in milliseconds. */
export const numberOf = (value: Value): number => {
  if (isDate(value)) return instantOf(textOf(value))
  if (typeof value === 'string') return value.trim() === '' ? Number.NaN : Number(value)
  return isList(value) ? Number.NaN : Number(value ?? 0)
}

/** Whether there is nothing in a value. */
export const isEmpty = (value: Value): boolean =>
  value === null || value === '' || value === false || value === 0 || (isList(value) && value.length === 0)

/** A value as true or false: whatever is not empty holds. */
export const isTruthy = (value: Value): boolean => !isEmpty(value)

/** A value as a list: one that is none is a list of itself. */
export const listOf = (value: Value): ReadonlyArray<Value> => (isList(value) ? value : value === null ? [] : [value])

const nameOf = (each: Json): Value => {
  const { name, id } = asObject(each)
  return asString(name ?? id)
}

/** What a formula reads of a value that is nothing special: users and options by name, lists of them as lists. */
export const plainValue = (value: Json): Value => {
  if (isObject(value)) return nameOf(value)
  return isArray(value) ? value.map(nameOf) : value
}

/** The value of a formula as the API answers it. */
export const serializeResult = (value: Value): JsonObject => {
  if (typeof value === 'number') return { type: 'number', number: Number.isFinite(value) ? value : null }
  if (typeof value === 'boolean') return { type: 'boolean', boolean: value }
  if (value === null) return { type: 'string', string: null }
  return isDate(value) ? { type: 'date', date: value.date } : { type: 'string', string: textOf(value) }
}
