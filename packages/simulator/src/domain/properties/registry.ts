/**
 * The table of all types of property, and what is read of a property of any type. Unknown types keep their values as
 * they were loaded.
 */
import type { PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import { asObject, get, type Json, type JsonObject } from '../values/json.js'
import { sourceOf } from './find.js'
import { type KindOf, kind, type PropertyKind, type Reach, type ValueContext } from './kind.js'
import * as kinds from './kinds/index.js'

/** Sorts by the place of a key in a list; what the list does not contain comes last. */
export const inOrderOf = <A>(
  order: ReadonlyArray<string>,
  items: Iterable<A>,
  keyOf: (item: A) => string,
): ReadonlyArray<A> => {
  const place = (item: A): number => {
    const index = order.indexOf(keyOf(item))
    return index < 0 ? order.length : index
  }
  return [...items].sort((left, right) => place(left) - place(right))
}

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

/** How many steps from formula to rollup to formula are followed. */
const MAX_STEPS = 7

/** All references, from the beginning. */
const UNLIMITED: Reach = { steps: 0, references: Number.POSITIVE_INFINITY }

/** The context in which the value of a property is serialized. */
export const contextOf = (
  workspace: Workspace,
  page: PageNode,
  property: Property,
  reach = UNLIMITED,
): ValueContext => ({
  workspace,
  page,
  source: sourceOf(workspace, page),
  property,
  reach,
  kindOf,
  read: serializeProperty,
})

/** A property of a page with its complete value: `{ id, type, [type]: value }`. */
export const serializeProperty = (
  workspace: Workspace,
  page: PageNode,
  property: Property,
  reach = UNLIMITED,
): JsonObject => {
  const { type } = property
  const known = kindOf(type)
  const stored = page.values.get(property.id) ?? known.empty
  const value: Json =
    reach.steps > MAX_STEPS ? null : known.serialize(contextOf(workspace, page, property, reach), stored)
  return { id: encodeId(property.id), type, [type]: value }
}

/** Properties in the order of responses: by raw id, the title last. */
export const inResponseOrder = (properties: ReadonlyArray<Property>): ReadonlyArray<Property> =>
  [...properties].sort((left, right) =>
    left.id === right.id ? 0 : left.id === 'title' ? 1 : right.id === 'title' || left.id < right.id ? -1 : 1,
  )

/** A property of a schema in a response. */
export const serializeConfig = (workspace: Workspace, property: Property): JsonObject => ({
  id: encodeId(property.id),
  name: property.name,
  description: property.description,
  type: property.type,
  [property.type]: kindOf(property.type).serializeConfig?.(workspace, property) ?? asObject(property.config),
})

/** A property that is known only from one of its values. */
export const propertyOfValue = (id: string, name: string, type: string, value: Json): Property => ({
  id,
  name,
  type,
  description: null,
  config: kindOf(type).configOfValue?.(value) ?? {},
})
