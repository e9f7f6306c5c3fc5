/** What has to be done to an answer before it may be kept. */

/** Freezes a JSON value and everything in it, so that no reader can spoil it for the next. */
export const deepFreeze = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}

/**
 * When the first signed file address in a JSON value stops working, in milliseconds since the epoch; `Infinity` where
 * there is none.
 */
export const earliestExpiry = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return Number.POSITIVE_INFINITY
  let earliest = Number.POSITIVE_INFINITY
  for (const [name, part] of Object.entries(value)) {
    const time = name === 'expiry_time' && typeof part === 'string' ? Date.parse(part) : earliestExpiry(part)
    if (time < earliest) earliest = time
  }
  return earliest
}
