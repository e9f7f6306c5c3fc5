/** Date properties. */
import type { Type } from 'io-ts'
import type { InvalidInput } from '../core/call/issues.js'
import { isRecord } from '../core/internal/json.js'
import type { DateRequest } from '../core/objects/date.js'
import { DateValue } from '../core/objects/date.js'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { nullable } from '../core/schema/combinators.js'
import type { EmptyRequest, ExactlyOne } from '../core/schema/exactlyOne.js'
import type { ExistenceConditions } from './condition.js'
import type { EmptyConfig } from './emptyConfig.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A day counted from today, in the time zone of the connection's owner. */
export type RelativeDate =
  | 'today'
  | 'tomorrow'
  | 'yesterday'
  | 'one_week_ago'
  | 'one_week_from_now'
  | 'one_month_ago'
  | 'one_month_from_now'

/** A day or a moment in ISO 8601, such as `2026-03-11` or `2026-03-11T09:30:00Z`, or a day counted from today. */
export type DateOrRelativeDate = RelativeDate | (string & {})

interface DateConditions extends ExistenceConditions {
  /** A time counts to the millisecond; one without an offset is in UTC. */
  readonly equals: DateOrRelativeDate
  /** The day or moment itself does not fit. */
  readonly before: DateOrRelativeDate
  /** The day or moment itself does not fit. */
  readonly after: DateOrRelativeDate
  /** The day or moment itself fits, too. */
  readonly on_or_before: DateOrRelativeDate
  /** The day or moment itself fits, too. */
  readonly on_or_after: DateOrRelativeDate
  /** Takes `{}`, as do the other spans. There is no such condition for this month or this year. */
  readonly this_week: EmptyRequest
  readonly past_week: EmptyRequest
  readonly past_month: EmptyRequest
  readonly past_year: EmptyRequest
  readonly next_week: EmptyRequest
  readonly next_month: EmptyRequest
  readonly next_year: EmptyRequest
}

/** A condition on a date or a moment. */
export type DateCondition = ExactlyOne<DateConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** `null` where it is empty. */
    readonly date: DateValue | null
  }
  interface ConfigPayloads {
    readonly date: EmptyConfig
  }
  interface PropertyValueRequests {
    /** `null` empties the property. */
    readonly date: DateRequest | null
  }
  interface SharedConfigs {
    readonly date: EmptyRequest
  }
  interface PropertyConditions {
    readonly date: DateCondition
  }
}

/**
 * The codec of the payload.
 *
 * @internal
 */
export const datePayload: Type<DateValue | null> = nullable(DateValue)

export { emptyConfig as dateConfig } from './emptyConfig.js'

/**
 * What the API refuses of a value: a date that does not start.
 *
 * @internal
 */
export const dateIssues = (field: string, value: unknown): ReadonlyArray<InvalidInput> =>
  isRecord(value) && typeof value.start !== 'string'
    ? [{ field: `${field}.start`, given: value.start, allowed: 'a date in ISO 8601' }]
    : []

/** The value of a date property. */
export type DatePropertyValue = PropertyValueOf<'date'>

/** The value of a date property. */
export const DatePropertyValue: Type<DatePropertyValue> = propertyValueOf('date', datePayload)

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
