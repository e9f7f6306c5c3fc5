/** The settings of views: filter, sorts, quick filters and configuration, and how an update merges them. */
import { invalid } from '../errors.js'
import { findProperty } from '../properties/find.js'
import { compileFilter, filterCheck, keyChecks } from '../query/filter.js'
import { sortRows, sortsCheck } from '../query/sort.js'
import type { DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, list, nullable, object, optional, problem, variant } from '../validate/check.js'
import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../values/json.js'
import { hasRequiredFields } from './configuration.js'
import { referencedProperties, withIds } from './serialize.js'

/** The types of view that can be created. */
export const VIEW_TYPES = [
  'table',
  'board',
  'list',
  'calendar',
  'timeline',
  'gallery',
  'form',
  'chart',
  'map',
  'dashboard',
] as const

const quickFilter: Check = (value, path) =>
  isObject(value) && Object.keys(value).length > 0 ? variant(keyChecks)(value, path) : object(value, path)

const quickFilters =
  (removable: boolean): Check =>
  (value, path) => {
    if (!isObject(value)) return problem(path, 'an object', value)
    return Object.entries(value).flatMap(([key, each]) =>
      removable && each === null ? [] : quickFilter(each, `${path}.${key}`),
    )
  }

const propertySort: Check = (value, path) =>
  get(asObject(value), 'timestamp') === undefined ? [] : problem(`${path}.timestamp`, 'not present', 'timestamp')

/** The settings of a new view. */
export const newSettings: Readonly<Record<string, Check>> = {
  filter: optional(nullable(filterCheck())),
  sorts: optional(nullable(sortsCheck)),
  quick_filters: optional(nullable(quickFilters(false))),
}

/** The settings of a changed view: null removes one, and sorts are by property only. */
export const changedSettings: Readonly<Record<string, Check>> = {
  ...newSettings,
  sorts: optional(nullable((value, path) => [...sortsCheck(value, path), ...list(propertySort)(value, path)])),
  quick_filters: optional(nullable(quickFilters(true))),
}

const assertProperty = (source: DataSourceNode, key: string): void => {
  if (findProperty(source.properties.values(), key) === undefined)
    throw invalid(`Could not find property with name or id: ${key}`)
}

/** Throws a refusal for checked settings that do not fit the schema of a view's data source. Changes nothing. */
export const assertFitsSchema = (workspace: Workspace, source: DataSourceNode, body: JsonObject): void => {
  if (isObject(body.filter)) compileFilter(workspace, source, body.filter, workspace.now())
  sortRows(workspace, source, [], asArray(body.sorts).map(asObject))
  for (const [key, condition] of Object.entries(asObject(body.quick_filters))) {
    assertProperty(source, key)
    if (isObject(condition) && Object.keys(condition).length > 0)
      compileFilter(workspace, source, { ...condition, property: key }, workspace.now())
  }
  for (const key of referencedProperties(body.configuration ?? null)) assertProperty(source, key)
}

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

/** The type in a body. */
export const typeOf = (body: JsonObject): string => asString(body.type)
