/** The table of all types of property. Unknown types keep their values as they were loaded. */
import type { Property } from '../state/types.js'
import { get, type Json, type JsonObject } from '../values/json.js'
import { inOrderOf } from './inOrderOf.js'
import { type KindOf, kind, type PropertyKind } from './kind.js'
import * as kinds from './kinds/index.js'

/** The order in which a request that names several types is read. */
const ORDER = [
  'title',
  'rich_text',
  'number',
  'select',
  'multi_select',
  'status',
  'date',
  'people',
  'files',
  'checkbox',
  'url',
  'email',
  'phone_number',
  'formula',
  'relation',
  'rollup',
  'unique_id',
  'created_time',
  'created_by',
  'last_edited_time',
  'last_edited_by',
  'button',
  'place',
  'location',
  'last_visited_time',
  'verification',
]

/** Every type of property that a schema request may name. */
export const PROPERTY_KINDS: ReadonlyMap<string, PropertyKind> = new Map(
  inOrderOf(ORDER, Object.values(kinds), ({ type }) => type).map((each) => [each.type, each]),
)

/** A type that is known only from loaded objects: stored and returned unchanged. */
const unknownKind = kind({ type: 'unknown', configure: (request) => request })

/** The kind of a type of property. */
export const kindOf: KindOf = (type) => PROPERTY_KINDS.get(type) ?? unknownKind

/** The type that a schema request, a value or a declaration names by one of its keys. */
export const typeNamedIn = (object: JsonObject): string | undefined =>
  [...PROPERTY_KINDS.keys()].find((type) => get(object, type) !== undefined)

/** A property that is known only from one of its values. */
export const propertyOfValue = (id: string, name: string, type: string, value: Json): Property => ({
  id,
  name,
  type,
  description: null,
  config: kindOf(type).configOfValue?.(value) ?? {},
})
