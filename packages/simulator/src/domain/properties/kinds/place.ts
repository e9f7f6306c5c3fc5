/** The type `place`: coordinates, a name and an address, and the ids that map services have for it. */
import { fields, nullable, number, optional, string } from '../../validate/check.js'
import { isObject } from '../../values/json.js'
import { kind, type PropertyKind } from '../kind.js'

const TEXT_FIELDS = ['name', 'address', 'aws_place_id', 'google_place_id']

const textField = optional(nullable(string()))

/** `place`. A field that is not given becomes null. */
export const place: PropertyKind = kind({
  type: 'place',
  isNewer: true,
  value: nullable(
    fields({ lat: number, lon: number, ...Object.fromEntries(TEXT_FIELDS.map((key) => [key, textField])) }),
  ),
  store: (_, __, request) =>
    isObject(request)
      ? {
          lat: request.lat ?? null,
          lon: request.lon ?? null,
          ...Object.fromEntries(TEXT_FIELDS.map((key) => [key, request[key] ?? null])),
        }
      : null,
})
