/** What has to be done to an answer before several readers may have it. */
import { isObject } from '../json.js'

/**
 * Freezes a JSON value and everything in it, so that no reader can spoil it for the next. It tells when the first signed
 * file address in it stops working, in milliseconds since the epoch; `Infinity` where there is none.
 */
export const deepFreeze = (value: unknown): number => {
  let earliest = Number.POSITIVE_INFINITY
  if (!isObject(value)) return earliest
  // As its elements: walking an array by the names of its fields takes several times as long.
  if (Array.isArray(value)) for (const part of value) earliest = Math.min(earliest, deepFreeze(part))
  else
    for (const name in value) {
      const part = value[name]
      const time = isObject(part) ? deepFreeze(part) : name === 'expiry_time' ? Date.parse(`${part}`) : earliest
      if (time < earliest) earliest = time
    }
  Object.freeze(value)
  return earliest
}
