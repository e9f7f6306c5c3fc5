/**
 * The days and periods that date conditions name, in UTC. Those of the past and the future count from today, only this
 * week is from Sunday to Saturday.
 */
import { DAY, MINUTE } from './durations.js'
import { instantOf } from './time.js'

/** The relative dates that a date condition accepts. */
export const RELATIVE = [
  'today',
  'tomorrow',
  'yesterday',
  'one_week_ago',
  'one_week_from_now',
  'one_month_ago',
  'one_month_from_now',
] as const

/** The day of a time in UTC: `2026-01-31`. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** A time some days later. */
export const addDays = (time: number, days: number): number => time + days * DAY

/** A day some months later; a day that the month lacks becomes its last. */
export const addMonths = (time: number, months: number): number => {
  const date = new Date(time)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate()
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, Math.min(date.getUTCDate(), last))
}

const OFFSETS: Readonly<Record<string, (now: number) => number>> = {
  today: (now) => now,
  tomorrow: (now) => now + DAY,
  yesterday: (now) => now - DAY,
  one_week_ago: (now) => now - 7 * DAY,
  one_week_from_now: (now) => now + 7 * DAY,
  one_month_ago: (now) => addMonths(now, -1),
  one_month_from_now: (now) => addMonths(now, 1),
}

/** The date of a condition: a relative date becomes a day, any other stays unchanged. */
export const resolve = (date: string, now: number): string => {
  const offset = Object.hasOwn(OFFSETS, date) ? OFFSETS[date] : undefined
  return offset === undefined ? date : dayOf(offset(now))
}

/** The first and last day of a window, inclusive. A week is from Sunday to Saturday. */
export const window = (name: string, now: number): readonly [string, string] => {
  const sunday = now - new Date(now).getUTCDay() * DAY
  switch (name) {
    case 'this_week':
      return [dayOf(sunday), dayOf(sunday + 6 * DAY)]
    case 'past_week':
      return [dayOf(now - 7 * DAY), dayOf(now)]
    case 'past_month':
      return [dayOf(addMonths(now, -1)), dayOf(now)]
    case 'past_year':
      return [dayOf(addMonths(now, -12)), dayOf(now)]
    case 'next_week':
      return [dayOf(now), dayOf(now + 7 * DAY)]
    case 'next_month':
      return [dayOf(now), dayOf(addMonths(now, 1))]
    default:
      return [dayOf(now), dayOf(addMonths(now, 12))]
  }
}

/** The windows that a date condition accepts. */
export const WINDOWS = ['this_week', 'past_week', 'past_month', 'past_year', 'next_week', 'next_month', 'next_year']

/** The day of a date in UTC, in which conditions are evaluated. */
export const utcDay = (date: string): string => {
  const instant = date.length <= 10 ? Number.NaN : instantOf(date)
  return Number.isNaN(instant) ? date.slice(0, 10) : dayOf(instant)
}

const minuteOf = (date: string): number => Math.floor(instantOf(date) / MINUTE)

/** Compares the date of a row with that of a condition: by day when the condition is a day, otherwise by minute. */
export const compareDates = (value: string, condition: string): number => {
  if (condition.length > 10) return Math.sign(minuteOf(value) - minuteOf(condition))
  const day = utcDay(value)
  return day < condition ? -1 : day > condition ? 1 : 0
}
