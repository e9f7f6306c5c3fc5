/** An object of JSON, of which nothing is known. */
export type Json = { readonly [name: string]: unknown }

/** Whether a value is an object and not an array. */
export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field of any value; `undefined` if it has no such field. */
export const field = (value: unknown, name: string): unknown => Reflect.get(Object(value), name)
