/**
 * The properties that responses contain. Relations to a data source that is not shared are hidden, and their rollups
 * too.
 */
import { invalid } from '../errors.js'
import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { findProperty, propertiesOf } from './find.js'
import { kindOf } from './registry.js'
import { inResponseOrder } from './serializeProperty.js'

/** The properties that responses contain: without those that lead to a data source that is not shared. */
export const shownProperties = (workspace: Workspace, source: DataSourceNode | undefined): ReadonlyArray<Property> => {
  const all = propertiesOf(source)
  return all.filter((property) => kindOf(property.type).isShown?.(workspace, property, all) ?? true)
}

/**
 * The properties that are requested by name or id; all without any. Throws a refusal for one that does not exist, unless
 * the schema is unknown.
 */
export const requestedProperties = (
  workspace: Workspace,
  source: DataSourceNode | undefined,
  keys: ReadonlyArray<string>,
): ReadonlyArray<Property> => {
  const shown = inResponseOrder(shownProperties(workspace, source))
  if (keys.length === 0) return shown
  const unknown = keys.find((key) => findProperty(shown, key) === undefined)
  if (unknown !== undefined && source?.open !== true)
    throw invalid(`Could not find property with name or id: ${unknown}`)
  const requested = new Set(keys.map((key) => findProperty(shown, key)))
  return shown.filter((property) => requested.has(property))
}
