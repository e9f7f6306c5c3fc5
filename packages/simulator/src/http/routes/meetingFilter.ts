import { plainText } from '../../domain/richText/richText.js'
import { attendeesOf, meetingPayload } from '../../domain/serialize/meeting.js'
import type { BlockNode } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { type Check, fields, list, missing, oneOf, optional, problem, string } from '../../domain/validate/check.js'
import { addDays, addMonths, dayOf, resolve, WINDOWS, window } from '../../domain/values/calendar.js'
import { dashed } from '../../domain/values/id.js'
import { asArray, asObject, asString, isArray, isObject, type Json, type JsonObject } from '../../domain/values/json.js'

const KINDS: Readonly<Record<string, 'text' | 'time' | 'people'>> = {
  title: 'text',
  created_time: 'time',
  last_edited_time: 'time',
  created_by: 'people',
  last_edited_by: 'people',
  attendees: 'people',
}

/** The properties that meeting notes can be filtered and sorted by. */
export const MEETING_PROPERTIES: ReadonlyArray<string> = Object.keys(KINDS)

/** The values of a meeting note for filters and sorts. */
export const meetingValues = (workspace: Workspace, block: BlockNode): JsonObject => ({
  title: plainText(meetingPayload(workspace, block).title),
  created_time: new Date(block.createdTime).toISOString(),
  last_edited_time: new Date(block.lastEditedTime).toISOString(),
  created_by: [block.createdBy],
  last_edited_by: [block.lastEditedBy],
  attendees: attendeesOf(block.payload),
})

type Test = (value: Json, requested: Json, now: number) => boolean

const lowerCase = (value: Json): string => asString(value).toLowerCase()
const textIn = (requested: Json): string => lowerCase(asObject(requested).value ?? '')

const TEXT: Readonly<Record<string, Test>> = {
  string_is: (value, requested) => lowerCase(value) === textIn(requested),
  string_is_not: (value, requested) => lowerCase(value) !== textIn(requested),
  string_contains: (value, requested) => lowerCase(value).includes(textIn(requested)),
  string_does_not_contain: (value, requested) => !lowerCase(value).includes(textIn(requested)),
  string_starts_with: (value, requested) => lowerCase(value).startsWith(textIn(requested)),
  string_ends_with: (value, requested) => lowerCase(value).endsWith(textIn(requested)),
}

/** The day of a condition, or the minute if it has a time. */
const momentIn = (requested: Json, now: number): string => {
  const value = asObject(requested).value ?? ''
  if (!isObject(value)) return resolve(asString(value), now)
  const time = asString(value.start_time)
  return time === '' ? asString(value.start_date) : `${asString(value.start_date)}T${time.slice(0, 5)}`
}

const compared =
  (holds: (order: number) => boolean): Test =>
  (value, requested, now) => {
    const moment = momentIn(requested, now)
    const own = asString(value).slice(0, moment.length)
    return holds(own < moment ? -1 : own > moment ? 1 : 0)
  }

const UNITS: ReadonlyMap<string, (now: number, count: number) => number> = new Map([
  ['day', (now, count) => addDays(now, count)],
  ['week', (now, count) => addDays(now, count * 7)],
  ['month', (now, count) => addMonths(now, count)],
  ['year', (now, count) => addMonths(now, count * 12)],
])

/** The first and last day of a condition: given, relative to now, or a window such as `the_past_week`. */
const rangeIn = (requested: Json, now: number): readonly [string, string] => {
  const { value = '', direction, unit, count } = asObject(requested)
  if (isObject(value)) {
    const first = asString(value.start_date)
    return [first, asString(value.end_date) || first]
  }
  const shift = UNITS.get(asString(unit))
  if (shift !== undefined) {
    const far = dayOf(shift(now, (direction === 'future' ? 1 : -1) * (typeof count === 'number' ? count : 1)))
    return direction === 'future' ? [dayOf(now), far] : [far, dayOf(now)]
  }
  const name = asString(value).replace(/^the_/, '')
  if (WINDOWS.includes(name)) return window(name, now)
  const day = resolve(asString(value), now)
  return [day, day]
}

const within: Test = (value, requested, now) => {
  const [first, last] = rangeIn(requested, now)
  const day = asString(value).slice(0, 10)
  return day >= first && day <= last
}

const TIME: Readonly<Record<string, Test>> = {
  date_is: compared((order) => order === 0),
  date_is_before: compared((order) => order < 0),
  date_is_after: compared((order) => order > 0),
  date_is_on_or_before: compared((order) => order <= 0),
  date_is_on_or_after: compared((order) => order >= 0),
  date_is_within: within,
  date_is_relative_to: within,
}

const idsIn = (requested: Json): ReadonlyArray<string> =>
  (isArray(requested) ? requested : [requested]).map((each) => dashed(asString(asObject(asObject(each).value).id)))

const anyOf = (value: Json, requested: Json): boolean => idsIn(requested).some((id) => asArray(value).includes(id))

const PEOPLE: Readonly<Record<string, Test>> = {
  person_contains: anyOf,
  person_does_not_contain: (value, requested) => !anyOf(value, requested),
}

const isNothing = (value: Json): boolean => value === '' || value === null || (isArray(value) && value.length === 0)

const EMPTY: Readonly<Record<string, Test>> = {
  is_empty: (value) => isNothing(value),
  is_not_empty: (value) => !isNothing(value),
}

const OPERATORS: Readonly<Record<string, ReadonlyMap<string, Test>>> = {
  text: new Map(Object.entries({ ...TEXT, ...EMPTY })),
  time: new Map(Object.entries({ ...TIME, ...EMPTY })),
  people: new Map(Object.entries({ ...PEOPLE, ...EMPTY })),
}

const testOf = (property: string, operator: string): Test | undefined => OPERATORS[KINDS[property] ?? '']?.get(operator)

const leafCheck: Check = (value, path) => {
  const { property, filter } = asObject(value)
  const problems = fields({ property: oneOf(...MEETING_PROPERTIES), filter: fields({ operator: string() }) }, true)(
    value,
    path,
  )
  if (problems.length > 0) return problems
  const { operator, value: requested } = asObject(filter)
  if (testOf(asString(property), asString(operator)) === undefined)
    return problem(`${path}.filter.operator`, `an operator of ${asString(property)}`, operator)
  if (requested === undefined && !Object.hasOwn(EMPTY, asString(operator))) return missing(`${path}.filter.value`)
  return []
}

/** The maximum depth of groups. */
const MAX_DEPTH = 3

/** Checks a filter in a request: a group of conditions and groups. */
export const meetingFilter =
  (depth = 1): Check =>
  (value, path) => {
    const group = fields({ operator: oneOf('and', 'or'), filters: depth === 1 ? optional(anyList) : anyList }, true)
    const problems = group(value, path)
    if (problems.length > 0) return problems
    return asArray(asObject(value).filters).flatMap((each, index) => {
      const where = `${path}.filters[${index}]`
      if (!isObject(each) || each.property !== undefined) return leafCheck(each, where)
      return depth < MAX_DEPTH ? meetingFilter(depth + 1)(each, where) : problem(where, 'nested less deeply', each)
    })
  }

const anyList: Check = list(() => [], 100)

/** Whether the values of a meeting note match a checked filter. */
export const matchesMeetingFilter = (filter: Json, values: JsonObject, now: number): boolean => {
  const { operator, filters, property, filter: condition } = asObject(filter)
  if (typeof property === 'string') {
    const { operator: name, value = null } = asObject(condition)
    return testOf(property, asString(name))?.(values[property] ?? null, value, now) ?? false
  }
  const parts = asArray(filters)
  const partMatches = (part: Json): boolean => matchesMeetingFilter(part, values, now)
  if (parts.length === 0) return true
  return operator === 'or' ? parts.some(partMatches) : parts.every(partMatches)
}
