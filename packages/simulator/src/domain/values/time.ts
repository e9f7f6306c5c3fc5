/**
 * Times in the formats of the API. Most objects have times rounded down to the minute; databases, views and agents have
 * milliseconds.
 */
import { MINUTE } from './durations.js'

/** A time in the format of most objects: rounded down to the minute. */
export const toMinute = (time: number): string => new Date(time - (time % MINUTE)).toISOString()

/** A time in the format of agents, sessions and tasks: with milliseconds, in UTC. */
export const toIso = (time: number): string => new Date(time).toISOString()

/** A time in the format of databases and views: with milliseconds and an offset. */
export const toMillisecond = (time: number): string => new Date(time).toISOString().replace('Z', '+00:00')

const OFFSET = /(Z|[+-]\d\d:?\d\d)$/

/** The time of a date, in milliseconds since 1970. A time without an offset is in UTC. */
export const instantOf = (date: string): number => {
  const text = date.replace(/([+-]\d\d)(\d\d)$/, '$1:$2').replace(',', '.')
  return Date.parse(text.length <= 10 || OFFSET.test(text) ? text : `${text}Z`)
}

/** Parses a time; returns `fallback` when it is invalid. */
export const fromText = (text: unknown, fallback: number): number => {
  const time = typeof text === 'string' ? instantOf(text) : Number.NaN
  return Number.isNaN(time) ? fallback : time
}
