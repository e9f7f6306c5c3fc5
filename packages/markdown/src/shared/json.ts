/**
 * Reads values of unknown form: blocks may be damaged, or newer than this package.
 *
 * @internal
 */

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: unknown
}

/** Whether a value is an object and not an array. */
export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value if it is an object, otherwise an empty object. */
export const record = (value: unknown): JsonObject => (isRecord(value) ? value : {})

/** The value if it is a list, otherwise an empty list. */
export const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** The value if it is a string, otherwise an empty string. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Appends items of any number: as arguments of `push`, there can be more than the stack holds. */
export const pushAll = <A>(into: Array<A>, items: ReadonlyArray<A>): void => {
  for (const item of items) into.push(item)
}

/** The content of a block: what is under the name of its type. */
export const contentOf = (block: unknown): JsonObject => record(record(block)[text(record(block).type)])
