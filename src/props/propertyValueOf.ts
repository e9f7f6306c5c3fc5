/** The value of a property of one type: what all types have in common. */
import type { Type } from 'io-ts'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { boolean, literal, string, struct, type Unchecked, type UnknownType } from '../core/schema/combinators.js'
import type { PropertyPayloads, PropertyType } from './propertyTables.js'

/**
 * What every value of a property tells.
 *
 * @internal
 */
export interface PropertyValueBase {
  /** The id of the property, as it stands in an address: `%3AUPp`. */
  readonly id: string
  /** Whether a list has more than the 25 references that are given; most lists do not say. */
  readonly has_more?: boolean
}

/** The value of a property of one type. */
export type PropertyValueOf<Known extends PropertyType> = Known extends PropertyType
  ? PropertyValueBase & { readonly type: Known } & { readonly [Name in Known]: PropertyPayloads[Known] }
  : never

/**
 * The value of a property of a type that this library does not know, or one that is not what its type promises. Only its type is
 * certain: whatever else it has is as Notion sent it.
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
 * A value of one type, without the id of its property: as an element of a rollup.
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
 * @param type Notion's word for the type.
 * @param payload The codec of what stands under that word.
 *
 * @internal
 */
export const propertyValueOf = <Known extends PropertyType>(
  type: Known,
  payload: Type<PropertyPayloads[Known]>,
): Type<PropertyValueOf<Known>> =>
  // The compiler does not see that a field named as a type parameter says is the one which that type has.
  unsafeCast(
    struct<PropertyValueBase>(unsafeCast({ id: string, type: literal(type), [type]: payload }), { has_more: boolean }),
  )
