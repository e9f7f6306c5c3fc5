/**
 * The checks of parameters that this library looks into, or that Notion wants in a certain shape.
 *
 * @internal
 */
import type { InvalidInput } from '../call/issues.js'
import { isRecord } from '../internal/json.js'
import type { Check } from './check.js'

/** Anything at all, as long as it is there. */
export const needed: Check = (given, refuse) => (given === undefined ? refuse('given') : given)

/** An object. */
export const record: Check = (given, refuse) => (isRecord(given) ? given : refuse('an object'))

/**
 * A list of objects.
 *
 * @param most The most elements that it may have. Default any number.
 * @param least The fewest. Default none.
 */
export const objects =
  (most = Number.POSITIVE_INFINITY, least = 0): Check =>
  (given, refuse) => {
    if (!Array.isArray(given) || !given.every(isRecord)) return refuse('a list of objects')
    if (given.length >= least && given.length <= most) return given
    return refuse(least > 0 ? `${least} to ${most} elements` : `at most ${most} elements`)
  }

/**
 * What is wrong where at most one of several parameters may be given.
 *
 * @param given Their values by their names; those that are `undefined` are not given.
 * @param isRequired Whether one has to be given.
 */
export const exclusive = (given: object, isRequired = false): ReadonlyArray<InvalidInput> => {
  const [first, ...others] = Object.entries(given).filter(([, value]) => value !== undefined)
  if (first) return others.map(([field, value]) => ({ field, given: value, allowed: `left out beside ${first[0]}` }))
  const [field = '', ...instead] = Object.keys(given)
  return isRequired ? [{ field, given: undefined, allowed: `given, or ${instead.join(' or ')} in its place` }] : []
}

/** A call with further issues, but for those of fields that have one already. */
export const refusing = <Call extends { readonly invalid?: ReadonlyArray<InvalidInput> }>(
  call: Call,
  ...issues: ReadonlyArray<ReadonlyArray<InvalidInput>>
): Call => {
  const known = call.invalid ?? []
  const more = issues.flat().filter(({ field }) => known.every((one) => one.field !== field))
  return more.length > 0 ? { ...call, invalid: [...known, ...more] } : call
}
