/** An object of JSON, of which nothing is known. */
export type Json = { readonly [name: string]: unknown }

/** Whether a value is an object, and no list. */
export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a value has under a name, whatever it is; `undefined` if that is nothing. */
export const field = (value: unknown, name: string): unknown => Reflect.get(Object(value), name)
