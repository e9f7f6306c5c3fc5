/** The operators of filters on meeting notes, by kind of value: text, time or people. */
import { addDays, addMonths, dayOf, resolve, WINDOWS, window } from '../values/calendar.js'
import { dashed } from '../values/id.js'
import { asArray, asObject, asString, isArray, isObject, type Json } from '../values/json.js'

/** Whether a value meets a condition; `now` is what relative days refer to. */
export type MeetingTest = (value: Json, requested: Json, now: number) => boolean

const lowerCase = (value: Json): string => asString(value).toLowerCase()
const textIn = (requested: Json): string => lowerCase(asObject(requested).value ?? '')

const TEXT: Readonly<Record<string, MeetingTest>> = {
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
  (holds: (order: number) => boolean): MeetingTest =>
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

const within: MeetingTest = (value, requested, now) => {
  const [first, last] = rangeIn(requested, now)
  const day = asString(value).slice(0, 10)
  return day >= first && day <= last
}

const TIME: Readonly<Record<string, MeetingTest>> = {
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

const PEOPLE: Readonly<Record<string, MeetingTest>> = {
  person_contains: anyOf,
  person_does_not_contain: (value, requested) => !anyOf(value, requested),
}

const isNothing = (value: Json): boolean => value === '' || value === null || (isArray(value) && value.length === 0)

/** Operators without a value, which every property has. */
export const EMPTY: Readonly<Record<string, MeetingTest>> = {
  is_empty: (value) => isNothing(value),
  is_not_empty: (value) => !isNothing(value),
}

/** The operators on each kind of value. */
export const OPERATORS: Readonly<Record<'text' | 'time' | 'people', ReadonlyMap<string, MeetingTest>>> = {
  text: new Map(Object.entries({ ...TEXT, ...EMPTY })),
  time: new Map(Object.entries({ ...TIME, ...EMPTY })),
  people: new Map(Object.entries({ ...PEOPLE, ...EMPTY })),
}
