/** Checks the settings of views: filter, sorts and quick filters, which must fit the schema of the data source. */
import { invalid } from '../errors.js'
import { findProperty } from '../properties/find.js'
import { compileFilter, filterCheck, keyChecks } from '../query/filter.js'
import { sortRows, sortsCheck } from '../query/sort.js'
import type { DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, list, nullable, object, optional, problem, variant } from '../validate/check.js'
import { asArray, asObject, asString, get, isObject, type JsonObject } from '../values/json.js'
import { referencedProperties } from './serialize.js'

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

/** The type in a body. */
export const typeOf = (body: JsonObject): string => asString(body.type)
