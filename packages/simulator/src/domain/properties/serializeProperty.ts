/**
 * The properties of a page and of a schema in responses. Values of rollups and formulas are followed through seven
 * steps at most.
 */
import type { PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import { asObject, type Json, type JsonObject } from '../values/json.js'
import { sourceOf } from './find.js'
import type { Reach, ValueContext } from './kind.js'
import { kindOf } from './registry.js'

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
