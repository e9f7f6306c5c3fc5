import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { type RateLimiter, rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { withRateLimit } from '../../../src/core/middleware/withRateLimit.js'
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
  const limited = withRateLimit({ limiter: rateLimiter({ clock }) })(fetcher, config)
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
