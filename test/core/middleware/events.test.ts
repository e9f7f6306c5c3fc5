import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import type { CallEvent, NotionRequest } from '../../../src/core/call/request.js'
import { rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { withCache } from '../../../src/core/middleware/withCache.js'
import { withDedupe } from '../../../src/core/middleware/withDedupe.js'
import { withRateLimit } from '../../../src/core/middleware/withRateLimit.js'
import { withRetry } from '../../../src/core/middleware/withRetry.js'
import { config, deferred, fakeClock, manualClock, scripted, settled } from '../../support/fakes.js'
import { anError, aRequest } from '../../support/fixtures.js'

const tenant = () => 'ada'

/** A request whose events are recorded. */
const listening = (over: Partial<NotionRequest<unknown>> = {}) => {
  const events: Array<CallEvent> = []
  return { events, request: aRequest({ ...over, onEvent: (event) => void events.push(event) }) }
}

const cacheable = { cache: { resource: 'pages' }, reads: () => ['object:1'] } as const

test('default: a read that the cache answers is a hit, any other that can be cached a miss', async () => {
  const cached = withCache({ cache: lruCache({ clock: fakeClock() }), tenant })(scripted(E.right('ok')).fetcher, config)
  const { events, request } = listening(cacheable)
  await cached(request)()
  await cached(request)()
  await cached({ ...request, cache: { resource: 'pages', refresh: true } })()
  expect(events.map(({ type }) => type)).toEqual(['miss', 'hit', 'miss'])
})

test('default: calls that are not cached have no event of the cache', async () => {
  const cached = withCache({ cache: lruCache(), tenant })(scripted(E.right('ok')).fetcher, config)
  const read = listening()
  const write = listening({ kind: 'repeatable', method: 'PATCH' })
  await cached(read.request)()
  await cached(write.request)()
  expect([...read.events, ...write.events]).toEqual([])
})

test('default: a read that waits for an identical one has joined it, and the first has not', async () => {
  const answer = deferred<E.Either<never, unknown>>()
  const deduped = withDedupe({ tenant })(scripted(() => answer.promise).fetcher, config)
  const first = listening()
  const second = listening()
  const both = [deduped(first.request)(), deduped(second.request)()]
  await settled()
  answer.resolve(E.right('ok'))
  await Promise.all(both)
  expect([first.events, second.events.map(({ type }) => type)]).toEqual([[], ['joined']])
})

test('default: the wait before each retry is an event, with its length', async () => {
  const failed = E.left(anError('ServerError', { retryAfterMs: 7_000 }))
  const { fetcher } = scripted(failed, failed, E.right('ok'))
  const { events, request } = listening()
  await withRetry({ clock: fakeClock() })(fetcher, config)(request)()
  expect(events).toEqual([
    { type: 'backoff', waitMs: 7_000 },
    { type: 'backoff', waitMs: 7_000 },
  ])
})

test('default: a wait for a permit is an event, with its length; a permit without a wait is none', async () => {
  const clock = manualClock()
  const limiter = rateLimiter({ perMinute: 1, maxPerMinute: 1, clock })
  const limited = withRateLimit({ limiter, tenant })(scripted(E.right('ok')).fetcher, { ...config, clock })
  const { events, request } = listening()
  await limited(request)()
  expect(events).toEqual([])
  const waiting = limited(request)()
  await clock.advance(60_000)
  await waiting
  expect(events).toEqual([{ type: 'permit', waitMs: 60_000 }])
})

test('behavior: a wait that an abort ends is an event, too', async () => {
  const clock = manualClock()
  const controller = new AbortController()
  const limiter = rateLimiter({ perMinute: 1, maxPerMinute: 1, clock })
  const limited = withRateLimit({ limiter, tenant })(scripted(E.right('ok')).fetcher, { ...config, clock })
  const permit = listening({ signal: controller.signal })
  await limited(permit.request)()
  const queued = limited(permit.request)()
  const backoff = listening({ signal: controller.signal })
  const { fetcher } = scripted(E.left(anError('ServerError', { retryAfterMs: 7_000 })))
  const retried = withRetry({ clock })(fetcher, config)(backoff.request)()
  await clock.advance(1_000)
  controller.abort()
  await Promise.all([queued, retried])
  expect([...permit.events, ...backoff.events]).toEqual([
    { type: 'permit', waitMs: 1_000 },
    { type: 'backoff', waitMs: 1_000 },
  ])
})

describe('behavior: a listener that throws does not affect the call', () => {
  const request = aRequest({
    ...cacheable,
    onEvent: () => {
      throw new Error('no')
    },
  })

  test('of a cache', async () => {
    const cached = withCache({ cache: lruCache(), tenant })(scripted(E.right('ok')).fetcher, config)
    expect([await cached(request)(), await cached(request)()]).toEqual([E.right('ok'), E.right('ok')])
  })

  test('of a read in flight', async () => {
    const deduped = withDedupe({ tenant })(scripted(E.right('ok')).fetcher, config)
    expect(await Promise.all([deduped(request)(), deduped(request)()])).toEqual([E.right('ok'), E.right('ok')])
  })

  test('of retries and permits', async () => {
    const clock = fakeClock()
    const { fetcher } = scripted(E.left(anError('NetworkError')), E.right('ok'))
    const limiter = rateLimiter({ perMinute: 1, maxPerMinute: 1, clock })
    const limited = withRateLimit({ limiter, tenant })(fetcher, { ...config, clock })
    expect(await withRetry({ clock })(limited, config)(request)()).toEqual(E.right('ok'))
  })
})
