/**
 * What the API is known to refuse in uploads, found before it is sent.
 *
 * @internal
 */
import type { Check } from '../../core/input/check.js'

/** The most bytes of a name, with its extension. */
const MAX_NAME_BYTES = 900
/** The most parts of an upload. Notion's own pages differ on it; this is the larger one. */
const MAX_PARTS = 10_000

/** The name of a file. */
export const fileName: Check = (given, refuse) =>
  typeof given === 'string' &&
  given.length <= MAX_NAME_BYTES &&
  new TextEncoder().encode(given).length <= MAX_NAME_BYTES
    ? given
    : refuse(`a text of at most ${MAX_NAME_BYTES} bytes`)

/** The number of a part, or how many there are; a numeral is as good as a number. */
export const partNumber: Check = (given, refuse) => {
  const count = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= MAX_PARTS
    ? given
    : refuse(`a whole number from 1 to ${MAX_PARTS}`)
}
