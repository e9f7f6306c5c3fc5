/** What has to be done to an answer before several readers may have it. */

/**
 * Freezes a JSON value and everything in it, so that no reader can spoil it for the next. It tells when the first signed
 * file address in it stops working, in milliseconds since the epoch; `Infinity` where there is none.
 */
export const deepFreeze = (value: unknown): number => {
  let earliest = Number.POSITIVE_INFINITY
  if (typeof value !== 'object' || value === null) return earliest
  for (const [name, part] of Object.entries(Object.freeze(value))) {
    const time = name === 'expiry_time' && typeof part === 'string' ? Date.parse(part) : deepFreeze(part)
    if (time < earliest) earliest = time
  }
  return earliest
}
