/**
 * Checks the parameters of a job, before it sends anything.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import { type InvalidInputError, invalidInputError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { isRecord } from '../../core/internal/json.js'
import { type OptionRules, optionIssues } from '../../core/internal/options.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'

/**
 * The error of a job whose parameters are invalid, before it sends a request.
 *
 * @param op The name of the job.
 */
export const invalidJob = (op: string, issues: ReadonlyArray<InvalidInput>): InvalidInputError =>
  invalidInputError({ op, kind: 'read', method: 'GET', path: '' }, issues)

/**
 * The parameters, or an error that names each invalid one. A name without a check is an error: a misspelled option would otherwise be
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
  checks: OptionRules,
  required: ReadonlyArray<string> = [],
): Either<InvalidInputError, P> => {
  const issues = tryTo(() => {
    if (!isRecord(params)) return undefined
    // In the order of the checks. A parameter that cannot be read is absent.
    const names = [...Object.keys(checks), ...Object.keys(params)]
    return optionIssues(Object.fromEntries(names.map((name) => [name, field(params, name)])), checks, required)
  })
  if (issues?.length === 0) return right(params)
  return left(invalidJob(op, issues ?? [{ field: 'params', given: params, allowed: 'an object' }]))
}
