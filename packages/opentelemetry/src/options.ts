/** Checks of options, which throw: an invalid option is a programming error, not the failure of a call. */
import { quietly } from './quietly.js'

/** The rule of an option: whether a value is valid, and a description of valid values. */
export type OptionRule = readonly [fits: (given: unknown) => boolean, allowed: string]

/** The rule of each option by name. */
export interface OptionRules {
  readonly [name: string]: OptionRule
}

/** Whether a value has methods with these names. */
export const hasFunctions =
  (...names: ReadonlyArray<string>) =>
  (given: unknown): boolean =>
    names.every((name) => quietly(() => typeof Reflect.get(Object(given), name) === 'function'))

/** Describes an invalid value. A string is never shown: it may be a secret in the wrong place. */
const shown = (given: unknown): string => {
  if (typeof given === 'string') return `a string of length ${given.length}`
  return typeof given === 'number' || typeof given === 'boolean' || given === null ? String(given) : typeof given
}

/** Throws a `TypeError` for an invalid value. */
export const throwInvalidOption: (field: string, allowed: string, given: unknown) => never = (
  field,
  allowed,
  given,
) => {
  throw new TypeError(`@notion-fp/opentelemetry: ${field} must be ${allowed}, not ${shown(given)}`)
}

/** Whether a value is an object, other than a list. */
export const isObject = (given: unknown): given is object =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

/**
 * Throws a `TypeError` for the first option that is invalid or unknown. Its words are those of `notion-fp`, whose check is not public;
 * `test/optionMessages.test.ts` compares them.
 *
 * @param required The options without a default.
 */
export const checkOptions = (options: unknown, rules: OptionRules, ...required: ReadonlyArray<string>): void => {
  if (!isObject(options)) throwInvalidOption('options', 'an object', options)
  const given = new Map<string, unknown>(Object.entries(options))
  for (const name of new Set([...given.keys(), ...required])) {
    const value = given.get(name)
    if (value === undefined && !required.includes(name)) continue
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    // The value of an unknown option is not shown.
    if (rule === undefined)
      throw new TypeError(
        `@notion-fp/opentelemetry: ${name} must be left out; the options are ${Object.keys(rules).join(', ')}`,
      )
    if (!rule[0](value)) throwInvalidOption(name, rule[1], value)
  }
}
