const MINUTE = 60_000

/** A time as most objects carry it: rounded down to the minute. */
export const toMinute = (time: number): string => new Date(time - (time % MINUTE)).toISOString()

/** A time as databases and views carry it: to the millisecond, with an offset. */
export const toMillisecond = (time: number): string => new Date(time).toISOString().replace('Z', '+00:00')

/** Reads a time; `otherwise` when the text is none. */
export const fromText = (text: unknown, otherwise: number): number => {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? otherwise : time
}
