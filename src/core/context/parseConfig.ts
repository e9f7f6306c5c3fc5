/** Settings that come from outside, such as a file: read with care, and never thrown over. */
import { type Either, left, right } from 'fp-ts/Either'
import type { LruCacheOptions } from '../cache/lruCache.js'
import { byResource, type CacheTtls } from '../cache/store.js'
import { SENDABLE_TOKEN } from '../call/config.js'
import type { InvalidInput } from '../call/issues.js'
import { isObject } from '../internal/json.js'
import { trust } from '../internal/unsafeCast.js'
import type { RateLimitOptions } from '../middleware/rateLimiter.js'
import type { RetryOptions } from '../middleware/withRetry.js'
import { BASE_URL, VERSION } from './config.js'
import type { ContextOptions } from './createContext.js'

/** Reads a setting, or says what is wrong with it and gives `undefined`. */
type Read = (given: unknown, field: string, issues: Array<InvalidInput>) => unknown

/** A word on what was given. No string is ever repeated: a token may stand in the wrong place. */
const shown = (given: unknown): unknown => {
  if (typeof given === 'string') return `a string of ${given.length} characters`
  return typeof given === 'number' || typeof given === 'boolean' || (given ?? null) === null ? given : typeof given
}

const setting =
  (allowed: string, fits: (given: unknown) => boolean): Read =>
  (given, field, issues) => {
    if (fits(given)) return given
    issues.push({ field, given: shown(given), allowed })
    return undefined
  }

const textLike = (allowed: string, pattern: RegExp): Read =>
  setting(allowed, (given) => typeof given === 'string' && pattern.test(given))

const oneOf = (...words: ReadonlyArray<unknown>): Read =>
  setting(`one of ${words.join(', ')}`, (given) => words.includes(given))

const positive = setting('a number, more than 0', (given) => Number.isFinite(given) && Number(given) > 0)
const notNegative = setting('a number, 0 or more', (given) => Number.isFinite(given) && Number(given) >= 0)
const countable = setting('a whole number, 1 or more', (given) => Number.isInteger(given) && Number(given) >= 1)
const callable = setting('a function', (given) => typeof given === 'function')
const anObject = setting('an object', isObject)

/** An object with the settings of `A` and no others; every one of them may be missing. */
const settings =
  <A>(reads: { readonly [Name in keyof A]-?: Read }): Read =>
  (given, field, issues) => {
    if (!isObject(given) || Array.isArray(given)) {
      issues.push({ field, given: shown(given), allowed: 'an object' })
      return undefined
    }
    const known = new Map(Object.entries<Read>(reads))
    return Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) => {
        if (value === undefined) return []
        const read = known.get(name)
        const at = field ? `${field}.${name}` : name
        if (read) return [[name, read(value, at, issues)]]
        issues.push({ field: at, given: '(hidden)', allowed: `left out; there are ${[...known.keys()].join(', ')}` })
        return []
      }),
    )
  }

/** A part of the context that can be turned off: `false`, `true` for its defaults, or its options. */
const optional =
  (read: Read): Read =>
  (given, field, issues) => {
    if (typeof given === 'boolean') return given && {}
    if (isObject(given)) return read(given, field, issues)
    issues.push({ field, given: shown(given), allowed: 'true, false or an object with its options' })
    return undefined
  }

/** What a program has made already, such as a limiter that several contexts share, or the options to make one. */
const madeOr =
  (method: string, read: Read): Read =>
  (given, field, issues) =>
    isObject(given) && typeof given[method] === 'function' ? given : read(given, field, issues)

const eachResource = (read: Read): Read => settings<CacheTtls>(byResource(() => read))

const auth: Read = (given, field, issues) => {
  if (typeof given === 'function') return given
  const token = typeof given === 'string' ? given.trim() : ''
  if (SENDABLE_TOKEN.test(token)) return token
  const allowed = 'a token of visible ASCII characters or a function that gives one'
  issues.push({ field, given: given === undefined ? given : '(hidden)', allowed })
  return undefined
}

const contextOptions: Read = settings<ContextOptions>({
  auth,
  notionVersion: textLike('a date such as 2025-09-03', VERSION),
  baseUrl: textLike('an http(s) address without password, query or fragment', BASE_URL),
  timeoutMs: positive,
  validate: oneOf('contain', 'strict', 'warn', 'off'),
  logger: callable,
  logLevel: oneOf('debug', 'info', 'warn', 'error', 'silent'),
  fetch: callable,
  clock: anObject,
  retry: optional(
    settings<RetryOptions>({
      attempts: countable,
      budgetMs: notNegative,
      baseDelayMs: notNegative,
      maxDelayMs: notNegative,
      when: callable,
      clock: anObject,
    }),
  ),
  rateLimit: optional(
    madeOr(
      'acquire',
      settings<RateLimitOptions>({
        perMinute: positive,
        maxPerMinute: positive,
        minPerMinute: positive,
        clock: anObject,
      }),
    ),
  ),
  cache: optional(
    madeOr(
      'lookUp',
      settings<LruCacheOptions>({
        ttlMs: eachResource(notNegative),
        maxEntries: eachResource(countable),
        maxBytes: positive,
        clock: anObject,
      }),
    ),
  ),
})

/**
 * Reads the settings of `createContext` from data that nobody has checked, such as a JSON file: everything that is
 * wrong with it at once, names that are no settings included. Space around a token is dropped. No string that was given,
 * and so no token, stands in an issue.
 *
 * @example
 * import { createContext, parseConfig } from 'notion-fp'
 *
 * const options = parseConfig(JSON.parse('{ "auth": "ntn_…", "timeoutMs": 10000, "cache": false }'))
 * const ctx = options._tag === 'Right' ? createContext(options.right) : undefined
 */
export const parseConfig = (input: unknown): Either<ReadonlyArray<InvalidInput>, ContextOptions> => {
  const issues: Array<InvalidInput> = []
  const options = contextOptions(input, '', issues)
  if (isObject(input) && input.auth === undefined) auth(undefined, 'auth', issues)
  return issues.length > 0 ? left(issues) : right(trust<ContextOptions>(options))
}
