/** Place properties. */
import type { Type } from 'io-ts'
import { boolean, literal, nullable, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import { Place } from './propertyParts.js'
import type { PropertyValueOf } from './propertyValue.js'
import type { PlaceRequest } from './propertyValueRequest.js'

/** The value of a place property. */
export type PlacePropertyValue = PropertyValueOf<'place'>

/** The value of a place property. */
export const PlacePropertyValue: Type<PlacePropertyValue> = struct<PlacePropertyValue>(
  { id: string, type: literal('place'), place: nullable(Place) },
  { has_more: boolean },
)

/**
 * A place on the map, in degrees; `null` where there is none.
 *
 * @see https://developers.notion.com/reference/page-property-values#place
 * @example
 * import { place } from 'notion-fp/props'
 *
 * const properties = { Where: place({ lat: 48.8584, lon: 2.2945, name: 'Eiffel Tower' }) }
 */
export const place: Prop<'place', PlaceRequest | null, Place | null> = prop(
  'place',
  identity<PlaceRequest | null>,
  identity,
)
