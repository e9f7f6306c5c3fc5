/** Place properties. */
import type { Type } from 'io-ts'
import { nullable, number, struct } from '../core/schema/combinators.js'
import type { EmptyRequest, Optional } from '../core/schema/exactlyOne.js'
import type { EmptyConfig } from './emptyConfig.js'
import { optionalText } from './optionalText.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A geographic location. */
export interface Place {
  /** The latitude in degrees; positive north of the equator. */
  readonly lat: number
  /** The longitude in degrees; positive east of Greenwich. */
  readonly lon: number
  /** The name of the place. */
  readonly name?: string | null
  /** The address in one line. */
  readonly address?: string | null
  /** The place id of Amazon Location Service. */
  readonly aws_place_id?: string | null
  /** The place id of Google Maps. */
  readonly google_place_id?: string | null
}

/** A geographic location. */
export const Place: Type<Place> = struct<Place>(
  { lat: number, lon: number },
  {
    name: optionalText,
    address: optionalText,
    aws_place_id: optionalText,
    google_place_id: optionalText,
  },
)

/** A geographic location. */
export interface PlaceRequest extends Pick<Place, 'lat' | 'lon'>, Optional<Omit<Place, 'lat' | 'lon'>> {}

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** `null` if empty. */
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
 * A geographic location, in degrees; `null` if empty.
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
