/** The property values of a page. */
import type { Type } from 'io-ts'
import { anyObject, boolean, hinted, string, struct, tagged } from '../core/schema/combinators.js'
import './propertyTypes.js'
import type { PropertyValue as AnyValue, PropertyValueBase } from './propertyValueOf.js'
import { propertyPayloads } from './rollup.js'

/** The value of a property of a page. */
export type PropertyValue = AnyValue

/** The value of a property of a page. */
export const PropertyValue: Type<PropertyValue> = tagged<PropertyValue>(
  propertyPayloads,
  hinted(
    struct<PropertyValueBase>({ id: string }, { has_more: boolean }),
    ({ id, has_more }) => typeof id === 'string' && has_more === undefined,
  ),
  anyObject,
)
