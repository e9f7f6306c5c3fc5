import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../json.js'
import { findProperty } from '../properties/schema.js'
import { compileFilter, filterCheck, keyChecks } from '../query/filter.js'
import { sortRows, sortsCheck } from '../query/sort.js'
import { invalid } from '../server/errors.js'
import type { DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import {
  boolean,
  type Check,
  fields,
  integer,
  list,
  nullable,
  object,
  oneOf,
  optional,
  problem,
  string,
  variant,
} from '../validate/check.js'
import { propertiesNamed, withIds } from './present.js'

/** The types of view that the API can make. */
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

const grouping = fields({ type: string(), property_id: string() })

/** What the configuration of a type cannot do without. */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  board: { group_by: grouping },
  calendar: { date_property_id: string() },
  timeline: { date_property_id: string() },
  chart: { chart_type: oneOf('column', 'bar', 'line', 'donut', 'number') },
}

const shownProperty = fields({
  property_id: string(),
  visible: optional(boolean),
  width: optional(integer(32, 100_000)),
  wrap: optional(boolean),
})

/** The configuration of a view of a type. */
export const configurationCheck = (type: string): Check =>
  fields({
    type: optional(oneOf(type)),
    properties: optional(nullable(list(shownProperty))),
    group_by: optional(nullable(grouping)),
    sub_group_by: optional(nullable(grouping)),
    frozen_column_index: optional(integer(0, 1000)),
    wrap_cells: optional(boolean),
    ...REQUIRED[type],
  })

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

/** The settings of a view that is changed: null takes one away, and sorts are by property alone. */
export const changedSettings: Readonly<Record<string, Check>> = {
  ...newSettings,
  sorts: optional(nullable((value, path) => [...sortsCheck(value, path), ...list(propertySort)(value, path)])),
  quick_filters: optional(nullable(quickFilters(true))),
}

const demandProperty = (source: DataSourceNode, key: string): void => {
  if (findProperty(source.properties.values(), key) === undefined)
    throw invalid(`Could not find property with name or id: ${key}`)
}

/** Refuses checked settings that do not fit the schema of a view's data source. Changes nothing. */
export const demandFit = (workspace: Workspace, source: DataSourceNode, body: JsonObject): void => {
  if (isObject(body.filter)) compileFilter(workspace, source, body.filter, workspace.now())
  sortRows(workspace, source, [], asArray(body.sorts).map(asObject))
  for (const [key, condition] of Object.entries(asObject(body.quick_filters))) {
    demandProperty(source, key)
    if (isObject(condition) && Object.keys(condition).length > 0)
      compileFilter(workspace, source, { ...condition, property: key }, workspace.now())
  }
  for (const key of propertiesNamed(body.configuration ?? null)) demandProperty(source, key)
}

/**
 * A configuration as it is kept: with its type, and properties by id. None where it was never said what the type cannot
 * do without.
 */
export const configured = (type: string, wanted: Json | undefined, source: DataSourceNode | undefined): Json => {
  if (!isObject(wanted)) return Object.hasOwn(REQUIRED, type) ? null : { type }
  return { ...asObject(source === undefined ? wanted : withIds(wanted, source)), type }
}

/** Quick filters after a change: null takes one away, the others stay. */
export const mergedQuickFilters = (before: Json, wanted: Json): Json => {
  if (!isObject(wanted)) return null
  const merged = Object.entries({ ...asObject(before), ...wanted }).filter(([, each]) => each !== null)
  return merged.length === 0 ? null : Object.fromEntries(merged)
}

/** The type that a body names. */
export const typeOf = (body: JsonObject): string => asString(body.type)
