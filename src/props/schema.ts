/** Schemas: the properties that a program uses, by name, and the types of their records. */

import type { ReadOnlyProp } from './prop.js'
import type { PropertyType } from './propertyTables.js'
import type { PropertyValueRequest } from './propertyValueRequest.js'

/** Any property type. */
export type AnyProp = ReadOnlyProp<PropertyType, unknown>

/** Any writable property type. */
export type AnyWritableProp = AnyProp & ((value: never) => PropertyValueRequest)

/** The properties that a program uses, by their names or ids: `{ Name: title, Estimate: number }`. */
export interface PropSchema {
  readonly [property: string]: AnyProp
}

/** The record of plain values that a schema reads. */
export type PropsOf<Schema extends PropSchema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends ReadOnlyProp<PropertyType, infer Output> ? Output : never
}

/**
 * The plain values that can be written to the properties of a schema, without those of read-only types. Each is optional;
 * `undefined` leaves a property unchanged. A record that was read is accepted.
 */
export type WritablePropsOf<Schema extends PropSchema> = {
  readonly [Name in keyof Schema as Schema[Name] extends AnyWritableProp ? Name : never]?:
    | (Schema[Name] extends (value: infer Input) => unknown ? Input : never)
    | undefined
}
