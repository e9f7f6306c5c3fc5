/**
 * Checks of the options that a program gives when it makes a context, a middleware, a cache or a limiter.
 *
 * @internal
 */

import { isRecord } from './json.js'
import { field } from './orUndefined.js'

/** Throws a `TypeError` with a plain message: the mistake is in the program, so it is not the failure of a call. */
export const throwInvalidOption = (field: string, allowed: string): never => {
  throw new TypeError(`notion-fp: ${field} must be ${allowed}`)
}

/** What an option must be: whether a value is that, and how it is said. */
export type OptionRule = readonly [fits: (given: unknown) => boolean, allowed: string]

/** What each option must be, by its name; options inside of an option have rules of their own. */
export interface OptionRules {
  readonly [name: string]: OptionRule | OptionRules
}

/** An option that is wrong. */
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

/** One of a list of words: a list, since bundlers keep a call whose arguments are spread. */
export const oneOf = (words: ReadonlyArray<string>): OptionRule => [
  (given) => typeof given === 'string' && words.includes(given),
  `one of ${words.join(', ')}`,
]

/** A string that fits a pattern. */
export const pattern = (fits: RegExp, allowed: string): OptionRule => [
  (given) => typeof given === 'string' && fits.test(given),
  allowed,
]

/** Whether a value is an object with functions of these names. */
export const hasFunctions =
  (...names: ReadonlyArray<string>) =>
  (given: unknown): boolean =>
    names.every((name) => typeof field(given, name) === 'function')

export const CLOCK: OptionRule = [
  hasFunctions('now', 'random', 'after', 'sleep'),
  'a clock with now, random, after and sleep',
]

/** What was given, in a word. A string is never repeated: a token may stand in the wrong place. */
const shown = (given: unknown): unknown => {
  if (typeof given === 'string') return `a string of length ${given.length}`
  return typeof given === 'number' || typeof given === 'boolean' || (given ?? null) === null ? given : typeof given
}

const isRule = (rule: OptionRule | OptionRules): rule is OptionRule => Array.isArray(rule)

/**
 * All that is wrong with options; `undefined` stands for a default. An option that has no rule is a name misspelt.
 *
 * @param required The option that has no default.
 */
export const optionIssues = (
  options: unknown,
  rules: OptionRules,
  required?: string,
  place = '',
): ReadonlyArray<Issue> => {
  if (!isRecord(options)) return [{ field: place || 'options', given: shown(options), allowed: 'an object' }]
  return Object.keys({ ...options, ...rules }).flatMap((name) => {
    const given = options[name]
    if (given === undefined && name !== required) return []
    const at = place ? `${place}.${name}` : name
    const rule = Object.hasOwn(rules, name) && rules[name]
    if (!rule) {
      return [{ field: at, given: '(hidden)', allowed: `left out; the options are ${Object.keys(rules).join(', ')}` }]
    }
    if (!isRule(rule)) return optionIssues(given, rule, undefined, at)
    return rule[0](given) ? [] : [{ field: at, given: shown(given), allowed: rule[1] }]
  })
}

/** Throws for the first option that is not what it must be. */
export const checkOptions = (options: unknown, rules: OptionRules, required?: string): void => {
  const [issue] = optionIssues(options, rules, required)
  if (issue) throwInvalidOption(issue.field, issue.allowed + (issue.given === '(hidden)' ? '' : `, not ${issue.given}`))
}
