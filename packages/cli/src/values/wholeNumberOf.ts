/** The value of an option such as `--max-bytes`. */
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'

/** Parses a whole number above 0; `undefined` if the option is not given. */
export const wholeNumberOf = (option: string, given: string | undefined): Result<number | undefined> =>
  given === undefined
    ? ok(undefined)
    : /^[1-9]\d{0,14}$/.test(given)
      ? ok(Number(given))
      : fail(usageError(`${option} must be a whole number above 0, not "${given}".`))
