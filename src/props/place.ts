/** Place properties. */
import type { Type } from 'io-ts'
import { nullable, number, struct } from '../core/schema/combinators.js'
import type { EmptyRequest, Optional } from '../core/schema/exactlyOne.js'
import type { EmptyConfig } from './emptyConfig.js'
import { optionalText } from './optionalText.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A place on the map. */
export interface Place {
  /** The latitude in degrees, north of the equator positive. */
  readonly lat: number
  /** The longitude in degrees, east of Greenwich positive. */
  readonly lon: number
  /** What the place is called. */
  readonly name?: string | null
  /** Its address in one line of text. */
  readonly address?: string | null
  /** Its id in the places of Amazon, where it was found there. */
  readonly aws_place_id?: string | null
  /** Its id in the places of Google, where it was found there. */
  readonly google_place_id?: string | null
}

/** A place on the map. */
export const Place: Type<Place> = struct<Place>(
  { lat: number, lon: number },
  {
    name: optionalText,
    address: optionalText,
    aws_place_id: optionalText,
    google_place_id: optionalText,
  },
)

/** A place on the map. */
export interface PlaceRequest extends Pick<Place, 'lat' | 'lon'>, Optional<Omit<Place, 'lat' | 'lon'>> {}

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** `null` where it is empty. */
    readonly place: Place | null
  }
  interface ConfigPayloads {
    readonly place: EmptyConfig
  }
  interface PropertyValueRequests {
    /** `null` empties the property. */
    readonly place: PlaceRequest | null
  }
  interface SharedConfigs {
    readonly place: EmptyRequest
  }
}

/**
 * The codec of the payload.
 *
 * @internal
 */
export const placePayload: Type<Place | null> = nullable(Place)

export { emptyConfig as placeConfig } from './emptyConfig.js'

/** The value of a place property. */
export type PlacePropertyValue = PropertyValueOf<'place'>

/** The value of a place property. */
export const PlacePropertyValue: Type<PlacePropertyValue> = propertyValueOf('place', placePayload)

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
