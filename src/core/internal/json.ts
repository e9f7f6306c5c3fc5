/**
 * Types and guards of JSON values.
 *
 * @internal
 */

/** A JSON object, or an array accessed by its indices as names. */
export interface JsonObject {
  readonly [name: string]: unknown
}

/** Whether a value has fields: an object or an array. */
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null

/** Whether a value is a plain object or a class instance, but not an array, a `Map`, a `Date`, a promise or the like. */
export const isPlain = (value: unknown): value is JsonObject =>
  Object.prototype.toString.call(value) === '[object Object]'

/** Whether a value is an object and not an array. */
export const isRecord = (value: unknown): value is JsonObject => isObject(value) && !Array.isArray(value)
