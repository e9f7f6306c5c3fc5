/** Checks of dates in requests: ISO 8601, and a time zone only with times that have no UTC offset. */
import { asObject } from '../values/json.js'
import { type Check, fields, missing, nullable, optional, problem } from './check.js'

const ISO =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/

/** Whether a text is an ISO 8601 date, with or without a time. */
const isIsoDate = (text: string): boolean => ISO.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)))

/** A date, with or without a time. */
export const isoDate: Check = (value, path) => {
  if (value === undefined) return missing(path)
  return typeof value === 'string' && isIsoDate(value) ? [] : problem(path, 'a valid ISO 8601 date string', value)
}

const timeZone: Check = (value, path) => {
  if (typeof value !== 'string') return problem(path, 'a string', value)
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return []
  } catch {
    return problem(path, 'a valid IANA time zone', value)
  }
}

const dateFields = fields({
  start: isoDate,
  end: optional(nullable(isoDate)),
  time_zone: optional(nullable(timeZone)),
})

/** A time without a UTC offset, in a time zone that is given separately. */
const LOCAL = /T[\d:.,]+$/

/** The same for UTC, where a `Z` is allowed. */
const IN_UTC = /T[\d:.,]+Z?$/

const isLocal = (moment: string, zone: string): boolean => (/^(Etc\/)?UTC$/.test(zone) ? IN_UTC : LOCAL).test(moment)

/** The value of a date: a start, and optionally an end and a time zone, which replaces UTC offsets. */
export const dateValue: Check = (value, path) => {
  const problems = dateFields(value, path)
  const { start, end, time_zone: zone } = asObject(value)
  if (problems.length > 0 || typeof zone !== 'string') return problems
  return Object.entries({ start, end }).flatMap(([key, moment]) =>
    typeof moment !== 'string' || isLocal(moment, zone)
      ? []
      : problem(`${path}.${key}`, 'a date with a time and without a UTC offset when `time_zone` is given', moment),
  )
}
