/** Dates in formulas: arithmetic, formats and week numbers, all in UTC. */
import { addMonths as dayAfterMonths } from '../values/calendar.js'
import { DAY, MINUTE } from '../values/durations.js'
import { asString } from '../values/json.js'
import { UNSUPPORTED } from './tokens.js'
import { type DateValue, isDate, numberOf, textOf, type Value } from './value.js'

const isDay = (value: Value): boolean => textOf(value).length <= 10

/** A date from a time in milliseconds: a day, or a date with time. */
export const dateAt = (time: number, day: boolean): Value => {
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return null
  const text = new Date(time).toISOString()
  const start = day ? text.slice(0, 10) : text.replace('Z', '+00:00')
  return { date: { start, end: null, time_zone: null } }
}

/** The current minute. */
export const nowAt = (now: number): Value => dateAt(now - (now % MINUTE), false)

const CLOCK: Readonly<Record<string, number>> = {
  weeks: 7 * DAY,
  days: DAY,
  hours: 60 * MINUTE,
  minutes: MINUTE,
  seconds: 1000,
  milliseconds: 1,
}

const MONTHS: Readonly<Record<string, number>> = { years: 12, quarters: 3, months: 1 }

/** A time some months later, at the same time of day. */
const addMonths = (time: number, months: number): number => dayAfterMonths(time, months) + (((time % DAY) + DAY) % DAY)

/** A date some units later, or earlier for a negative amount. */
export const shifted = (value: Value, amount: number, unit: string): Value => {
  if (!isDate(value)) return null
  const time = numberOf(value)
  const clock = CLOCK[unit]
  const months = MONTHS[unit]
  if (clock === undefined && months === undefined) throw UNSUPPORTED
  const moved = clock === undefined ? addMonths(time, Math.trunc(amount) * (months ?? 1)) : time + amount * clock
  return dateAt(moved, isDay(value) && (clock ?? DAY) >= DAY)
}

const monthsBetween = (left: number, right: number): number => {
  const [from, to] = [new Date(right), new Date(left)]
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
  // A partial month does not count.
  return months > 0 && addMonths(right, months) > left
    ? months - 1
    : months < 0 && addMonths(right, months) < left
      ? months + 1
      : months
}

/** The number of complete units between two dates. */
export const between = (left: Value, right: Value, unit: string): Value => {
  if (!isDate(left) || !isDate(right)) return null
  const [one, other] = [numberOf(left), numberOf(right)]
  const clock = CLOCK[unit]
  const months = MONTHS[unit]
  if (clock !== undefined) return Math.trunc((one - other) / clock)
  if (months === undefined) throw UNSUPPORTED
  return Math.trunc(monthsBetween(one, other) / months)
}

/** The end of a range, or its start if it has none. */
export const endOf = (value: DateValue): Value => {
  const end = asString(value.date.end) || asString(value.date.start)
  return { date: { start: end, end: null, time_zone: null } }
}

const NAMES = { month: 'long', weekday: 'long' } as const

const named = (time: number, part: 'month' | 'weekday'): string =>
  new Intl.DateTimeFormat('en-US', { [part]: NAMES[part], timeZone: 'UTC' }).format(time)

const two = (value: number): string => String(value).padStart(2, '0')

const FORMATS: ReadonlyArray<readonly [string, (date: Date) => string]> = [
  ['YYYY', (date) => String(date.getUTCFullYear())],
  ['YY', (date) => two(date.getUTCFullYear() % 100)],
  ['MMMM', (date) => named(date.getTime(), 'month')],
  ['MMM', (date) => named(date.getTime(), 'month').slice(0, 3)],
  ['MM', (date) => two(date.getUTCMonth() + 1)],
  ['M', (date) => String(date.getUTCMonth() + 1)],
  ['DD', (date) => two(date.getUTCDate())],
  ['D', (date) => String(date.getUTCDate())],
  ['dddd', (date) => named(date.getTime(), 'weekday')],
  ['ddd', (date) => named(date.getTime(), 'weekday').slice(0, 3)],
  ['HH', (date) => two(date.getUTCHours())],
  ['H', (date) => String(date.getUTCHours())],
  ['hh', (date) => two(date.getUTCHours() % 12 || 12)],
  ['h', (date) => String(date.getUTCHours() % 12 || 12)],
  ['mm', (date) => two(date.getUTCMinutes())],
  ['m', (date) => String(date.getUTCMinutes())],
  ['ss', (date) => two(date.getUTCSeconds())],
  ['A', (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM')],
  ['a', (date) => (date.getUTCHours() < 12 ? 'am' : 'pm')],
]

const WORD = new RegExp(`\\[([^\\]]*)\\]|${FORMATS.map(([word]) => word).join('|')}`, 'g')

/** A date in a format such as `YYYY-MM-DD`; text in brackets is copied. */
export const formatted = (value: Value, format: string): Value => {
  if (!isDate(value)) return ''
  const date = new Date(numberOf(value))
  return format.replaceAll(WORD, (word, bracketed: string | undefined) => {
    const known = FORMATS.find(([each]) => each === word)
    return known === undefined ? (bracketed ?? '') : known[1](date)
  })
}

/** The week number of a date, as defined by ISO 8601. */
export const weekOf = (time: number): number => {
  const date = new Date(time)
  const thursday = time + (4 - (date.getUTCDay() || 7)) * DAY
  const year = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1)
  return Math.ceil(((thursday - year) / DAY + 1) / 7)
}
