/** Any value that JSON can carry. */
export type Json = string | number | boolean | null | JsonArray | JsonObject

/** A JSON array. */
export interface JsonArray extends ReadonlyArray<Json> {}

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** Whether a value is a JSON object (neither null nor an array). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value is a JSON array. */
export const isArray = (value: unknown): value is JsonArray => Array.isArray(value)

/** The value if it is an object, else an empty one. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** The value if it is an array, else an empty one. */
export const asArray = (value: unknown): JsonArray => (isArray(value) ? value : [])

/** The value if it is a string, else an empty one. */
export const asString = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Own keys only: `constructor` and the like are never found in a parsed body. */
export const get = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

/** A deep copy, so that a caller who changes an answer cannot change the workspace. */
export const copy = (value: Json): Json =>
  isArray(value)
    ? value.map(copy)
    : isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, copy(child)]))
      : value

/** Reads JSON text; undefined when the text is none. */
export const parseJson = (text: string): Json | undefined => {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** How many bytes a value takes as JSON text. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length
