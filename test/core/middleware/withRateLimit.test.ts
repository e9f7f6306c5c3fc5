import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { type RateLimiter, rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { withRateLimit } from '../../../src/core/middleware/withRateLimit.js'
import { withRetry } from '../../../src/core/middleware/withRetry.js'
import { config, fakeClock, manualClock, scripted, settled } from '../../support/fakes.js'
import { anError, aRequest } from '../../support/fixtures.js'

/** A limiter that issues every permit at once, and records what is reported to it. */
const recording = () => {
  const reports: Array<string> = []
  const limiter: RateLimiter = {
    acquire: async (tenant) => ({
      passed: () => reports.push(`${tenant} passed`),
      refused: (retryAfterMs) => reports.push(`${tenant} refused ${retryAfterMs}`),
    }),
  }
  return { limiter, reports }
}

test('default: a call takes a permit and reports that it passed', async () => {
  const { limiter, reports } = recording()
  const { fetcher } = scripted(E.right('ok'))
  expect(await withRateLimit({ limiter, tenant: () => 'ada' })(fetcher, config)(aRequest())()).toEqual(E.right('ok'))
  expect(reports).toEqual(['ada passed'])
})

test('behavior: the limiter receives each 429 and 529, with its Retry-After', async () => {
  const { limiter, reports } = recording()
  const { fetcher } = scripted(
    E.left(anError('RateLimitError', { retryAfterMs: 7_000 })),
    E.left(anError('ServerError', { status: 529, retryAfterMs: 2_000 })),
    E.left(anError('RateLimitError')),
  )
  const limited = withRateLimit({ limiter, tenant: () => '' })(fetcher, config)
  for (let turn = 0; turn < 3; turn++) await limited(aRequest())()
  expect(reports).toEqual([' refused 7000', ' refused 2000', ' refused undefined'])
})

test('behavior: any other response is reported as passed, and a missing response is not reported', async () => {
  const { limiter, reports } = recording()
  const { fetcher } = scripted(
    E.left(anError('NotFoundError')),
    E.left(anError('ServerError')),
    E.left(anError('NetworkError')),
    E.left(anError('TimeoutError')),
  )
  const limited = withRateLimit({ limiter, tenant: () => '' })(fetcher, config)
  for (let turn = 0; turn < 4; turn++) await limited(aRequest())()
  expect(reports).toEqual([' passed', ' passed'])
})

test('behavior: a 429 of one call pauses the other calls', async () => {
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

test('behavior: contexts with the same limiter share its rate', async () => {
  const clock = fakeClock()
  const limiter = rateLimiter({ perMinute: 2, clock })
  const { fetcher } = scripted(E.right('ok'))
  await withRateLimit({ limiter, tenant: () => '' })(fetcher, config)(aRequest())()
  await withRateLimit({ limiter, tenant: () => '' })(fetcher, config)(aRequest())()
  expect(clock.slept).toEqual([])
  await withRateLimit({ limiter, tenant: () => '' })(fetcher, config)(aRequest())()
  expect(clock.slept).toEqual([30_000])
})

test('behavior: an aborted call leaves the queue and sends nothing', async () => {
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

test('behavior: each run of a TaskEither takes a permit', async () => {
  const { limiter, reports } = recording()
  const task = withRateLimit({ limiter, tenant: () => '' })(scripted(E.right('ok')).fetcher, config)(aRequest())
  await task()
  await task()
  expect(reports).toEqual([' passed', ' passed'])
})

test('behavior: calls of an unknown tenant share one rate', async () => {
  const { limiter, reports } = recording()
  const { fetcher } = scripted(E.right('ok'))
  const tenant = () => Promise.reject(new Error('no Web Crypto'))
  expect(await withRateLimit({ limiter, tenant })(fetcher, config)(aRequest())()).toEqual(E.right('ok'))
  expect(reports).toEqual([' passed'])
})

const broken = (): never => {
  throw new Error('broken')
}

test.each<readonly [string, unknown]>([
  ['throws', broken],
  ['rejects', () => Promise.reject(new Error('broken'))],
  [
    'rejects with a value that cannot be read',
    () => Promise.reject(new Proxy({}, { get: broken, getPrototypeOf: broken })),
  ],
  ['returns undefined', () => undefined],
  ['resolves to undefined', async () => undefined],
  ['resolves to a number', async () => 42],
  ['resolves to an empty object', async () => ({})],
  ['resolves to a permit without functions', async () => ({ passed: true, refused: true })],
  [
    'resolves to an object that cannot be read',
    async () => ({
      get passed() {
        return broken()
      },
    }),
  ],
  ['resolves to a retryAfterMs that is not a number', async () => ({ retryAfterMs: { valueOf: broken } })],
  ['returns a thenable that throws', () => Object.defineProperty({}, 'then', { value: broken })],
])('error: the call fails unsent if the limiter %s', async (_name, acquire) => {
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
  ['no route to the store', 'not sent: no permit from the rate limiter: no route to the store'],
  [42, 'not sent: no permit from the rate limiter for 2 s, longer than the call may wait'],
])('error: the message has the reason of the limiter, if it gives one: %s', async (reason, message) => {
  const { fetcher } = scripted(E.right('ok'))
  const limiter = { acquire: () => unsafeCast<Promise<undefined>>({ retryAfterMs: 2_000, reason }) }
  expect(await withRateLimit({ limiter, tenant: () => '' })(fetcher, config)(aRequest())()).toMatchObject({
    left: { message: expect.stringContaining(message), retryAfterMs: 2_000, unsent: true },
  })
})

test.each([
  ['timeoutMs', undefined, 30_000],
  ['budgetMs', { budgetMs: 5_000 }, 5_000],
  ['the default budget', {}, 120_000],
])('error: the call fails after %s if the limiter never settles', async (_name, retry, most) => {
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

test('error: a signal aborts the wait for a limiter that ignores it', async () => {
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
  ['never settle', { passed: () => new Promise(() => undefined), refused: () => new Promise(() => undefined) }],
])('behavior: functions of a permit that %s do not affect the result of the call', async (_name, permit) => {
  const rejection = E.left(anError('RateLimitError', { retryAfterMs: 1_000 }))
  for (const result of [E.right('ok'), rejection]) {
    const limiter: RateLimiter = { acquire: async () => unsafeCast(permit) }
    expect(await withRateLimit({ limiter, tenant: () => '' })(scripted(result).fetcher, config)(aRequest())()).toEqual(
      result,
    )
  }
  await settled()
})

test('default: the time in the queue may exceed timeoutMs and the default budget', async () => {
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
