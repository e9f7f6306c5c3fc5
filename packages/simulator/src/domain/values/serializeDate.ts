/** Dates in responses. The time zone of a request becomes a UTC offset, so that `time_zone` is always null. */
import { asString, type Json, type JsonObject } from './json.js'

const DATE_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?$/

/** The UTC offset of a time zone at a time: `-05:00`. */
const offsetAt = (zone: string, time: number): string => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(time)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  return /[+-]\d\d:\d\d/.exec(name)?.[0] ?? '+00:00'
}

/** The UTC offset of a time zone at a local time. */
const offsetOn = (zone: string, local: string): string => {
  const first = offsetAt(zone, Date.parse(`${local}Z`))
  return offsetAt(zone, Date.parse(`${local}${first}`))
}

const serializeTime = (text: string, zone: string | undefined): string => {
  const [, day, time, offset] = DATE_TIME.exec(text) ?? []
  if (day === undefined) return text
  const local = `${day}T${time}:00.000`
  if (offset === undefined) return `${local}${zone === undefined ? '+00:00' : offsetOn(zone, local)}`
  return `${local}${offset === 'Z' ? '+00:00' : `${offset.slice(0, 3)}:${offset.slice(-2)}`}`
}

/** A checked date in a response: times are rounded down to the minute, with an offset in place of the time zone. */
export const serializeDate = (request: JsonObject): JsonObject => {
  const zone = typeof request.time_zone === 'string' ? request.time_zone : undefined
  const end: Json = typeof request.end === 'string' ? serializeTime(request.end, zone) : null
  return { start: serializeTime(asString(request.start), zone), end, time_zone: null }
}
