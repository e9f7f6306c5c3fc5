/** The values that formulas compute with, and their conversions to text, numbers and lists. */
import { asObject, asString, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { instantOf } from '../values/time.js'

/** A date as in a response. */
export interface DateValue {
  readonly date: JsonObject
}

/** The value of a part of a formula. */
export type Value = string | number | boolean | null | DateValue | ReadonlyArray<Value>

/** Whether a value is a list. */
export const isList = (value: Value): value is ReadonlyArray<Value> => Array.isArray(value)

/** Whether a value is a date. */
export const isDate = (value: Value): value is DateValue =>
  typeof value === 'object' && value !== null && !isList(value)

/** A value as text: null is empty, a date is its start, a list is its elements joined by commas. */
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

/** Whether a value is empty. */
export const isEmptyValue = (value: Value): boolean =>
  value === null || value === '' || value === false || value === 0 || (isList(value) && value.length === 0)

/** Whether a value is truthy: not empty. */
export const isTruthy = (value: Value): boolean => !isEmptyValue(value)

/** A value as a list: any other value is the only element. */
export const elementsOfValue = (value: Value): ReadonlyArray<Value> =>
  isList(value) ? value : value === null ? [] : [value]

const nameOf = (each: Json): Value => {
  const { name, id } = asObject(each)
  return asString(name ?? id)
}

/** The value of any other property: users and options by name, lists of them as lists. */
export const plainValue = (value: Json): Value => {
  if (isObject(value)) return nameOf(value)
  return isArray(value) ? value.map(nameOf) : value
}

/** The value of a formula in a response. */
export const serializeResult = (value: Value): JsonObject => {
  if (typeof value === 'number') return { type: 'number', number: Number.isFinite(value) ? value : null }
  if (typeof value === 'boolean') return { type: 'boolean', boolean: value }
  if (value === null) return { type: 'string', string: null }
  return isDate(value) ? { type: 'date', date: value.date } : { type: 'string', string: textOf(value) }
}
