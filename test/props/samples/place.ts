import { PlacePropertyValue, place } from '../../../src/props/place.js'
import type { PropertyValueOf } from '../../../src/props/propertyValueOf.js'
import type { PropertySample } from './sample.js'

const values: ReadonlyArray<PropertyValueOf<'place'>> = [
  {
    id: 'l',
    type: 'place',
    place: { lat: 48.8584, lon: 2.2945, name: 'Tower', address: null, aws_place_id: null, google_place_id: 'g' },
  },
  { id: 'l', type: 'place', place: null },
]

export const placeSample: PropertySample<'place'> = {
  type: 'place',
  values,
  reads: values.map(({ place }) => place),
  config: {},
  prop: place,
  codec: PlacePropertyValue,
}
