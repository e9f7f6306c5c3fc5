import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { CallKind } from '../../../src/core/call/call.js'
import type { NotionError } from '../../../src/core/call/error.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { isRetryable, withRetry } from '../../../src/core/middleware/withRetry.js'
import { config, fakeClock, manualClock, scripted, settled } from '../../support/fakes.js'
import { anError, aRequest } from '../../support/fixtures.js'

const failing = (error: NotionError) => E.left(error)

test('default: retries a read until it succeeds', async () => {
  const { fetcher, calls } = scripted(failing(anError('NetworkError')), failing(anError('ServerError')), E.right('ok'))
  expect(await withRetry({ clock: fakeClock() })(fetcher, config)(aRequest())()).toEqual(E.right('ok'))
  expect(calls).toHaveLength(3)
})

test('default: returns the last error after five attempts', async () => {
  const error = anError('ServerError', { status: 503, outcome: 'not-applied' })
  const { fetcher, calls } = scripted(failing(error))
  expect(await withRetry({ clock: fakeClock() })(fetcher, config)(aRequest())()).toEqual(E.left(error))
  expect(calls).toHaveLength(5)
})

test('default: backs off exponentially with jitter, up to maxDelayMs', async () => {
  const clock = fakeClock(0, 0.5)
  const { fetcher } = scripted(failing(anError('NetworkError')))
  await withRetry({ clock, attempts: 6, baseDelayMs: 100, maxDelayMs: 500 })(fetcher, config)(aRequest())()
  expect(clock.slept).toEqual([50, 100, 200, 250, 250])
})

test('behavior: waits for the full Retry-After time', async () => {
  const clock = fakeClock()
  const { fetcher } = scripted(
    failing(anError('RateLimitError', { retryAfterMs: 90_000 })),
    failing(anError('ServerError', { status: 529, retryAfterMs: 1_200 })),
    E.right('ok'),
  )
  expect(await withRetry({ clock, maxDelayMs: 10 })(fetcher, config)(aRequest())()).toEqual(E.right('ok'))
  expect(clock.slept).toEqual([90_000, 1_200])
})

test('params: budgetMs: does not start a wait that exceeds the rest', async () => {
  const clock = fakeClock()
  const error = anError('RateLimitError', { retryAfterMs: 60_001 })
  const { fetcher, calls } = scripted(failing(error))
  expect(await withRetry({ clock, budgetMs: 60_000 })(fetcher, config)(aRequest())()).toEqual(E.left(error))
  expect({ slept: clock.slept, calls: calls.length }).toEqual({ slept: [], calls: 1 })
})

test('params: budgetMs: includes the time of all attempts', async () => {
  const clock = fakeClock()
  const { fetcher, calls } = scripted(async () => {
    clock.advance(40)
    return failing(anError('NetworkError'))
  })
  await withRetry({ clock, budgetMs: 100, baseDelayMs: 20, maxDelayMs: 20 })(fetcher, config)(aRequest())()
  expect(calls).toHaveLength(2)
})

test('params: when replaces the default', async () => {
  const { fetcher, calls } = scripted(failing(anError('NotFoundError')), E.right('ok'))
  const when = ({ _tag }: NotionError) => _tag === 'NotFoundError'
  expect(await withRetry({ clock: fakeClock(), when })(fetcher, config)(aRequest())()).toEqual(E.right('ok'))
  expect(calls).toHaveLength(2)
})

test.each([
  ['a 502', anError('ServerError', { status: 502, outcome: 'unknown' })],
  ['a 504', anError('ServerError', { status: 504, outcome: 'unknown' })],
  ['a timeout', anError('TimeoutError', { outcome: 'unknown' })],
  ['a broken connection', anError('NetworkError', { outcome: 'unknown' })],
  ['a conflict', anError('ConflictError')],
])('behavior: a POST that creates is not retried after %s', async (_name, error) => {
  const { fetcher, calls } = scripted(failing(error), E.right('created'))
  expect(
    await withRetry({ clock: fakeClock() })(fetcher, config)(aRequest({ kind: 'once', method: 'POST' }))(),
  ).toEqual(E.left(error))
  expect(calls).toHaveLength(1)
})

test.each([
  ['a 429', anError('RateLimitError')],
  ['a 529', anError('ServerError', { status: 529, outcome: 'not-applied' })],
  ['a failure before it was sent', anError('NetworkError', { outcome: 'not-applied' })],
])('behavior: a POST that creates is retried after %s, since nothing was created', async (_name, error) => {
  const { fetcher, calls } = scripted(failing(error), E.right('created'))
  const request = aRequest({ kind: 'once', method: 'POST' })
  expect(await withRetry({ clock: fakeClock() })(fetcher, config)(request)()).toEqual(E.right('created'))
  expect(calls).toHaveLength(2)
})

test('behavior: a query is retried like any read, although it is a POST', async () => {
  const { fetcher, calls } = scripted(failing(anError('ServerError', { status: 502 })), E.right('ok'))
  await withRetry({ clock: fakeClock() })(fetcher, config)(aRequest({ method: 'POST', body: {} }))()
  expect(calls).toHaveLength(2)
})

test('behavior: blocked calls are not retried', async () => {
  const { fetcher, calls } = scripted(failing(anError('RateLimitError', { reason: 'public_api_request_blocked' })))
  await withRetry({ clock: fakeClock() })(fetcher, config)(aRequest())()
  expect(calls).toHaveLength(1)
})

test('behavior: a committed write is not retried', async () => {
  const { fetcher, calls } = scripted(failing(anError('ServerError', { status: 503, outcome: 'committed' })))
  await withRetry({ clock: fakeClock() })(fetcher, config)(aRequest({ kind: 'repeatable', method: 'PATCH' }))()
  expect(calls).toHaveLength(1)
})

test('behavior: an abort ends the wait before a retry', async () => {
  const clock = manualClock()
  const controller = new AbortController()
  const { fetcher, calls } = scripted(failing(anError('RateLimitError', { retryAfterMs: 60_000 })), E.right('late'))
  const running = withRetry({ clock })(fetcher, config)(aRequest({ signal: controller.signal }))()
  await settled()
  expect(clock.sleeping()).toBeGreaterThan(0)
  controller.abort('enough')
  expect(await running).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough', outcome: 'not-applied' } })
  expect({ sleeping: clock.sleeping(), calls: calls.length }).toEqual({ sleeping: 0, calls: 1 })
})

test('behavior: an abort after an attempt of unknown outcome has that outcome', async () => {
  const clock = manualClock()
  const controller = new AbortController()
  const { fetcher } = scripted(failing(anError('TimeoutError', { outcome: 'unknown' })))
  const request = aRequest({ kind: 'repeatable', method: 'PATCH', signal: controller.signal })
  const running = withRetry({ clock })(fetcher, config)(request)()
  await settled()
  controller.abort()
  expect(await running).toMatchObject({ left: { _tag: 'AbortError', outcome: 'unknown' } })
})

test('behavior: the outcome stays unknown if a later attempt was not applied', async () => {
  const { fetcher } = scripted(
    failing(anError('ServerError', { status: 502, outcome: 'unknown' })),
    failing(anError('ServerError', { status: 529, outcome: 'not-applied' })),
  )
  const request = aRequest({ kind: 'repeatable', method: 'PATCH' })
  expect(await withRetry({ clock: fakeClock(), attempts: 2 })(fetcher, config)(request)()).toMatchObject({
    left: { _tag: 'ServerError', status: 529, outcome: 'unknown' },
  })
})

test('behavior: each run of a TaskEither has its own attempts', async () => {
  const clock = fakeClock()
  const { fetcher, calls } = scripted(failing(anError('NetworkError')))
  const task = withRetry({ clock, attempts: 3, budgetMs: 13_000, baseDelayMs: 4_000 })(fetcher, config)(aRequest())
  await task()
  const slept = [...clock.slept]
  await task()
  expect(calls).toHaveLength(6)
  expect(clock.slept).toEqual([...slept, ...slept])
})

const kinds: ReadonlyArray<CallKind> = ['read', 'repeatable', 'once']

test('behavior: isRetryable depends on the error and on the kind of the call', () => {
  const tried = (error: NotionError) => kinds.filter((kind) => isRetryable(error, { kind }))
  expect({
    AuthenticationError: tried(anError('AuthenticationError')),
    PermissionError: tried(anError('PermissionError')),
    ValidationError: tried(anError('ValidationError')),
    NotFoundError: tried(anError('NotFoundError')),
    ConflictError: tried(anError('ConflictError')),
    RateLimitError: tried(anError('RateLimitError')),
    ServerError: tried(anError('ServerError')),
    UnexpectedResponseError: tried(anError('UnexpectedResponseError')),
    'a redirect': tried(anError('UnexpectedResponseError', { status: 307, body: '' })),
    'a list that cannot be read to its end': tried(anError('UnexpectedResponseError', { status: 200 })),
    'a read that is no JSON': tried(anError('UnexpectedResponseError', { status: 200, body: '' })),
    'a write that is no JSON': tried(anError('UnexpectedResponseError', { status: 200, body: '', outcome: 'unknown' })),
    TimeoutError: tried(anError('TimeoutError')),
    NetworkError: tried(anError('NetworkError')),
    AbortError: tried(anError('AbortError')),
    DecodeError: tried(anError('DecodeError')),
    InvalidInputError: tried(anError('InvalidInputError')),
  }).toEqual({
    AuthenticationError: [],
    PermissionError: [],
    ValidationError: [],
    NotFoundError: [],
    ConflictError: ['repeatable'],
    RateLimitError: ['read', 'repeatable', 'once'],
    ServerError: ['read', 'repeatable'],
    UnexpectedResponseError: [],
    'a redirect': [],
    'a list that cannot be read to its end': [],
    'a read that is no JSON': ['read', 'repeatable', 'once'],
    'a write that is no JSON': ['read', 'repeatable'],
    TimeoutError: ['read', 'repeatable'],
    NetworkError: ['read', 'repeatable'],
    AbortError: [],
    DecodeError: [],
    InvalidInputError: [],
  })
})

test('default: time in the queue of the rate limiter is added to the budget', async () => {
  const clock = fakeClock()
  const { fetcher, calls } = scripted(async ({ budget }) => {
    clock.advance(80_000)
    budget?.extend?.(80_000)
    return E.left(anError('RateLimitError', { retryAfterMs: 41_000 }))
  }, E.right('ok'))
  expect(await withRetry({ clock })(fetcher, config)(aRequest())()).toEqual(E.right('ok'))
  expect(calls).toHaveLength(2)
})

test('behavior: no wait exceeds its maximum, and all together do not exceed the budget', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 5_000 }),
      async (random, attempts, budgetMs) => {
        const clock = fakeClock(0, random)
        const { fetcher, calls } = scripted(failing(anError('NetworkError')))
        await withRetry({ clock, attempts, budgetMs, baseDelayMs: 100, maxDelayMs: 1_000 })(fetcher, config)(
          aRequest(),
        )()
        expect(calls.length).toBeLessThanOrEqual(attempts)
        clock.slept.forEach((wait, index) => {
          expect(wait).toBeLessThanOrEqual(Math.min(1_000, 100 * 2 ** index))
        })
        expect(clock.slept.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(budgetMs)
      },
    ),
  )
})

test('error: an exception of an inner middleware is thrown', async () => {
  const broken = withRetry({ clock: fakeClock() })(
    () => () => Promise.reject(new Error('a mistake in a middleware')),
    config,
  )
  await expect(broken(aRequest())()).rejects.toThrow('a mistake in a middleware')
})

test('error: a 404 of a deletion after an attempt without a response has an unknown outcome', async () => {
  const call = { op: 'deleteBlock', kind: 'repeatable', method: 'DELETE', path: 'blocks/1' } as const
  const { fetcher, calls } = scripted(
    E.left(anError('NetworkError', { call, message: 'deleteBlock: no response: read ECONNRESET' })),
    E.left(anError('NotFoundError', { call, message: 'deleteBlock: 404 object_not_found: gone' })),
  )
  const result = await withRetry({ clock: fakeClock() })(fetcher, config)(aRequest(call))()
  expect(result).toMatchObject({
    left: {
      _tag: 'NotFoundError',
      outcome: 'unknown',
      message: 'deleteBlock: an earlier attempt may have been applied, then: 404 object_not_found: gone',
    },
  })
  expect(calls).toHaveLength(2)
})

test('error: a 404 of the first attempt of a deletion has the outcome not-applied', async () => {
  const { fetcher } = scripted(E.left(anError('NotFoundError')))
  const result = await withRetry({ clock: fakeClock() })(fetcher, config)(aRequest({ kind: 'repeatable' }))()
  expect(result).toMatchObject({ left: { _tag: 'NotFoundError', outcome: 'not-applied' } })
})

const UNREADABLE = {
  get _tag(): never {
    throw new Error('no')
  },
}

test.each([undefined, null, 'Left', {}, UNREADABLE])(
  'behavior: isRetryable is false for a value that is not an error: %#',
  (thing) => {
    expect(isRetryable(unsafeCast(thing), unsafeCast(thing))).toBe(false)
  },
)
