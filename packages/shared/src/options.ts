/** The options that shared limiters and caches have in common, and the checks of all options. */
import { type Clock, consoleLogger, type Logger, systemClock } from 'notion-fp'

/** What happens while the shared service is unavailable: `local` uses a limiter or cache of this process, `fail` uses none. */
export type OnUnavailable = 'local' | 'fail'

/** The options of all limiters and caches over a connection to a shared service. */
export interface SharedOptions {
  /** How long one command may take, in milliseconds, before the service counts as unavailable. Default 1000. */
  readonly commandTimeoutMs?: number | undefined
  /** Receives the beginning of an outage and other problems, at `warn`, and the end of an outage, at `info`. Default: the console. */
  readonly logger?: Logger | undefined
  /** The source of time, timers and randomness. Default: those of the platform. */
  readonly clock?: Clock | undefined
}

/** The rule of an option: whether a value is valid, and a description of valid values. */
export type OptionRule = readonly [fits: (given: unknown) => boolean, allowed: string]

/** The rule of each option by name. */
export interface OptionRules {
  readonly [name: string]: OptionRule
}

export const POSITIVE: OptionRule = [(given) => Number.isFinite(given) && Number(given) > 0, 'a number greater than 0']
export const NOT_NEGATIVE: OptionRule = [
  (given) => Number.isFinite(given) && Number(given) >= 0,
  'a number of 0 or more',
]
export const FUNCTION: OptionRule = [(given) => typeof given === 'function', 'a function']
export const OBJECT: OptionRule = [
  (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
  'an object',
]
export const ON_UNAVAILABLE: OptionRule = [(given) => given === 'local' || given === 'fail', "'local' or 'fail'"]

/** Whether a value has methods with these names. */
export const hasFunctions =
  (...names: ReadonlyArray<string>) =>
  (given: unknown): boolean =>
    names.every((name) => typeof Reflect.get(Object(given), name) === 'function')

/** The rules of {@link SharedOptions}. */
export const SHARED_RULES: OptionRules = {
  commandTimeoutMs: POSITIVE,
  logger: FUNCTION,
  clock: [hasFunctions('now', 'random', 'after', 'sleep'), 'a clock with now, random, after and sleep'],
}

/** Describes an invalid value. A string is never shown: it may be a secret in the wrong place. */
export const shown = (given: unknown): string => {
  if (typeof given === 'string') return `a string of length ${given.length}`
  return typeof given === 'number' || typeof given === 'boolean' || given === null ? String(given) : typeof given
}

/** Throws a `TypeError` in the name of a package: an invalid option is a programming error, not the failure of a call. */
export const throwInvalidOption = (packageName: string, field: string, allowed: string): never => {
  throw new TypeError(`${packageName}: ${field} must be ${allowed}`)
}

/**
 * Throws a `TypeError` for the first option that is invalid or unknown. Its words are those of `notion-fp`, whose check is not public;
 * `test/optionMessages.test.ts` compares them.
 */
export const checkOptions = (packageName: string, options: object, rules: OptionRules): void => {
  if (!OBJECT[0](options)) throwInvalidOption(packageName, 'options', `an object, not ${shown(options)}`)
  for (const [name, given] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (given === undefined) continue
    if (rule === undefined)
      throwInvalidOption(packageName, name, `left out; the options are ${Object.keys(rules).join(', ')}`)
    else if (!rule[0](given)) throwInvalidOption(packageName, name, `${rule[1]}, not ${shown(given)}`)
  }
}

/** The common options with their defaults. */
export const withDefaults = ({
  commandTimeoutMs = 1_000,
  logger = consoleLogger,
  clock = systemClock,
}: SharedOptions): { readonly [Name in keyof SharedOptions]-?: Exclude<SharedOptions[Name], undefined> } => ({
  commandTimeoutMs,
  logger,
  clock,
})
