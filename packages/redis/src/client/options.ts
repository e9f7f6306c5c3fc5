/** The options that the limiter and the cache have in common, and the checks of all options. */
import { type Clock, consoleLogger, type Logger, systemClock } from 'notion-fp'

/** What becomes of calls while Redis does not answer: `local` does the work in this process, `fail` does without it. */
export type OnUnavailable = 'local' | 'fail'

/** The options that {@link redisRateLimiter} and {@link redisCache} have in common. */
export interface RedisOptions {
  /**
   * What all keys begin with, in braces, so that a cluster keeps them together. Processes share what they have the same prefix for.
   * Default `notion-fp`.
   */
  readonly prefix?: string | undefined
  /** How long one command may take, in milliseconds, before Redis counts as unavailable. Default 1000. */
  readonly commandTimeoutMs?: number | undefined
  /** Receives what goes wrong with Redis, at `warn`, and that it is well again, at `info`. Default: the console. */
  readonly logger?: Logger | undefined
  /** The source of waiting and of randomness. The time of the limiter, and that of versions and expiry, is that of Redis. */
  readonly clock?: Clock | undefined
}

/** A rule of an option: whether a value fits, and what does. */
export type Rule = readonly [fits: (given: unknown) => boolean, allowed: string]

export const POSITIVE: Rule = [(given) => Number.isFinite(given) && Number(given) > 0, 'a number greater than 0']
export const NOT_NEGATIVE: Rule = [(given) => Number.isFinite(given) && Number(given) >= 0, 'a number of 0 or more']
export const ON_UNAVAILABLE: Rule = [(given) => given === 'local' || given === 'fail', "'local' or 'fail'"]
export const OBJECT: Rule = [(given) => typeof given === 'object' && given !== null, 'an object']

const hasFunctions = (given: unknown, names: ReadonlyArray<string>): boolean =>
  names.every((name) => typeof Reflect.get(Object(given), name) === 'function')

/** Redis takes what stands between the first braces of a key for the part that decides where in a cluster it is. */
const PREFIX: Rule = [
  (given) => typeof given === 'string' && /^[^{}\s]+$/.test(given),
  'a text without braces and spaces, such as my-app',
]

const COMMON: Readonly<Record<string, Rule>> = {
  prefix: PREFIX,
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

const fail = (message: string): never => {
  throw new TypeError(`@notion-fp/redis: ${message}`)
}

/** Throws a `TypeError` for the first option that does not fit, or that does not exist. */
export const checkOptions = (options: object, own: Readonly<Record<string, Rule>>): void => {
  const rules: Readonly<Record<string, Rule>> = { ...COMMON, ...own }
  if (!OBJECT[0](options)) fail(`options must be an object, not ${shown(options)}`)
  for (const [name, given] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined) fail(`there is no option ${name}; the options are ${Object.keys(rules).join(', ')}`)
    else if (given !== undefined && !rule[0](given)) fail(`${name} must be ${rule[1]}, not ${shown(given)}`)
  }
}

/** The common options with their defaults. */
export const withDefaults = ({
  prefix = 'notion-fp',
  commandTimeoutMs = 1_000,
  logger = consoleLogger,
  clock = systemClock,
}: RedisOptions): { readonly [Name in keyof RedisOptions]-?: Exclude<RedisOptions[Name], undefined> } => ({
  prefix,
  commandTimeoutMs,
  logger,
  clock,
})
