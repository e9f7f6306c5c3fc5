/** The property values of a page. */
import type { Type } from 'io-ts'
import { anyObject, boolean, string, struct, tagged } from '../core/schema/combinators.js'
import './propertyTypes.js'
import type { PropertyValue as AnyValue, PropertyValueBase } from './propertyValueOf.js'
import { propertyPayloads } from './rollup.js'

/** The value of a property of a page. */
export type PropertyValue = AnyValue

/** The value of a property of a page. */
export const PropertyValue: Type<PropertyValue> = tagged<PropertyValue>(
  propertyPayloads,
  struct<PropertyValueBase>({ id: string }, { has_more: boolean }),
  anyObject,
)
