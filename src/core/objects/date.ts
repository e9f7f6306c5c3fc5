/** Dates and date ranges, in properties and mentions. */
import type { Type } from 'io-ts'
import { nullable, string, struct } from '../schema/combinators.js'

/** A date, a date with time, or a range of either. */
export interface DateValue {
  /** ISO 8601: `2026-03-11`, or with a time `2026-03-11T09:30:00.000+01:00`. */
  readonly start: string
  /** The end of a range; `null` if it is not a range. */
  readonly end: string | null
  /** An IANA time zone such as `Europe/Paris`, if start and end have no offset; otherwise `null`, or absent in some rollups. */
  readonly time_zone?: string | null
}

/** A date, a date with time, or a range of either. */
export const DateValue: Type<DateValue> = struct<DateValue>(
  { start: string, end: nullable(string) },
  { time_zone: nullable(string) },
)

/** A date, a date with time, or a range of either. */
export interface DateRequest {
  /** ISO 8601: `2026-03-11`, or with a time `2026-03-11T09:30:00.000+01:00`. */
  readonly start: string
  /** The end of a range. */
  readonly end?: string | null | undefined
  /** An IANA time zone such as `Europe/Paris`; start and end must then have no offset. */
  readonly time_zone?: string | null | undefined
}
