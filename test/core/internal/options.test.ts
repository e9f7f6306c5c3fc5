import { expect, test } from 'vitest'
import { createContext } from '../../../src/core/context/createContext.js'
import { trust } from '../../../src/core/internal/unsafeCast.js'
import { rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { withRetry } from '../../../src/core/middleware/withRetry.js'
import { withTimeout } from '../../../src/core/middleware/withTimeout.js'

const auth = 'ntn_token_of_a_test'
const NOT_NUMBERS = [Number.NaN, -1, '5', null, {}, [], true, () => 5]

const options: ReadonlyArray<readonly [string, (value: unknown) => unknown, ReadonlyArray<unknown>]> = [
  ['attempts', (value) => withRetry({ attempts: trust(value) }), [...NOT_NUMBERS, 0, 1.5]],
  ['budgetMs', (value) => withRetry({ budgetMs: trust(value) }), NOT_NUMBERS],
  ['baseDelayMs', (value) => withRetry({ baseDelayMs: trust(value) }), NOT_NUMBERS],
  ['maxDelayMs', (value) => withRetry({ maxDelayMs: trust(value) }), NOT_NUMBERS],
  ['when', (value) => withRetry({ when: trust(value) }), [5, 'x', {}, null]],
  ['perMinute', (value) => rateLimiter({ perMinute: trust(value) }), [...NOT_NUMBERS, 0]],
  ['maxPerMinute', (value) => rateLimiter({ maxPerMinute: trust(value) }), [...NOT_NUMBERS, 0]],
  ['minPerMinute', (value) => rateLimiter({ minPerMinute: trust(value) }), [...NOT_NUMBERS, 0]],
  ['timeoutMs', (value) => withTimeout(trust(value)), [...NOT_NUMBERS, 0]],
  ['timeoutMs', (value) => createContext({ auth, timeoutMs: trust(value) }), [...NOT_NUMBERS, 0]],
  ['attempts', (value) => createContext({ auth, retry: { attempts: trust(value) } }), [...NOT_NUMBERS, 0]],
  ['perMinute', (value) => createContext({ auth, rateLimit: { perMinute: trust(value) } }), [...NOT_NUMBERS, 0]],
  ['auth', (value) => createContext({ auth: trust(value) }), [undefined, null, '', ' ', 5, {}]],
  ['baseUrl', (value) => createContext({ auth, baseUrl: trust(value) }), ['x', 5, null, 'https://u:p@host']],
  ['notionVersion', (value) => createContext({ auth, notionVersion: trust(value) }), ['latest', 5, null]],
  ['validate', (value) => createContext({ auth, validate: trust(value) }), ['none', 5, null, true]],
  ['logger', (value) => createContext({ auth, logger: trust(value) }), ['console', null, {}]],
  ['logLevel', (value) => createContext({ auth, logLevel: trust(value) }), ['verbose', 1, null]],
  ['fetch', (value) => createContext({ auth, fetch: trust(value) }), ['fetch', null, {}]],
  ['clock', (value) => createContext({ auth, clock: trust(value) }), [5, null, {}, { now: () => 0 }]],
  ['retry', (value) => createContext({ auth, retry: trust(value) }), [true, 'on', null, 5]],
  ['rateLimit', (value) => createContext({ auth, rateLimit: trust(value) }), [true, 'on', null, 5]],
  ['cache', (value) => createContext({ auth, cache: trust(value) }), [true, 'on', null, 5]],
]

const cases = options.flatMap(([name, make, values]) => values.map((value) => ({ name, make, value })))

test.each(cases)('error: an invalid $name throws at once and is named: $value', ({ name, make, value }) => {
  expect(() => make(value)).toThrow(TypeError)
  expect(() => make(value)).toThrow(new RegExp(`^notion-fp: ${name} must be `))
})

test.each(options.map(([name, make]) => ({ name, make })).filter(({ name }) => name !== 'auth'))(
  'default: undefined stands for the default of $name',
  ({ name, make }) => {
    if (name === 'timeoutMs') return
    expect(() => make(undefined)).not.toThrow()
  },
)

test('error: a message never repeats a string: it may be a token in the wrong place', () => {
  expect(() => createContext({ auth, baseUrl: 'ntn_secret_in_the_wrong_place' })).not.toThrow(/ntn_secret/)
})
