/** The options that shared limiters and caches have in common, and the checks of all options. */
import { type Clock, consoleLogger, type Logger, systemClock } from 'notion-fp'

/** What happens while the shared service does not answer: `local` does its work in this process, `fail` does without it. */
export type OnUnavailable = 'local' | 'fail'

/** The options that everything over a connection to something shared has. */
export interface SharedOptions {
  /** How long one command may take, in milliseconds, before what is shared counts as unavailable. Default 1000. */
  readonly commandTimeoutMs?: number | undefined
  /** Receives what goes wrong with it, at `warn`, and that it is well again, at `info`. Default: the console. */
  readonly logger?: Logger | undefined
  /** The source of waiting and of randomness. */
  readonly clock?: Clock | undefined
}

/** A rule of an option: whether a value fits, and what does. */
export type Rule = readonly [fits: (given: unknown) => boolean, allowed: string]

export const POSITIVE: Rule = [(given) => Number.isFinite(given) && Number(given) > 0, 'a number greater than 0']
export const NOT_NEGATIVE: Rule = [(given) => Number.isFinite(given) && Number(given) >= 0, 'a number of 0 or more']
export const ON_UNAVAILABLE: Rule = [(given) => given === 'local' || given === 'fail', "'local' or 'fail'"]
export const OBJECT: Rule = [(given) => typeof given === 'object' && given !== null, 'an object']

/** Whether a value has methods with these names. */
export const hasFunctions = (given: unknown, names: ReadonlyArray<string>): boolean =>
  names.every((name) => typeof Reflect.get(Object(given), name) === 'function')

/** The rules of {@link SharedOptions}. */
export const SHARED_RULES: Readonly<Record<string, Rule>> = {
  commandTimeoutMs: POSITIVE,
  logger: [(given) => typeof given === 'function', 'a function'],
  clock: [
    (given) => hasFunctions(given, ['now', 'random', 'after', 'sleep']),
    'a clock with now, random, after and sleep',
  ],
}

/** A value as an error shows it. A string may be a secret in the wrong place. */
const shown = (given: unknown): string =>
  typeof given === 'number' || typeof given === 'boolean' || given === null ? String(given) : `a ${typeof given}`

/** Throws a `TypeError` in the name of a package: an invalid option is a programming error, not the failure of a call. */
export const throwInvalid = (packageName: string, message: string): never => {
  throw new TypeError(`${packageName}: ${message}`)
}

/** Throws a `TypeError` for the first option that does not fit, or that does not exist. */
export const checkOptions = (packageName: string, options: object, rules: Readonly<Record<string, Rule>>): void => {
  if (!OBJECT[0](options)) throwInvalid(packageName, `options must be an object, not ${shown(options)}`)
  for (const [name, given] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined)
      throwInvalid(packageName, `there is no option ${name}; the options are ${Object.keys(rules).join(', ')}`)
    else if (given !== undefined && !rule[0](given))
      throwInvalid(packageName, `${name} must be ${rule[1]}, not ${shown(given)}`)
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
