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

/** A day relative to today, in the time zone of the connection's owner. */
export type RelativeDate =
  | 'today'
  | 'tomorrow'
  | 'yesterday'
  | 'one_week_ago'
  | 'one_week_from_now'
  | 'one_month_ago'
  | 'one_month_from_now'

/** A date or a date and time in ISO 8601, such as `2026-03-11` or `2026-03-11T09:30:00Z`, or a day relative to today. */
export type DateOrRelativeDate = RelativeDate | (string & {})

interface DateConditions extends ExistenceConditions {
  /** Times are compared to the millisecond; a time without an offset is in UTC. */
  readonly equals: DateOrRelativeDate
  /** Excludes the date itself. */
  readonly before: DateOrRelativeDate
  /** Excludes the date itself. */
  readonly after: DateOrRelativeDate
  /** Includes the date itself. */
  readonly on_or_before: DateOrRelativeDate
  /** Includes the date itself. */
  readonly on_or_after: DateOrRelativeDate
  /** Always `{}`, like the other periods. The API has no condition for this month or this year. */
  readonly this_week: EmptyRequest
  readonly past_week: EmptyRequest
  readonly past_month: EmptyRequest
  readonly past_year: EmptyRequest
  readonly next_week: EmptyRequest
  readonly next_month: EmptyRequest
  readonly next_year: EmptyRequest
}

/** A condition on a date. */
export type DateCondition = ExactlyOne<DateConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** `null` if empty. */
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
 * The issues of a value that the API rejects: a date without a start.
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

/** A date or a date and time: an ISO 8601 string, or a `Date`, which is sent as a date and time in UTC. */
export type Moment = string | Date

/** A date, a date and time, a range of either, or `null`. */
export type DateInput =
  | Moment
  | {
      /** The date, or the start of the range. */
      readonly start: Moment
      /** The end of the range. Default: none, a single date. */
      readonly end?: Moment | null | undefined
      /** An IANA time zone such as `Europe/Paris`. It requires a start and end that are strings without an offset. */
      readonly time_zone?: string | null | undefined
    }
  | null

// An invalid `Date` becomes `null`, so that the request is rejected: it must neither throw nor empty the property.
const iso = (moment: Moment): string => (typeof moment === 'string' ? moment : moment.toJSON())

const request = (value: Exclude<DateInput, null>): DateRequest => {
  const { start, end, ...rest } = typeof value === 'string' || value instanceof Date ? { start: value } : value
  return { ...rest, start: iso(start), ...(end && { end: iso(end) }) }
}

/**
 * A date, a date and time, a range of either, or `null`. Use a string for a date: a `Date` always has a time.
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
