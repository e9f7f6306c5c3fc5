/**
 * Limits of file uploads, checked before sending.
 *
 * @internal
 */
import type { Check } from '../../core/input/check.js'

/** The maximum length of a file name in bytes, with its extension. */
const MAX_NAME_BYTES = 900
/** The maximum number of parts. The documentation of Notion contradicts itself; this is the larger number. */
const MAX_PARTS = 10_000

/** The name of a file. */
export const fileName: Check = (given, reject) =>
  typeof given === 'string' &&
  given.length <= MAX_NAME_BYTES &&
  new TextEncoder().encode(given).length <= MAX_NAME_BYTES
    ? given
    : reject(`a string of at most ${MAX_NAME_BYTES} bytes`)

/** The number of a part, or the number of parts, as a number or a numeric string. */
export const partNumber: Check = (given, reject) => {
  const count = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= MAX_PARTS
    ? given
    : reject(`an integer from 1 to ${MAX_PARTS}`)
}
