/**
 * What JSON is made of.
 *
 * @internal
 */

/** A JSON object, or an array by the names of its indices. */
export interface JsonObject {
  readonly [name: string]: unknown
}

/** Whether a value has fields: an object or an array. */
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null

/** Whether a value is a bare object or an instance of a class: not a list, a `Map`, a `Date`, a promise or the like. */
export const isPlain = (value: unknown): value is JsonObject =>
  Object.prototype.toString.call(value) === '[object Object]'

/** Whether a value has fields by name: an object that is no array. */
export const isRecord = (value: unknown): value is JsonObject => isObject(value) && !Array.isArray(value)
