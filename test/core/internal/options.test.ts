import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { createContext } from '../../../src/core/context/createContext.js'
import { parseConfig } from '../../../src/core/context/parseConfig.js'
import { withDefaults } from '../../../src/core/context/withDefaults.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { withCache } from '../../../src/core/middleware/withCache.js'
import { withDedupe } from '../../../src/core/middleware/withDedupe.js'
import { withLogger } from '../../../src/core/middleware/withLogger.js'
import { withRateLimit } from '../../../src/core/middleware/withRateLimit.js'
import { withRetry } from '../../../src/core/middleware/withRetry.js'
import { withSignal } from '../../../src/core/middleware/withSignal.js'
import { withTimeout } from '../../../src/core/middleware/withTimeout.js'

const auth = 'ntn_token_of_a_test'
const NOT_NUMBERS = [Number.NaN, -1, '5', null, {}, [], true, () => 5]

// The casts here and below pass invalid options, as a program in JavaScript can.
const options: ReadonlyArray<readonly [string, (value: unknown) => unknown, ReadonlyArray<unknown>]> = [
  ['attempts', (value) => withRetry({ attempts: unsafeCast(value) }), [...NOT_NUMBERS, 0, 1.5]],
  ['budgetMs', (value) => withRetry({ budgetMs: unsafeCast(value) }), NOT_NUMBERS],
  ['baseDelayMs', (value) => withRetry({ baseDelayMs: unsafeCast(value) }), NOT_NUMBERS],
  ['maxDelayMs', (value) => withRetry({ maxDelayMs: unsafeCast(value) }), NOT_NUMBERS],
  ['when', (value) => withRetry({ when: unsafeCast(value) }), [5, 'x', {}, null]],
  ['perMinute', (value) => rateLimiter({ perMinute: unsafeCast(value) }), [...NOT_NUMBERS, 0]],
  ['maxPerMinute', (value) => rateLimiter({ maxPerMinute: unsafeCast(value) }), [...NOT_NUMBERS, 0]],
  ['minPerMinute', (value) => rateLimiter({ minPerMinute: unsafeCast(value) }), [...NOT_NUMBERS, 0]],
  ['timeoutMs', (value) => withTimeout(unsafeCast(value)), [...NOT_NUMBERS, 0]],
  ['timeoutMs', (value) => createContext({ auth, timeoutMs: unsafeCast(value) }), [...NOT_NUMBERS, 0]],
  ['attempts', (value) => createContext({ auth, retry: { attempts: unsafeCast(value) } }), [...NOT_NUMBERS, 0]],
  ['perMinute', (value) => createContext({ auth, rateLimit: { perMinute: unsafeCast(value) } }), [...NOT_NUMBERS, 0]],
  ['auth', (value) => createContext({ auth: unsafeCast(value) }), [undefined, null, '', ' ', 5, {}]],
  ['baseUrl', (value) => createContext({ auth, baseUrl: unsafeCast(value) }), ['x', 5, null, 'https://u:p@host']],
  ['notionVersion', (value) => createContext({ auth, notionVersion: unsafeCast(value) }), ['latest', 5, null]],
  ['validate', (value) => createContext({ auth, validate: unsafeCast(value) }), ['none', 5, null, true]],
  ['logger', (value) => createContext({ auth, logger: unsafeCast(value) }), ['console', null, {}]],
  ['logLevel', (value) => createContext({ auth, logLevel: unsafeCast(value) }), ['verbose', 1, null]],
  ['fetch', (value) => createContext({ auth, fetch: unsafeCast(value) }), ['fetch', null, {}]],
  ['clock', (value) => createContext({ auth, clock: unsafeCast(value) }), [5, null, {}, { now: () => 0 }]],
  ['retry', (value) => createContext({ auth, retry: unsafeCast(value) }), [true, 'on', null, 5]],
  ['rateLimit', (value) => createContext({ auth, rateLimit: unsafeCast(value) }), [true, 'on', null, 5]],
  ['cache', (value) => createContext({ auth, cache: unsafeCast(value) }), [true, 'on', null, 5]],
]

const cases = options.flatMap(([name, make, values]) => values.map((value) => ({ name, make, value })))

test.each(cases)('error: an invalid $name throws a TypeError that names it: $value', ({ name, make, value }) => {
  expect(() => make(value)).toThrow(TypeError)
  expect(() => make(value)).toThrow(new RegExp(`^notion-fp: ${name} must be `))
})

test.each(options.map(([name, make]) => ({ name, make })).filter(({ name }) => name !== 'auth'))(
  'default: undefined is the same as the default of $name',
  ({ name, make }) => {
    if (name === 'timeoutMs') return
    expect(() => make(undefined)).not.toThrow()
  },
)

test('error: a message never shows a string, since it may be a token in the wrong place', () => {
  expect(() => createContext({ auth, baseUrl: 'ntn_secret_in_the_wrong_place' })).not.toThrow(/ntn_secret/)
})

const misspelled: ReadonlyArray<readonly [string, (options: object) => unknown]> = [
  ['withRetry', (options) => withRetry(options)],
  ['rateLimiter', (options) => rateLimiter(options)],
  ['lruCache', (options) => lruCache(options)],
  ['withRateLimit', (options) => withRateLimit(options)],
  ['withLogger', (options) => withLogger(options)],
  ['withDedupe', (options) => withDedupe(options)],
  ['withCache', (options) => withCache({ cache: lruCache(), ...options })],
  ['createContext', (options) => createContext({ auth, ...options })],
  ['retry of createContext', (options) => createContext({ auth, retry: options })],
  ['rateLimit of createContext', (options) => createContext({ auth, rateLimit: options })],
  ['cache of createContext', (options) => createContext({ auth, cache: options })],
]

test.each(misspelled)('error: %s rejects an unknown option and lists the known ones', (_name, make) => {
  for (const name of ['attemps', 'budgetMS', 'constructor', '__proto__x'])
    expect(() => make({ [name]: 3 })).toThrow(new RegExp(`^notion-fp: ${name} must be left out; the options are \\w+`))
  expect(() => make({ attemps: undefined })).not.toThrow()
})

test.each([5, 'x', null, []])('error: options that are not an object are rejected: %j', (given) => {
  for (const make of [withRetry, rateLimiter, lruCache, withRateLimit, withLogger, withDedupe, withDefaults])
    expect(() =>
      unsafeCast<(options: unknown) => (ctx: unknown) => unknown>(make)(given)(createContext({ auth })),
    ).toThrow(/^notion-fp: options must be an object, not /)
})

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [new AbortController(), 'object'],
  [200, '200'],
])('error: withSignal rejects anything but an AbortSignal: %s', (given, shown) => {
  expect(() => withSignal(unsafeCast(given))).toThrow(`notion-fp: signal must be an AbortSignal, not ${shown}`)
})

test('error: an unknown log level, an invalid logger or limiter, and a missing timeout are rejected', () => {
  expect(() => withLogger({ level: unsafeCast('verbose') })).toThrow(
    'notion-fp: level must be one of debug, info, warn, error, silent, not a string of length 7',
  )
  expect(() => withLogger({ logger: unsafeCast({}) })).toThrow(/^notion-fp: logger must be a function/)
  expect(() => withRateLimit({ limiter: unsafeCast({ take: () => 1 }) })).toThrow(
    /^notion-fp: limiter must be a limiter/,
  )
  expect(() => withTimeout(unsafeCast(undefined))).toThrow(/^notion-fp: timeoutMs must be /)
})

test.each([
  { perMinute: 600, maxPerMinute: 180 },
  { perMinute: 5, minPerMinute: 10 },
  { minPerMinute: 200, maxPerMinute: 100 },
  { perMinute: 3, minPerMinute: 5 },
])('error: rates that contradict each other are rejected: %j', (rates) => {
  expect(() => rateLimiter(rates)).toThrow(/^notion-fp: perMinute must be from minPerMinute to maxPerMinute/)
  expect(() => createContext({ auth, rateLimit: rates })).toThrow(/^notion-fp: perMinute must be from minPerMinute/)
  expect(parseConfig({ auth, rateLimit: rates })).toMatchObject({ left: [{ field: 'rateLimit.perMinute' }] })
})

test.each([
  { maxPerMinute: 100 },
  { minPerMinute: 200 },
  { perMinute: 1_000 },
  { perMinute: 0.5 },
  { minPerMinute: 900 },
])('default: the other rates are adjusted to the given one: %j', (rates) => {
  expect(() => rateLimiter(rates)).not.toThrow()
})
