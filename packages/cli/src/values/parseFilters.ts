/** Filters as users write them, checked against the schema: `Stage=Done`, `Due<2026-01-01`, or JSON as in the API. */
import type { Filter, PropertyConfig } from 'notion-fp'
import { parseId } from 'notion-fp'
import { messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import { findOption, findProperty, type Schema, splitProperty } from './findProperty.js'
import { isRecord } from './json.js'

const OPERATORS = /^\s*(!=|<=|>=|!~|=|<|>|~)\s*(.*)$/s

const TEXT = { '=': 'equals', '!=': 'does_not_equal', '~': 'contains', '!~': 'does_not_contain' }
const NUMBER = {
  '=': 'equals',
  '!=': 'does_not_equal',
  '<': 'less_than',
  '<=': 'less_than_or_equal_to',
  '>': 'greater_than',
  '>=': 'greater_than_or_equal_to',
}
const DATE = { '=': 'equals', '<': 'before', '<=': 'on_or_before', '>': 'after', '>=': 'on_or_after' }
const SAME = { '=': 'equals', '!=': 'does_not_equal' }
const LIST = { '=': 'contains', '~': 'contains', '!=': 'does_not_contain', '!~': 'does_not_contain' }
const NONE = {}

type Operators = { readonly [operator: string]: string }

/** The conditions of each type, and the type of its value. */
const CONDITIONS: { readonly [type: string]: readonly [operators: Operators, kind: FilterKind] } = {
  title: [TEXT, 'text'],
  rich_text: [TEXT, 'text'],
  url: [TEXT, 'text'],
  email: [TEXT, 'text'],
  phone_number: [TEXT, 'text'],
  number: [NUMBER, 'number'],
  unique_id: [NUMBER, 'number'],
  checkbox: [SAME, 'boolean'],
  select: [SAME, 'option'],
  status: [SAME, 'option'],
  multi_select: [LIST, 'option'],
  date: [DATE, 'date'],
  created_time: [DATE, 'date'],
  last_edited_time: [DATE, 'date'],
  people: [LIST, 'person'],
  created_by: [LIST, 'person'],
  last_edited_by: [LIST, 'person'],
  relation: [LIST, 'page'],
  files: [NONE, 'text'],
}

type FilterKind = 'text' | 'number' | 'boolean' | 'option' | 'date' | 'person' | 'page'

const RELATIVE = [
  'today',
  'tomorrow',
  'yesterday',
  'one_week_ago',
  'one_week_from_now',
  'one_month_ago',
  'one_month_from_now',
]
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

/** A date or a time, as ISO 8601. */
export const isDate = (text: string): boolean => ISO.test(text) && !Number.isNaN(Date.parse(text))

/** Reads true or false. */
export const booleanOf = (text: string): boolean | undefined =>
  /^(true|yes|1)$/i.test(text) ? true : /^(false|no|0)$/i.test(text) ? false : undefined

/** Reads a number; a unique id may have its prefix. */
export const numberOf = (text: string): number | undefined =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined

const wrong = (property: PropertyConfig, value: string, allowed: string): Result<never> =>
  fail(usageError(`${property.name} (${property.type}) must be compared with ${allowed}, not "${value}".`))

const valueOfKind = (property: PropertyConfig, kind: FilterKind, value: string): Result<string | number | boolean> => {
  switch (kind) {
    case 'text':
      return ok(value)
    case 'number': {
      const number = numberOf(property.type === 'unique_id' ? value.replace(/^.*-/, '') : value)
      return number === undefined ? wrong(property, value, 'a number') : ok(number)
    }
    case 'boolean': {
      const boolean = booleanOf(value)
      return boolean === undefined ? wrong(property, value, 'true or false') : ok(boolean)
    }
    case 'option':
      return findOption(property, value)
    case 'date':
      return RELATIVE.includes(value) || isDate(value)
        ? ok(value)
        : wrong(property, value, `a date such as 2026-01-31, or ${RELATIVE.join(', ')}`)
    case 'person':
    case 'page': {
      if (kind === 'person' && value === 'me') return ok(value)
      const id = parseId(value)
      return id === undefined
        ? wrong(property, value, kind === 'page' ? 'the id or URL of a page' : 'the id of a person, or me')
        : ok(id)
    }
  }
}

/** The condition for a formula. The schema does not have the type of its result, so the form of the value decides. */
const formulaCondition = (operator: string, value: string): Result<object> => {
  const boolean = /^(true|false)$/.test(value) ? value === 'true' : undefined
  const number = numberOf(value)
  const [type, operators, compared]: [string, Operators, unknown] =
    boolean !== undefined
      ? ['checkbox', SAME, boolean]
      : number !== undefined
        ? ['number', NUMBER, number]
        : isDate(value)
          ? ['date', DATE, value]
          : ['string', TEXT, value]
  const condition = operators[operator]
  return condition === undefined
    ? fail(usageError(`A formula cannot be compared by ${operator} with "${value}".`, 'Use --where.'))
    : ok({ [type]: { [condition]: compared } })
}

/** One filter, such as `Stage=Done`. Without a value, `Stage=` are the rows that have none, `Stage!=` those that have one. */
const parseCondition = (schema: Schema, given: string): Result<Filter> => {
  const split = splitProperty(schema, given, OPERATORS)
  if (split._tag === 'Left') return split
  const { property, operator, value } = split.right
  const { type, name } = property
  const filter = (condition: unknown): Result<Filter> =>
    // The condition was created for the type of the property.
    ok(unsafeCast<Filter>({ property: name, [type]: condition }))
  if (type === 'formula') {
    const formula = formulaCondition(operator, value)
    return formula._tag === 'Left' ? formula : filter(formula.right)
  }
  const [operators, kind] = CONDITIONS[type] ?? []
  if (!operators || !kind) return fail(usageError(`${name} (${type}) cannot be compared like this.`, 'Use --where.'))
  if (value === '' && type !== 'checkbox' && /^!?=$/.test(operator))
    return filter({ [operator === '=' ? 'is_empty' : 'is_not_empty']: true })
  const condition = operators[operator]
  if (condition === undefined) {
    const allowed = Object.keys(operators)
    return fail(
      usageError(
        `${name} (${type}) cannot be compared by ${operator}.`,
        allowed.length === 0
          ? `Use "${name}=" for none, "${name}!=" for any.`
          : `Allowed operators: ${allowed.join(' ')}`,
      ),
    )
  }
  const compared = valueOfKind(property, kind, value)
  return compared._tag === 'Left' ? compared : filter({ [condition]: compared.right })
}

/** Finds the first part of a filter of the API that does not match the schema. */
const checkFilter = (schema: Schema, filter: unknown): Result<void> => {
  if (!isRecord(filter)) return fail(usageError(`--where must be a filter of the API, not ${JSON.stringify(filter)}.`))
  const group = filter.and ?? filter.or
  if (Array.isArray(group)) {
    for (const member of group) {
      const one = checkFilter(schema, member)
      if (one._tag === 'Left') return one
    }
    return ok(undefined)
  }
  if (typeof filter.timestamp === 'string') return ok(undefined)
  if (typeof filter.property !== 'string')
    return fail(
      usageError(
        `--where: ${JSON.stringify(filter)} has no property.`,
        'For example: {"property": "Done", "checkbox": {"equals": true}}.',
      ),
    )
  const property = findProperty(schema, filter.property)
  if (property._tag === 'Left') return property
  const { name, type } = property.right
  return type in filter || type.startsWith('unknown:')
    ? ok(undefined)
    : fail(usageError(`--where: ${name} is of type ${type}, and the filter has no "${type}".`))
}

const parseWhere = (schema: Schema, given: string): Result<Filter> => {
  try {
    const filter: unknown = JSON.parse(given)
    const checked = checkFilter(schema, filter)
    // Only the name of the condition was checked; Notion checks its value.
    return checked._tag === 'Left' ? checked : ok(unsafeCast<Filter>(filter))
  } catch (thrown) {
    return fail(usageError(`--where must be JSON: ${messageOf(thrown)}.`))
  }
}

/** All filters of a command line as one: all of them must match. `undefined` without any. */
export const parseFilters = (
  schema: Schema,
  conditions: ReadonlyArray<string>,
  where: string | undefined,
): Result<Filter | undefined> => {
  const filters: Array<Filter> = []
  for (const parsed of [
    ...conditions.map((given) => parseCondition(schema, given)),
    ...(where === undefined ? [] : [parseWhere(schema, where)]),
  ]) {
    if (parsed._tag === 'Left') return parsed
    filters.push(parsed.right)
  }
  // The depth of a filter is checked by the operation.
  return ok(filters.length < 2 ? filters[0] : unsafeCast<Filter>({ and: filters }))
}
