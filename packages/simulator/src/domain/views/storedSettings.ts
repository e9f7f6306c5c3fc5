/** The settings of a view as they are stored, and how an update merges them with the previous ones. */
import type { DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asArray, asObject, isObject, type Json, type JsonObject } from '../values/json.js'
import { hasRequiredFields } from './configuration.js'
import { withIds } from './serialize.js'

/** Settings after a change: new values replace old ones, null removes them. */
const merged = (before: Json, change: Json): JsonObject =>
  Object.fromEntries(Object.entries({ ...asObject(before), ...asObject(change) }).filter(([, each]) => each !== null))

/** Adds ids to the reference lines of a chart. */
const withLineIds = (workspace: Workspace, configuration: JsonObject): JsonObject => {
  const { reference_lines: lines } = configuration
  if (lines === undefined) return configuration
  return {
    ...configuration,
    reference_lines: asArray(lines).map((line) => ({ id: workspace.newId(), ...asObject(line) })),
  }
}

/** A stored configuration: with its type, and properties by id. Null when a required field was never set. */
export const storedConfiguration = (
  workspace: Workspace,
  type: string,
  requested: Json | undefined,
  source: DataSourceNode | undefined,
  before: Json = {},
): Json => {
  if (!isObject(requested)) return hasRequiredFields(type) ? null : { type }
  const configuration = merged(before, source === undefined ? requested : withIds(requested, source))
  return { ...withLineIds(workspace, configuration), type }
}

/** Quick filters after a change: null removes one, the others stay. */
export const mergedQuickFilters = (before: Json, requested: Json): Json => {
  if (!isObject(requested)) return null
  const left = merged(before, requested)
  return Object.keys(left).length === 0 ? null : left
}
