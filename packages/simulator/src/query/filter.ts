import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../json.js'
import { presentProperty } from '../properties/registry.js'
import { findProperty } from '../properties/schema.js'
import { invalid } from '../server/errors.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { toMinute } from '../time.js'
import { type Check, list, oneOf, problem, string, variant } from '../validate/check.js'
import { dateFamily, type Situation } from './conditions.js'
import { FILTER_KEYS } from './families.js'

/** Whether a row is wanted. */
export type Predicate = (page: PageNode) => boolean

/** How deep groups may stand in groups. */
const MAX_DEPTH = 2

const TIMESTAMPS = ['created_time', 'last_edited_time'] as const

const timestampCheck: Check = (value, path) => {
  const filter = asObject(value)
  const problems = oneOf(...TIMESTAMPS)(filter.timestamp, `${path}.timestamp`)
  if (problems.length > 0) return problems
  const key = asString(filter.timestamp)
  return dateFamily.check(get(filter, key), `${path}.${key}`)
}

/** What each key of a property filter may say. */
export const keyChecks: Readonly<Record<string, Check>> = Object.fromEntries(
  Object.entries(FILTER_KEYS).map(([key, { family }]) => [key, family.check]),
)

const propertyCheck: Check = (value, path) => {
  if (!isObject(value)) return problem(path, 'an object', value)
  const { property, type: _, ...rest } = value
  return [
    ...variant({ or: list(string()), and: list(string()), ...keyChecks })(rest, path),
    ...string()(property, `${path}.property`),
  ]
}

/** A filter as a request may carry it. */
export const filterCheck =
  (depth = 0): Check =>
  (value, path) => {
    if (!isObject(value)) return problem(path, 'an object', value)
    const group = ['and', 'or'].find((key) => get(value, key) !== undefined)
    if (group !== undefined) {
      if (depth >= MAX_DEPTH) return problem(`${path}.${group}`, 'not present', value[group])
      const others = Object.keys(value).filter((key) => key !== group)
      return [
        ...list(filterCheck(depth + 1), 100)(value[group], `${path}.${group}`),
        ...others.flatMap((key) => problem(`${path}.${key}`, 'not present', value[key])),
      ]
    }
    return get(value, 'timestamp') === undefined ? propertyCheck(value, path) : timestampCheck(value, path)
  }

const groupsOf = (property: Property): ReadonlyMap<string, ReadonlyArray<string>> =>
  new Map(
    property.type === 'status'
      ? asArray(property.config.groups)
          .map(asObject)
          .map((group) => [asString(group.name), asArray(group.option_ids).map(asString)])
      : [],
  )

const byProperty = (workspace: Workspace, source: DataSourceNode, filter: JsonObject, now: number): Predicate => {
  const name = asString(filter.property)
  const property = findProperty(source.properties.values(), name)
  if (property === undefined) throw invalid(`Could not find property with name or id: ${name}`)
  const key = Object.keys(FILTER_KEYS).find((each) => get(filter, each) !== undefined) ?? ''
  const known = FILTER_KEYS[key]
  if (known === undefined || !known.fits.includes(property.type))
    throw invalid(`database property ${property.type} does not match filter ${key}`)
  const test = known.family.test(asObject(filter[key]))
  const situation: Situation = { now, groups: groupsOf(property) }
  return (page) => test(presentProperty(workspace, page, property)[property.type] ?? null, situation)
}

/** The time of a page that a timestamp filter or sort means. */
export const timestampOf = (page: PageNode, name: Json | undefined): string =>
  toMinute(name === 'created_time' ? page.createdTime : page.lastEditedTime)

/** Makes a checked filter into a predicate. Throws a refusal when it does not fit the schema. */
export const compileFilter = (
  workspace: Workspace,
  source: DataSourceNode,
  filter: JsonObject,
  now: number,
): Predicate => {
  const group = ['and', 'or'].find((key) => get(filter, key) !== undefined)
  if (group !== undefined) {
    const parts = asArray(filter[group]).map((part) => compileFilter(workspace, source, asObject(part), now))
    return group === 'and' ? (page) => parts.every((part) => part(page)) : (page) => parts.some((part) => part(page))
  }
  const { timestamp } = filter
  if (timestamp === undefined) return byProperty(workspace, source, filter, now)
  const test = dateFamily.test(asObject(filter[asString(timestamp)]))
  return (page) => test(timestampOf(page, timestamp), { now, groups: new Map() })
}
