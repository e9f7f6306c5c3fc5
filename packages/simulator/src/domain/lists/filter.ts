/** Filters of lists whose elements are not rows: agents, sessions and their events. */
import { type Check, fields, list, oneOf, optional, problem, string } from '../validate/check.js'
import { isoDate } from '../validate/date.js'
import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../values/json.js'
import { instantOf } from '../values/time.js'

/** A property that can be filtered by: the key of its condition, and its operators. */
export interface Filterable {
  readonly key: string
  readonly operators: Readonly<Record<string, Check>>
}

/** The properties that can be filtered by, by name. */
export type Filterables = Readonly<Record<string, Filterable>>

/** Operators on times. */
export const TIMES: Readonly<Record<string, Check>> = {
  equals: isoDate,
  before: isoDate,
  after: isoDate,
  on_or_before: isoDate,
  on_or_after: isoDate,
}

/** A condition: its one operator, or any of several, which are combined with "and". */
const conditionCheck = (operators: Readonly<Record<string, Check>>): Check => {
  const entries = Object.entries(operators)
  return fields(
    Object.fromEntries(entries.map(([name, check]) => [name, entries.length === 1 ? check : optional(check)])),
    true,
  )
}

const leafCheck =
  (filterables: Filterables): Check =>
  (value, path) => {
    const filter = asObject(value)
    const problems = oneOf(...Object.keys(filterables))(filter.property, `${path}.property`)
    const known = filterables[asString(filter.property)]
    if (problems.length > 0 || known === undefined) return problems
    return fields({ property: string(), [known.key]: conditionCheck(known.operators) }, true)(value, path)
  }

/** A filter in a request; groups can be nested to a depth of `depth`. */
export const listFilterCheck =
  (filterables: Filterables, depth: number): Check =>
  (value, path) => {
    if (!isObject(value)) return problem(path, 'an object', value)
    const group = ['and', 'or'].find((key) => get(value, key) !== undefined)
    if (group === undefined) return leafCheck(filterables)(value, path)
    if (depth < 0) return problem(`${path}.${group}`, 'not present', value[group])
    return fields({ [group]: list(listFilterCheck(filterables, depth - 1), 100) }, true)(value, path)
  }

const orderOf = (value: Json, requested: Json): number =>
  typeof value === 'number' && typeof requested === 'number'
    ? value - requested
    : instantOf(asString(value)) - instantOf(asString(requested))

const OPERATORS: Readonly<Record<string, (value: Json, requested: Json) => boolean>> = {
  equals: (value, requested) => value === requested,
  in: (value, requested) => asArray(requested).includes(value),
  contains: (value, requested) => asArray(value).includes(requested),
  before: (value, requested) => orderOf(value, requested) < 0,
  after: (value, requested) => orderOf(value, requested) > 0,
  on_or_before: (value, requested) => orderOf(value, requested) <= 0,
  on_or_after: (value, requested) => orderOf(value, requested) >= 0,
  greater_than: (value, requested) => orderOf(value, requested) > 0,
  less_than: (value, requested) => orderOf(value, requested) < 0,
  greater_than_or_equal_to: (value, requested) => orderOf(value, requested) >= 0,
  less_than_or_equal_to: (value, requested) => orderOf(value, requested) <= 0,
}

const matchesCondition = (filterables: Filterables, filter: JsonObject, values: JsonObject): boolean => {
  const property = asString(filter.property)
  const condition = asObject(filter[filterables[property]?.key ?? ''])
  const value = values[property] ?? null
  return Object.entries(condition).every(([operator, requested]) => OPERATORS[operator]?.(value, requested) ?? true)
}

/** Whether values match a checked filter; without a filter, everything matches. */
export const matchesListFilter = (filterables: Filterables, filter: Json | undefined, values: JsonObject): boolean => {
  if (!isObject(filter)) return true
  if (filter.and !== undefined) return asArray(filter.and).every((each) => matchesListFilter(filterables, each, values))
  if (filter.or !== undefined) return asArray(filter.or).some((each) => matchesListFilter(filterables, each, values))
  return matchesCondition(filterables, filter, values)
}
