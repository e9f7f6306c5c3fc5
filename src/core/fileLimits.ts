/** What the API is known to refuse in uploads, found before it is sent. */
import type { InvalidInput } from './error.js'

/** The most bytes of a name, with its extension. */
const MAX_NAME_BYTES = 900
/** The most parts of an upload. Notion's own pages differ on it; this is the larger one. */
const MAX_PARTS = 10_000

/** What is wrong with the name of a file. */
export const nameIssues = (field: string, given: unknown): ReadonlyArray<InvalidInput> =>
  typeof given === 'string' && new TextEncoder().encode(given).length > MAX_NAME_BYTES
    ? [{ field, given, allowed: `at most ${MAX_NAME_BYTES} bytes` }]
    : []

/** What is wrong with the number of a part, or with how many there are; a numeral is as good as a number. */
export const partIssues = (field: string, given: unknown): ReadonlyArray<InvalidInput> => {
  const count = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given
  return count === undefined ||
    (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= MAX_PARTS)
    ? []
    : [{ field, given, allowed: `a whole number from 1 to ${MAX_PARTS}` }]
}
