/** The value of `--limit`. */
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'

/** Parses a limit; `undefined` if there is none. */
export const limitOf = (given: string | undefined): Result<number> =>
  given === undefined
    ? ok(Number.POSITIVE_INFINITY)
    : /^\d{1,9}$/.test(given)
      ? ok(Number(given))
      : fail(usageError(`--limit must be a whole number, not "${given}".`))
