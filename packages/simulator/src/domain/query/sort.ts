/** Sorts of rows, by a property or by a time of the page. */
import { invalid } from '../errors.js'
import { direction } from '../lists/sort.js'
import { findProperty } from '../properties/find.js'
import { kindOf } from '../properties/registry.js'
import { serializeProperty } from '../properties/serializeProperty.js'
import { shownProperties } from '../properties/shown.js'
import type { SortKey } from '../properties/sortKeys.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, list, missing, oneOf, problem, string } from '../validate/check.js'
import { asString, get, isObject, type JsonObject } from '../values/json.js'
import { PAGE_TIMES } from './filterKeys.js'
import { ranksByTime } from './timeOrder.js'

const timestamp: Check = oneOf(...PAGE_TIMES.keys())

const sort: Check = (value, path) => {
  if (!isObject(value)) return problem(path, 'an object', value)
  if (get(value, 'timestamp') !== undefined) return fields({ timestamp, direction }, true)(value, path)
  if (get(value, 'property') !== undefined) return fields({ property: string(), direction }, true)(value, path)
  return [...missing(`${path}.property`), ...missing(`${path}.timestamp`)]
}

/** Checks sorts in a request. */
export const sortsCheck: Check = list(sort, 100)

const sortKeyReader = (
  workspace: Workspace,
  source: DataSourceNode,
  rows: ReadonlyArray<PageNode>,
  request: JsonObject,
): ((page: PageNode) => SortKey) => {
  const name = asString(request.property)
  const property = request.timestamp === undefined ? findProperty(shownProperties(workspace, source), name) : undefined
  if (request.timestamp === undefined && property === undefined)
    throw invalid(`Could not find sort property with name or id: ${name}`)
  const time = PAGE_TIMES.get(property?.type ?? asString(request.timestamp))
  if (time !== undefined) {
    const places = ranksByTime(rows, time)
    return (page) => places.get(page)
  }
  return (page) =>
    property === undefined
      ? undefined
      : kindOf(property.type).sortKey(serializeProperty(workspace, page, property)[property.type] ?? null, property)
}

const ordered = (left: SortKey, right: SortKey, descending: boolean): number => {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1
  const order = left < right ? -1 : left > right ? 1 : 0
  return descending ? -order : order
}

/** Sorts rows by checked sorts; earlier ones take precedence. Throws a refusal for an unknown property. */
export const sortRows = (
  workspace: Workspace,
  source: DataSourceNode,
  rows: ReadonlyArray<PageNode>,
  sorts: ReadonlyArray<JsonObject>,
): ReadonlyArray<PageNode> => {
  const readers = sorts.map((request) => sortKeyReader(workspace, source, rows, request))
  const keyed = rows.map((row) => ({ row, keys: readers.map((read) => read(row)) }))
  keyed.sort((left, right) => {
    for (const [index, request] of sorts.entries()) {
      const order = ordered(left.keys[index], right.keys[index], request.direction === 'descending')
      if (order !== 0) return order
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}
