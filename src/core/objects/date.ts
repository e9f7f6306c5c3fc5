/** Dates and ranges of dates, as properties and mentions hold them. */
import type { Type } from 'io-ts'
import { nullable, string, struct } from '../schema/combinators.js'

/** A day, a moment, or a range of either. */
export interface DateValue {
  /** ISO 8601: `2026-03-11`, or with a time `2026-03-11T09:30:00.000+01:00`. */
  readonly start: string
  /** The end of a range; `null` where it is none. */
  readonly end: string | null
  /** An IANA zone such as `Europe/Paris`, where start and end bear no offset; `null` or, in some rollups, absent otherwise. */
  readonly time_zone?: string | null
}

/** A day, a moment, or a range of either. */
export const DateValue: Type<DateValue> = struct<DateValue>(
  { start: string, end: nullable(string) },
  { time_zone: nullable(string) },
)

/** A day, a moment, or a range of either. */
export interface DateRequest {
  /** ISO 8601: `2026-03-11`, or with a time `2026-03-11T09:30:00.000+01:00`. */
  readonly start: string
  /** The end of a range. */
  readonly end?: string | null | undefined
  /** An IANA zone such as `Europe/Paris`; start and end must bear no offset then. */
  readonly time_zone?: string | null | undefined
}
