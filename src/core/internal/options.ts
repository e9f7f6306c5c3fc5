/**
 * Checks of the options that a program gives when it makes a context, a middleware, a cache or a limiter.
 *
 * @internal
 */

import { isObject } from './json.js'

/** Throws a `TypeError` with a plain message: the mistake is in the program, so it is not the failure of a call. */
export const throwInvalidOption = (field: string, allowed: string): never => {
  throw new TypeError(`notion-fp: ${field} must be ${allowed}`)
}

/** What an option must be: whether a value is that, and how it is said. */
export type OptionRule = readonly [fits: (given: unknown) => boolean, allowed: string]

const isNumber = (given: unknown): given is number => typeof given === 'number'

export const POSITIVE: OptionRule = [(given) => isNumber(given) && given > 0, 'a number greater than 0']
export const NOT_NEGATIVE: OptionRule = [(given) => isNumber(given) && given >= 0, 'a number of 0 or more']
export const COUNT: OptionRule = [
  (given) => isNumber(given) && given >= 1 && (given === Number.POSITIVE_INFINITY || Number.isInteger(given)),
  'a whole number of 1 or more',
]
export const FUNCTION: OptionRule = [(given) => typeof given === 'function', 'a function']

/** One of a list of words. */
export const oneOf = (...words: ReadonlyArray<string>): OptionRule => [
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
    isObject(given) && names.every((name) => typeof given[name] === 'function')

export const CLOCK: OptionRule = [
  hasFunctions('now', 'random', 'after', 'sleep'),
  'a clock with now, random, after and sleep',
]

/** What was given, in a word. A string is never repeated: a token may stand in the wrong place. */
const shown = (given: unknown): string =>
  typeof given === 'string' ? 'a string' : isNumber(given) ? `${given}` : given === null ? 'null' : typeof given

/**
 * Throws for an option that is not what it must be; `undefined` stands for its default.
 *
 * @param options What was given.
 * @param rules What each option must be, by its name.
 */
export const checkOptions = (options: object, rules: { readonly [name: string]: OptionRule }): void => {
  for (const name in rules) {
    const given: unknown = Reflect.get(options, name)
    const rule = rules[name]
    if (rule && given !== undefined && !rule[0](given)) throwInvalidOption(name, `${rule[1]}, not ${shown(given)}`)
  }
}
