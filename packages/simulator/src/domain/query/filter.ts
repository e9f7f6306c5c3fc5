/** Filters of rows. A condition must fit the type of its property, or the query is refused. */
import { invalid } from '../errors.js'
import { dateConditions } from '../properties/conditions/date.js'
import type { ConditionContext } from '../properties/conditions/family.js'
import { oneKey } from '../properties/conditions/oneKey.js'
import { findProperty } from '../properties/find.js'
import { kindOf } from '../properties/registry.js'
import { serializeProperty } from '../properties/serializeProperty.js'
import { shownProperties } from '../properties/shown.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, list, oneOf, optional, problem, string } from '../validate/check.js'
import { asArray, asObject, asString, get, isObject, type JsonObject } from '../values/json.js'
import { toMinute } from '../values/time.js'
import { FILTER_KEYS, filterKeyOf, PAGE_TIMES } from './filterKeys.js'

/** Whether a row matches. */
export type Predicate = (page: PageNode) => boolean

/** The maximum depth of groups inside groups. */
const MAX_DEPTH = 2

/** A filter by the time of a page does not name a property. */
const timestampCheck: Check = (value, path) => {
  const { timestamp } = asObject(value)
  const problems = oneOf(...PAGE_TIMES.keys())(timestamp, `${path}.timestamp`)
  if (problems.length > 0) return problems
  const key = asString(timestamp)
  return fields({ timestamp: oneOf(key), [key]: dateConditions.check, type: optional(oneOf(key)) }, true)(value, path)
}

/** The check of each key of a property filter. */
export const keyChecks: Readonly<Record<string, Check>> = Object.fromEntries(
  [...FILTER_KEYS].map(([key, { family }]) => [key, family.check]),
)

const conditionCheck = oneKey({ or: list(string()), and: list(string()), ...keyChecks }, ['property', 'type'])

const propertyCheck: Check = (value, path) => {
  if (!isObject(value)) return problem(path, 'an object', value)
  return [...conditionCheck(value, path), ...string()(value.property, `${path}.property`)]
}

/** Checks a filter in a request. */
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

/** The user who authorized the connection; undefined when it belongs to the workspace. */
const authorizingUser = (workspace: Workspace): string | undefined => {
  const { owner } = asObject(workspace.users.get(workspace.botId)?.bot)
  const { user } = asObject(owner)
  const { id } = asObject(user)
  return typeof id === 'string' ? id : undefined
}

const byProperty = (workspace: Workspace, source: DataSourceNode, filter: JsonObject, now: number): Predicate => {
  const name = asString(filter.property)
  const property = findProperty(shownProperties(workspace, source), name)
  if (property === undefined) throw invalid(`Could not find property with name or id: ${name}`)
  const key = filterKeyOf(filter)
  const known = FILTER_KEYS.get(key)
  if (known?.types.has(property.type) !== true)
    throw invalid(
      `The property type in the database does not match the property type of the filter provided: database property ${property.type} does not match filter ${key}`,
    )
  const test = known.family.test(asObject(filter[key]))
  const groups = kindOf(property.type).optionGroups?.(property) ?? new Map()
  const context: ConditionContext = { now, groups, me: authorizingUser(workspace) }
  return (page) => test(serializeProperty(workspace, page, property)[property.type] ?? null, context)
}

/** Turns a checked filter into a predicate. Throws a refusal when it does not fit the schema. */
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
  const test = dateConditions.test(asObject(filter[asString(timestamp)]))
  const timeOf = PAGE_TIMES.get(asString(timestamp))
  const context: ConditionContext = { now, groups: new Map(), me: undefined }
  return (page) => timeOf !== undefined && test(toMinute(timeOf(page)), context)
}
