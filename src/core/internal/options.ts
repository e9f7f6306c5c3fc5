/**
 * Checks of the options of contexts, middleware, caches and rate limiters.
 *
 * @internal
 */

import { isRecord } from './json.js'
import { field, tryTo } from './orUndefined.js'

/** Throws a `TypeError`: an invalid option is a programming error, not the failure of a call. */
export const throwInvalidOption = (field: string, allowed: string): never => {
  throw new TypeError(`notion-fp: ${field} must be ${allowed}`)
}

/** The rule of an option: whether a value is valid, and a description of valid values. */
export type OptionRule = readonly [fits: (given: unknown) => boolean, allowed: string]

/** The rule of each option by name; nested options have nested rules. */
export interface OptionRules {
  readonly [name: string]: OptionRule | OptionRules
}

/** An invalid option. */
interface Issue {
  readonly field: string
  readonly given: unknown
  readonly allowed: string
}

export const POSITIVE: OptionRule = [(given) => Number.isFinite(given) && Number(given) > 0, 'a number greater than 0']
export const NOT_NEGATIVE: OptionRule = [
  (given) => Number.isFinite(given) && Number(given) >= 0,
  'a number of 0 or more',
]
export const COUNT: OptionRule = [
  (given) => given === Number.POSITIVE_INFINITY || (Number.isInteger(given) && Number(given) >= 1),
  'a whole number of 1 or more',
]
export const FUNCTION: OptionRule = [(given) => typeof given === 'function', 'a function']

/** One of a list of words. A list, since bundlers keep calls with spread arguments. */
export const oneOf = (words: ReadonlyArray<string>): OptionRule => [
  (given) => typeof given === 'string' && words.includes(given),
  `one of ${words.join(', ')}`,
]

/** A string that matches a pattern. */
export const pattern = (fits: RegExp, allowed: string): OptionRule => [
  (given) => typeof given === 'string' && fits.test(given),
  allowed,
]

/** Whether a value has methods with these names. */
export const hasFunctions =
  (...names: ReadonlyArray<string>) =>
  (given: unknown): boolean =>
    names.every((name) => typeof field(given, name) === 'function')

export const CLOCK: OptionRule = [
  hasFunctions('now', 'random', 'after', 'sleep'),
  'a clock with now, random, after and sleep',
]

/** Describes an invalid value. A string is never shown: it may be a token in the wrong place. */
export const shown = (given: unknown): unknown => {
  if (typeof given === 'string') return `a string of length ${given.length}`
  return typeof given === 'number' || typeof given === 'boolean' || (given ?? null) === null ? given : typeof given
}

const isRule = (rule: OptionRule | OptionRules): rule is OptionRule => Array.isArray(rule)

/**
 * All issues of some options. `undefined` is valid for all but the required ones. An option without a rule is an issue, since it is
 * probably misspelled.
 *
 * @param required The options without a default.
 * @param place The path of the options, if they are nested.
 */
export const optionIssues = (
  options: unknown,
  rules: OptionRules,
  required: ReadonlyArray<string> = [],
  place = '',
): ReadonlyArray<Issue> => {
  if (!isRecord(options)) return [{ field: place || 'options', given: options, allowed: 'an object' }]
  return Object.keys({ ...options, ...rules }).flatMap((name) => {
    const given = options[name]
    if (given === undefined && !required.includes(name)) return []
    const field = place ? `${place}.${name}` : name
    const rule = Object.hasOwn(rules, name) && rules[name]
    if (!rule) return [{ field, given, allowed: `left out; the options are ${Object.keys(rules).join(', ')}` }]
    if (!isRule(rule)) return optionIssues(given, rule, [], field)
    return tryTo(() => rule[0](given), false) ? [] : [{ field, given, allowed: rule[1] }]
  })
}

/** What is allowed for an unknown option. Its value is not shown: it may be a token. */
export const IS_UNKNOWN = /^left out/

/** Throws a `TypeError` for the first invalid option. */
export const checkOptions = (options: unknown, rules: OptionRules, ...required: ReadonlyArray<string>): void => {
  const [issue] = optionIssues(options, rules, required)
  if (issue)
    throwInvalidOption(
      issue.field,
      issue.allowed + (IS_UNKNOWN.test(issue.allowed) ? '' : `, not ${shown(issue.given)}`),
    )
}
