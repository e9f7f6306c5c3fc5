/** Property values of one type: what all types have in common. */
import type { Type } from 'io-ts'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { boolean, literal, string, struct, type Unchecked, type UnknownType } from '../core/schema/combinators.js'
import type { PropertyPayloads, PropertyType } from './propertyTables.js'

/**
 * The fields of every property value.
 *
 * @internal
 */
export interface PropertyValueBase {
  /** The id of the property, URL-encoded: `%3AUPp`. */
  readonly id: string
  /** Whether the list has more references than the 25 in the page. Most lists omit it. */
  readonly has_more?: boolean
}

/** The value of a property of one type. */
export type PropertyValueOf<Known extends PropertyType> = Known extends PropertyType
  ? PropertyValueBase & { readonly type: Known } & { readonly [Name in Known]: PropertyPayloads[Known] }
  : never

/**
 * A value of a type unknown to this library, or one that does not match its type. Only the type is validated: all other fields
 * are as Notion sent them.
 */
export interface UnknownPropertyValue extends Unchecked<PropertyValueBase> {
  readonly type: UnknownType
}

/**
 * The value of a property of a page.
 *
 * @internal
 */
export type PropertyValue = PropertyValueOf<PropertyType> | UnknownPropertyValue

/**
 * An element of a rollup: a property value without an id.
 *
 * @internal
 */
export type RollupItem =
  | {
      readonly [Known in PropertyType]: { readonly type: Known } & { readonly [Name in Known]: PropertyPayloads[Known] }
    }[PropertyType]
  | { readonly type: UnknownType }

/**
 * The codec of the values of one type.
 *
 * @param type The name of the type in the API.
 * @param payload The codec of the field of that name.
 *
 * @internal
 */
export const propertyValueOf = <Known extends PropertyType>(
  type: Known,
  payload: Type<PropertyPayloads[Known]>,
): Type<PropertyValueOf<Known>> =>
  // The compiler types a computed key that is a type parameter as any string: it neither checks that the codec belongs to the field,
  // nor finds the field in the result.
  unsafeCast(
    struct<PropertyValueBase>(unsafeCast({ id: string, type: literal(type), [type]: payload }), { has_more: boolean }),
  )
