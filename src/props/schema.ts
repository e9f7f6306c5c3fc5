/** Schemas: the properties that a program knows, by name, and the records that follow from them. */

import type { ReadOnlyProp } from './prop.js'
import type { PropertyType } from './propertyTables.js'
import type { PropertyValueRequest } from './propertyValueRequest.js'

/** Any type of property. */
export type AnyProp = ReadOnlyProp<PropertyType, unknown>

/** Any type of property that can be written. */
export type AnyWritableProp = AnyProp & ((value: never) => PropertyValueRequest)

/** The properties that a program knows, by their names or ids: `{ Name: title, Estimate: number }`. */
export interface PropSchema {
  readonly [property: string]: AnyProp
}

/** What the properties of a schema read as. */
export type PropsOf<Schema extends PropSchema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends ReadOnlyProp<PropertyType, infer Output> ? Output : never
}

/**
 * What can be written into the properties of a schema: some of them or all, none of those that Notion works out by itself. A
 * record that was read fits, and an `undefined` leaves a property as it is.
 */
export type WritablePropsOf<Schema extends PropSchema> = {
  readonly [Name in keyof Schema as Schema[Name] extends AnyWritableProp ? Name : never]?:
    | (Schema[Name] extends (value: infer Input) => unknown ? Input : never)
    | undefined
}
