/**
 * Times as Notion compares them: rounded down to the minute.
 *
 * @internal
 */
import { field } from '../../core/internal/orUndefined.js'

const MINUTE_MS = 60_000

/** The minute of a time, as ISO 8601, so that minutes can be compared as texts; `undefined` if it is not a time. */
export const minuteOf = (time: unknown): string | undefined => {
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(at) ? undefined : new Date(Math.floor(at / MINUTE_MS) * MINUTE_MS).toISOString()
}

/** The minute a number of minutes later, or earlier if it is negative. */
export const minutesAfter = (minute: string, minutes: number): string =>
  new Date(Date.parse(minute) + minutes * MINUTE_MS).toISOString()

/** The earlier of two minutes, or the only one. */
export const earlier = (left: string | undefined, right: string | undefined): string | undefined =>
  left !== undefined && right !== undefined && left < right ? left : (right ?? left)

/** The minute in which a row was last edited, if it has that time. */
export const editedIn = (row: unknown): string | undefined => minuteOf(field(row, 'last_edited_time'))
