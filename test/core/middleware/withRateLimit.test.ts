import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { type RateLimiter, rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { withRateLimit } from '../../../src/core/middleware/withRateLimit.js'
import { withRetry } from '../../../src/core/middleware/withRetry.js'
import { config, fakeClock, manualClock, scripted, settled } from '../../support/fakes.js'
import { anError, aRequest } from '../../support/fixtures.js'

/** A limiter that lets everybody through and keeps what it is told. */
const recording = () => {
  const told: Array<string> = []
  const limiter: RateLimiter = {
    acquire: async (tenant) => ({
      passed: () => told.push(`${tenant} passed`),
      refused: (retryAfterMs) => told.push(`${tenant} refused ${retryAfterMs}`),
    }),
  }
  return { limiter, told }
}

test('default: a call takes a turn and is answered', async () => {
  const { limiter, told } = recording()
  const { fetcher } = scripted(E.right('ok'))
  expect(await withRateLimit({ limiter, tenant: () => 'ada' })(fetcher, config)(aRequest())()).toEqual(E.right('ok'))
  expect(told).toEqual(['ada passed'])
})

test('behavior: the limiter is told of 429 and 529, with the time that Notion asks for', async () => {
  const { limiter, told } = recording()
  const { fetcher } = scripted(
    E.left(anError('RateLimitError', { retryAfterMs: 7_000 })),
    E.left(anError('ServerError', { status: 529, retryAfterMs: 2_000 })),
    E.left(anError('RateLimitError')),
  )
  const limited = withRateLimit({ limiter, tenant: () => '' })(fetcher, config)
  for (let turn = 0; turn < 3; turn++) await limited(aRequest())()
  expect(told).toEqual([' refused 7000', ' refused 2000', ' refused undefined'])
})

test('behavior: any other answer passes, and no answer says nothing about the pace', async () => {
  const { limiter, told } = recording()
  const { fetcher } = scripted(
    E.left(anError('NotFoundError')),
    E.left(anError('ServerError')),
    E.left(anError('NetworkError')),
    E.left(anError('TimeoutError')),
  )
  const limited = withRateLimit({ limiter, tenant: () => '' })(fetcher, config)
  for (let turn = 0; turn < 4; turn++) await limited(aRequest())()
  expect(told).toEqual([' passed', ' passed'])
})

test('behavior: a 429 of one caller pauses the other callers', async () => {
  const clock = manualClock(0, 0)
  const { fetcher, calls } = scripted(E.left(anError('RateLimitError', { retryAfterMs: 30_000 })), E.right('ok'))
  const limited = withRateLimit({ limiter: rateLimiter({ clock }) })(fetcher, { ...config, clock })
  await limited(aRequest())()
  const other = limited(aRequest({ path: 'users/me' }))()
  await clock.advance(29_999)
  expect(calls).toHaveLength(1)
  await clock.advance(1)
  expect(calls).toHaveLength(2)
  expect(await other).toEqual(E.right('ok'))
})

test('behavior: contexts that are given one limiter share its pace', async () => {
  const clock = fakeClock()
  const limiter = rateLimiter({ perMinute: 2, clock })
  const { fetcher } = scripted(E.right('ok'))
  await withRateLimit({ limiter, tenant: () => '' })(fetcher, config)(aRequest())()
  await withRateLimit({ limiter, tenant: () => '' })(fetcher, config)(aRequest())()
  expect(clock.slept).toEqual([])
  await withRateLimit({ limiter, tenant: () => '' })(fetcher, config)(aRequest())()
  expect(clock.slept).toEqual([30_000])
})

test('behavior: a caller who aborts leaves the queue without a call', async () => {
  const clock = manualClock(0, 0)
  const controller = new AbortController()
  const { fetcher, calls } = scripted(E.right('ok'))
  const limited = withRateLimit({ limiter: rateLimiter({ perMinute: 1, clock }) })(fetcher, config)
  await limited(aRequest())()
  const leaver = limited(aRequest({ signal: controller.signal }))()
  await settled()
  controller.abort('enough')
  expect(await leaver).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough', outcome: 'not-applied' } })
  expect({ calls: calls.length, sleeping: clock.sleeping() }).toEqual({ calls: 1, sleeping: 0 })
})

test('behavior: the same TaskEither run twice takes two turns', async () => {
  const { limiter, told } = recording()
  const task = withRateLimit({ limiter, tenant: () => '' })(scripted(E.right('ok')).fetcher, config)(aRequest())
  await task()
  await task()
  expect(told).toEqual([' passed', ' passed'])
})

test('behavior: callers who cannot be told apart share one pace', async () => {
  const { limiter, told } = recording()
  const { fetcher } = scripted(E.right('ok'))
  const tenant = () => Promise.reject(new Error('no Web Crypto'))
  expect(await withRateLimit({ limiter, tenant })(fetcher, config)(aRequest())()).toEqual(E.right('ok'))
  expect(told).toEqual([' passed'])
})

const broken = (): never => {
  throw new Error('broken')
}

test.each<readonly [string, unknown]>([
  ['throws', broken],
  ['rejects', () => Promise.reject(new Error('broken'))],
  ['rejects with what cannot be read', () => Promise.reject(new Proxy({}, { get: broken, getPrototypeOf: broken }))],
  ['gives nothing', () => undefined],
  ['gives a promise of nothing', async () => undefined],
  ['gives a number', async () => 42],
  ['gives an object', async () => ({})],
  ['gives a permit without functions', async () => ({ passed: true, refused: true })],
  [
    'gives what cannot be read',
    async () => ({
      get passed() {
        return broken()
      },
    }),
  ],
  ['gives an odd wait', async () => ({ retryAfterMs: { valueOf: broken } })],
  ['gives a thenable that throws', () => Object.defineProperty({}, 'then', { value: broken })],
])('error: a limiter that %s fails the call, and nothing is sent', async (_name, acquire) => {
  const { fetcher, calls } = scripted(E.right('ok'))
  const limited = withRateLimit({ limiter: { acquire: unsafeCast(acquire) }, tenant: () => '' })(fetcher, config)
  expect(await limited(aRequest({ kind: 'once' }))()).toMatchObject({
    left: { _tag: 'RateLimitError', unsent: true, outcome: 'not-applied' },
  })
  const retried = withRetry({ clock: fakeClock() })(limited, config)
  expect(await retried(aRequest())()).toMatchObject({ left: { unsent: true } })
  expect(calls).toHaveLength(0)
})

test.each([
  ['the time-out', undefined, 30_000],
  ['a budget', { budgetMs: 5_000 }, 5_000],
  ['the default budget', {}, 120_000],
])('error: a limiter that never answers is given up after %s', async (_name, retry, most) => {
  const clock = manualClock(0, 0)
  const { fetcher } = scripted(E.right('ok'))
  const own = { ...config, clock }
  const limited = withRateLimit({ limiter: { acquire: () => new Promise(() => undefined) }, tenant: () => '' })(
    fetcher,
    own,
  )
  const call = (retry ? withRetry(retry)(limited, own) : limited)(aRequest())()
  let result: unknown
  void call.then((given) => {
    result = given
  })
  await clock.advance(most - 1)
  expect(result).toBeUndefined()
  await clock.advance(1)
  expect(result).toMatchObject({ left: { _tag: 'RateLimitError', unsent: true } })
  expect(clock.sleeping()).toBe(0)
})

test('error: a signal ends the wait for a limiter that ignores it', async () => {
  const controller = new AbortController()
  const limited = withRateLimit({ limiter: { acquire: () => new Promise(() => undefined) }, tenant: () => '' })(
    scripted().fetcher,
    config,
  )
  const call = limited(aRequest({ signal: controller.signal }))()
  controller.abort('enough')
  expect(await call).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough' } })
})

test.each<readonly [string, unknown]>([
  ['throw', { passed: broken, refused: broken }],
  ['reject', { passed: () => Promise.reject(new Error('broken')), refused: () => Promise.reject(new Error('broken')) }],
  ['never answer', { passed: () => new Promise(() => undefined), refused: () => new Promise(() => undefined) }],
])('behavior: functions of a permit that %s disturb no answer', async (_name, permit) => {
  const refusal = E.left(anError('RateLimitError', { retryAfterMs: 1_000 }))
  for (const answer of [E.right('ok'), refusal]) {
    const limiter: RateLimiter = { acquire: async () => unsafeCast(permit) }
    expect(await withRateLimit({ limiter, tenant: () => '' })(scripted(answer).fetcher, config)(aRequest())()).toEqual(
      answer,
    )
  }
  await settled()
})

test('default: a queue of the limiter may take longer than a time-out or a budget', async () => {
  for (const retry of [undefined, {}]) {
    const clock = manualClock(0, 0)
    const own = { ...config, clock }
    const { fetcher, calls } = scripted(E.right('ok'))
    const limited = withRateLimit({ limiter: rateLimiter({ perMinute: 1, clock }), tenant: () => '' })(fetcher, own)
    const call = retry ? withRetry(retry)(limited, own) : limited
    const all = Promise.all(Array.from({ length: 10 }, () => call(aRequest())()))
    for (let step = 0; step < 9 * 6; step++) await clock.advance(10_000)
    expect((await all).every(E.isRight)).toBe(true)
    expect(calls).toHaveLength(10)
    expect(clock.sleeping()).toBe(0)
  }
})
