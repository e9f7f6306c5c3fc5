/**
 * Checks of the presence and the shape of parameters.
 *
 * @internal
 */
import type { InvalidInput } from '../call/issues.js'
import { isRecord } from '../internal/json.js'
import type { Check } from './check.js'

/** Any value except `undefined`. */
export const needed: Check = (given, reject) => (given === undefined ? reject('given') : given)

/** An object. */
export const record: Check = (given, reject) => (isRecord(given) ? given : reject('an object'))

/**
 * A list of objects.
 *
 * @param most The maximum number of elements. Default: unlimited.
 * @param least The minimum number. Default 0.
 */
export const objects =
  (most = Number.POSITIVE_INFINITY, least = 0): Check =>
  (given, reject) => {
    if (!Array.isArray(given) || !given.every(isRecord)) return reject('a list of objects')
    if (given.length >= least && given.length <= most) return given
    return reject(least > 0 ? `${least} to ${most} elements` : `at most ${most} elements`)
  }

/**
 * The issues of parameters of which at most one may be given.
 *
 * @param given The values by name; `undefined` counts as not given.
 * @param isRequired Whether one of them is required.
 */
export const exclusive = (given: object, isRequired = false): ReadonlyArray<InvalidInput> => {
  const [first, ...others] = Object.entries(given).filter(([, value]) => value !== undefined)
  if (first) return others.map(([field, value]) => ({ field, given: value, allowed: `left out beside ${first[0]}` }))
  const [field = '', ...instead] = Object.keys(given)
  return isRequired ? [{ field, given: undefined, allowed: `given, or ${instead.join(' or ')} in its place` }] : []
}

/** The call with further issues, except for fields that already have one. */
export const withIssues = <Call extends { readonly invalid?: ReadonlyArray<InvalidInput> }>(
  call: Call,
  ...issues: ReadonlyArray<ReadonlyArray<InvalidInput>>
): Call => {
  const known = call.invalid ?? []
  const more = issues.flat().filter(({ field }) => known.every((one) => one.field !== field))
  return more.length > 0 ? { ...call, invalid: [...known, ...more] } : call
}
