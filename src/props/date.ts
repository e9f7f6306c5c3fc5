/** Date properties. */
import type { Type } from 'io-ts'
import type { DateRequest } from '../core/objects/date.js'
import { DateValue } from '../core/objects/date.js'
import { boolean, literal, nullable, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a date property. */
export type DatePropertyValue = PropertyValueOf<'date'>

/** The value of a date property. */
export const DatePropertyValue: Type<DatePropertyValue> = struct<DatePropertyValue>(
  { id: string, type: literal('date'), date: nullable(DateValue) },
  { has_more: boolean },
)

/** A day or a moment: ISO 8601, or a `Date`, which is a moment and is sent with its time in UTC. */
export type Moment = string | Date

/** A day or a moment, a range of either, or none. */
export type DateInput =
  | Moment
  | {
      /** The day or moment itself, or the first of a range. */
      readonly start: Moment
      /** The last of a range. Default none: a single day or moment. */
      readonly end?: Moment | null | undefined
      /** An IANA zone such as `Europe/Paris`; start and end must be strings without an offset then. */
      readonly time_zone?: string | null | undefined
    }
  | null

// A `Date` that is no date becomes `null` here, and the request is refused for it: to throw, or to empty the property, is worse.
const iso = (moment: Moment): string => (typeof moment === 'string' ? moment : moment.toJSON())

const request = (value: Exclude<DateInput, null>): DateRequest => {
  const { start, end, ...rest } = typeof value === 'string' || value instanceof Date ? { start: value } : value
  return { ...rest, start: iso(start), ...(end && { end: iso(end) }) }
}

/**
 * A day, a moment, a range of either, or none. For a day give a string: a `Date` is a moment.
 *
 * @see https://developers.notion.com/reference/page-property-values#date
 * @example
 * import { date } from 'notion-fp/props'
 *
 * const properties = {
 *   Due: date('2026-03-11'),
 *   Trip: date({ start: '2026-07-01T09:00', end: '2026-07-08T18:00', time_zone: 'Europe/Paris' }),
 * }
 */
export const date: Prop<'date', DateInput, DateValue | null> = prop(
  'date',
  (value: DateInput) => (value === null ? null : request(value)),
  identity,
)
