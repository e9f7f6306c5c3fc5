/**
 * Checks the parameters of a job, before it sends anything.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import { type InvalidInputError, invalidInputError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { isRecord } from '../../core/internal/json.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'

/** The check of one parameter that is given: whether it fits, and what is allowed. */
export type JobCheck = readonly [fits: (given: unknown) => boolean, allowed: string]

/** A whole number of 1 or more, or `Infinity`. */
export const isPositiveCount: JobCheck = [
  (given) => given === Number.POSITIVE_INFINITY || (Number.isInteger(given) && Number(given) >= 1),
  'a whole number of 1 or more',
]

/** One of a list of words. */
export const isOneOf = (words: ReadonlyArray<string>): JobCheck => [
  (given) => typeof given === 'string' && words.includes(given),
  `one of ${words.join(', ')}`,
]

/**
 * The error of a job whose parameters turned out to be invalid before a request of its own.
 *
 * @param op The name of the job.
 */
export const invalidJob = (op: string, issues: ReadonlyArray<InvalidInput>): InvalidInputError =>
  invalidInputError({ op, kind: 'read', method: 'GET', path: '' }, issues)

/**
 * The parameters, or an error that names each invalid one. A name without a check is an error: a misspelt option would otherwise be
 * ignored.
 *
 * @param op The name of the job.
 * @param params The parameters, whatever was given.
 * @param checks The check of every parameter; `undefined` is accepted for all that are not required.
 * @param required The names of the required parameters.
 */
export const checkJobParams = <P>(
  op: string,
  params: P,
  checks: { readonly [name: string]: JobCheck },
  required: ReadonlyArray<string> = [],
): Either<InvalidInputError, P> => {
  const issues: Array<InvalidInput> = []
  if (!tryTo(() => isRecord(params), false)) issues.push({ field: 'params', given: params, allowed: 'an object' })
  else {
    for (const [name, [fits, allowed]] of Object.entries(checks)) {
      const given = field(params, name)
      const isAbsent = given === undefined && !required.includes(name)
      if (!isAbsent && !tryTo(() => fits(given), false)) issues.push({ field: name, given, allowed })
    }
    for (const name of tryTo(() => Object.keys(Object(params)), [])) {
      if (!Object.hasOwn(checks, name)) {
        issues.push({ field: name, given: field(params, name), allowed: `one of ${Object.keys(checks).join(', ')}` })
      }
    }
  }
  return issues.length > 0 ? left(invalidJob(op, issues)) : right(params)
}
