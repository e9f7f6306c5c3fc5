import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { createContext } from '../../../src/core/context/createContext.js'
import { parseConfig } from '../../../src/core/context/parseConfig.js'
import { systemClock } from '../../../src/core/internal/clock.js'
import { rateLimiter } from '../../../src/core/middleware/rateLimiter.js'

const fieldsOf = (input: unknown) => {
  const parsed = parseConfig(input)
  return E.isLeft(parsed) ? parsed.left.map(({ field }) => field) : []
}

test('default: only the token is required', () => {
  expect(parseConfig({ auth: 'ntn_secret' })).toEqual(E.right({ auth: 'ntn_secret' }))
})

test('default: accepts all options', () => {
  const options = {
    auth: 'ntn_secret',
    notionVersion: '2026-03-11',
    baseUrl: 'https://proxy.example',
    timeoutMs: 5_000,
    validate: 'warn',
    logLevel: 'debug',
    retry: { attempts: 3, budgetMs: 0, baseDelayMs: 0, maxDelayMs: 10 },
    rateLimit: { perMinute: 600, maxPerMinute: 1200, minPerMinute: 0.5 },
    cache: { ttlMs: { pages: 0, users: 5 }, maxEntries: { queries: 1 } },
  }
  expect(parseConfig(JSON.parse(JSON.stringify(options)))).toEqual(E.right(options))
})

test('params: accepts functions, a limiter and a cache unchanged', () => {
  const auth = () => 'ntn_secret'
  const options = {
    auth,
    logger: () => undefined,
    fetch: globalThis.fetch,
    clock: systemClock,
    rateLimit: rateLimiter(),
    cache: lruCache(),
  }
  expect(parseConfig(options)).toEqual(E.right(options))
})

test('params: whitespace around a token is trimmed', () => {
  expect(parseConfig({ auth: ' ntn_secret\n' })).toEqual(E.right({ auth: 'ntn_secret' }))
})

test('params: retry, rateLimit and cache are disabled with false and enabled with true', () => {
  expect(parseConfig({ auth: 'ntn_secret', retry: false, rateLimit: true, cache: false })).toEqual(
    E.right({ auth: 'ntn_secret', retry: false, rateLimit: {}, cache: false }),
  )
})

test('params: an undefined option is omitted', () => {
  expect(parseConfig({ auth: 'ntn_secret', timeoutMs: undefined })).toEqual(E.right({ auth: 'ntn_secret' }))
})

test.each([
  ['auth', {}],
  ['auth', { auth: '' }],
  ['auth', { auth: 'ntn_a ntn_b' }],
  ['auth', { auth: null }],
  ['notionVersion', { notionVersion: 'latest' }],
  ['notionVersion', { notionVersion: 20250903 }],
  ['baseUrl', { baseUrl: 'api.notion.com' }],
  ['timeoutMs', { timeoutMs: 0 }],
  ['timeoutMs', { timeoutMs: '5000' }],
  ['timeoutMs', { timeoutMs: Number.POSITIVE_INFINITY }],
  ['validate', { validate: true }],
  ['logger', { logger: 'console' }],
  ['logLevel', { logLevel: 'verbose' }],
  ['fetch', { fetch: null }],
  ['clock', { clock: 0 }],
  ['retry', { retry: 3 }],
  ['retry', { retry: [] }],
  ['retry.attempts', { retry: { attempts: 0 } }],
  ['retry.attempts', { retry: { attempts: 1.5 } }],
  ['retry.budgetMs', { retry: { budgetMs: -1 } }],
  ['rateLimit', { rateLimit: 'fast' }],
  ['rateLimit.perMinute', { rateLimit: { perMinute: 0 } }],
  ['rateLimit.acquire', { rateLimit: { acquire: true } }],
  ['cache', { cache: null }],
  ['cache.ttlMs', { cache: { ttlMs: 5 } }],
  ['cache.ttlMs.pages', { cache: { ttlMs: { pages: -1 } } }],
  ['cache.ttlMs.page', { cache: { ttlMs: { page: 1 } } }],
  ['cache.maxEntries.pages', { cache: { maxEntries: { pages: 0 } } }],
  ['timeout', { timeout: 5 }],
])('error: reports an issue of %s: %j', (field, over) => {
  expect(fieldsOf(field === 'auth' ? over : { auth: 'ntn_secret', ...over })).toEqual([field])
})

test('error: reports all issues at once', () => {
  expect(fieldsOf({ timeoutMs: -1, retry: { attempts: 0 }, colour: 'red' })).toEqual([
    'timeoutMs',
    'retry.attempts',
    'colour',
    'auth',
  ])
})

test('error: an issue says what is allowed, and does not contain a given string', () => {
  expect(parseConfig({ auth: 'ntn_secret', logLevel: 'verbose', timeoutMs: -5, colour: 'red' })).toEqual(
    E.left([
      { field: 'logLevel', given: 'a string of length 7', allowed: 'one of debug, info, warn, error, silent' },
      { field: 'timeoutMs', given: -5, allowed: 'a number greater than 0' },
      { field: 'colour', given: '(hidden)', allowed: expect.stringContaining('left out; the options are auth, ') },
    ]),
  )
})

test.each([undefined, null, 'ntn_secret', 42, [], () => 1])(
  'error: rejects a value that is not an object: %j',
  (input) => {
    expect(E.isLeft(parseConfig(input))).toBe(true)
  },
)

test('behavior: never throws, and createContext accepts every result', () => {
  const near = fc.record(
    {
      auth: fc.oneof(fc.constant('ntn_secret'), fc.anything()),
      timeoutMs: fc.oneof(fc.integer(), fc.anything()),
      baseUrl: fc.oneof(fc.webUrl(), fc.anything()),
      notionVersion: fc.oneof(fc.constant('2025-09-03'), fc.anything()),
      retry: fc.anything(),
      rateLimit: fc.oneof(fc.record({ perMinute: fc.double() }, { requiredKeys: [] }), fc.anything()),
      cache: fc.oneof(fc.record({ maxEntries: fc.dictionary(fc.string(), fc.integer()) }), fc.anything()),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(near, fc.anything({ withNullPrototype: true, withBigInt: true })), (input) => {
      const parsed = parseConfig(input)
      if (E.isRight(parsed)) expect(() => createContext(parsed.right)).not.toThrow()
      else expect(parsed.left.length).toBeGreaterThan(0)
    }),
    { numRuns: 500 },
  )
})
