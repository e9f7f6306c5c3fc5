import { invalid } from '../errors.js'
import { findProperty } from '../properties/find.js'
import { presentProperty } from '../properties/registry.js'
import { shownProperties } from '../properties/shown.js'
import { plainText } from '../richText/richText.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, list, missing, oneOf, problem, string } from '../validate/check.js'
import { asArray, asObject, asString, get, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { instantOf } from '../values/time.js'
import { placesInTime } from './order.js'

const direction: Check = oneOf('ascending', 'descending')

const timestamp: Check = oneOf('created_time', 'last_edited_time')

const sort: Check = (value, path) => {
  if (!isObject(value)) return problem(path, 'an object', value)
  if (get(value, 'timestamp') !== undefined) return fields({ timestamp, direction }, true)(value, path)
  if (get(value, 'property') !== undefined) return fields({ property: string(), direction }, true)(value, path)
  return [...missing(`${path}.property`), ...missing(`${path}.timestamp`)]
}

/** Sorts as a request may carry them. */
export const sortsCheck: Check = list(sort, 100)

/** Nothing, in whatever shape: it comes last either way round. */
type Key = string | number | undefined

const optionRank = (property: Property, name: string): number =>
  asArray(property.config.options).findIndex((option) => asObject(option).name === name)

const textKey = (text: string): Key => (text === '' ? undefined : text.toLowerCase())

const dateKey = (value: Json | undefined): Key => {
  const time = instantOf(isObject(value) ? asString(value.start) : asString(value))
  return Number.isNaN(time) ? undefined : time
}

const namesKey = (value: Json): Key =>
  textKey(
    asArray(value)
      .map((each) => asString(asObject(each).name ?? asObject(each).id))
      .join(', '),
  )

const innerKey = (value: JsonObject): Key => {
  const inner = value[asString(value.type)] ?? null
  if (value.type === 'date') return dateKey(inner)
  if (value.type === 'array') return namesKey(inner)
  if (typeof inner === 'boolean') return inner ? 1 : 0
  return typeof inner === 'number' ? inner : textKey(asString(inner))
}

const keyOf = (property: Property, value: Json): Key => {
  switch (property.type) {
    case 'select':
    case 'status': {
      const rank = optionRank(property, asString(asObject(value).name))
      return rank < 0 ? undefined : rank
    }
    case 'date':
      return dateKey(value)
    case 'unique_id': {
      const { number } = asObject(value)
      return typeof number === 'number' ? number : undefined
    }
    case 'created_by':
    case 'last_edited_by':
      return textKey(asString(asObject(value).name ?? asObject(value).id))
    case 'formula':
    case 'rollup':
      return innerKey(asObject(value))
    case 'title':
    case 'rich_text':
      return textKey(plainText(value))
    default:
      if (isArray(value)) return namesKey(value)
      if (typeof value === 'boolean') return value ? 1 : 0
      return typeof value === 'number' ? value : textKey(asString(value))
  }
}

const TIMES: Readonly<Record<string, (page: PageNode) => number>> = {
  created_time: (page) => page.createdTime,
  last_edited_time: (page) => page.lastEditedTime,
}

const reader = (
  workspace: Workspace,
  source: DataSourceNode,
  rows: ReadonlyArray<PageNode>,
  request: JsonObject,
): ((page: PageNode) => Key) => {
  const name = asString(request.property)
  const property = request.timestamp === undefined ? findProperty(shownProperties(workspace, source), name) : undefined
  if (request.timestamp === undefined && property === undefined)
    throw invalid(`Could not find sort property with name or id: ${name}`)
  const time = TIMES[property?.type ?? asString(request.timestamp)]
  if (time !== undefined) {
    const places = placesInTime(rows, time)
    return (page) => places.get(page)
  }
  return (page) =>
    property === undefined
      ? undefined
      : keyOf(property, presentProperty(workspace, page, property)[property.type] ?? null)
}

const ordered = (left: Key, right: Key, descending: boolean): number => {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1
  const order = left < right ? -1 : left > right ? 1 : 0
  return descending ? -order : order
}

/** Sorts rows by checked sorts, the earlier ones first. Throws a refusal when one names no property. */
export const sortRows = (
  workspace: Workspace,
  source: DataSourceNode,
  rows: ReadonlyArray<PageNode>,
  sorts: ReadonlyArray<JsonObject>,
): ReadonlyArray<PageNode> => {
  const readers = sorts.map((request) => reader(workspace, source, rows, request))
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
