/** The conformance suite, run by the stores and limiters of this project: those in memory, and those in Redis with each client. */
import { type Clock, type RateLimiter, rateLimiter, systemClock } from 'notion-fp'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { lruStore } from '../../../src/core/cache/lruStore.js'
import { manualClock, settled } from '../../../test/support/fakes.js'
import { cacheStoreCases, rateLimiterCases } from '../src/conformance/index.js'
import { redisStore } from '../src/index.js'
import { limiterAt } from '../src/limiter/redisRateLimiter.js'
import { CLIENTS, type TestClient } from './support/clients.js'
import { noServer, type RedisServer, startRedis } from './support/redisServer.js'

const RATES = { perMinute: 10, maxPerMinute: 10, minPerMinute: 1 }

describe('in memory', () => {
  test.each(cacheStoreCases)('behavior: the store $name', async ({ run }) => {
    await run(() => {
      const clock = manualClock()
      const store = lruStore({}, 100_000_000, clock)
      return { stores: [store, store], now: clock.now, pass: clock.advance }
    })
  })

  test.each(rateLimiterCases)('behavior: the limiter $name', async ({ run }) => {
    await run(() => {
      const clock = manualClock()
      const limiter = rateLimiter({ ...RATES, clock })
      return { limiters: [limiter, limiter], pass: clock.advance, settle: settled }
    })
  })

  test('error: a store that forgets, and one that invalidates nothing, do not pass', async ({ expect }) => {
    const store = lruStore({}, 1_000_000, systemClock)
    const stores = [
      { ...store, get: () => undefined },
      { ...store, invalidate: () => 0 },
      { ...store, clear: () => undefined },
    ]
    for (const wrong of stores) {
      const results = await Promise.allSettled(
        cacheStoreCases.map(({ run }) => run(() => ({ stores: [wrong, wrong] }))),
      )
      expect(results.some(({ status }) => status === 'rejected')).toBe(true)
    }
  })

  test('error: a limiter without a limit, and two that share nothing, do not pass', async ({ expect }) => {
    const permit = { passed: () => undefined, refused: () => undefined }
    const free = { acquire: () => permit }
    const failing = async (make: (clock: Clock) => readonly [RateLimiter, RateLimiter]): Promise<number> => {
      let failed = 0
      for (const { run } of rateLimiterCases) {
        const clock = manualClock()
        const subject = { limiters: make(clock), pass: clock.advance, settle: settled }
        await run(() => subject).catch(() => failed++)
      }
      return failed
    }
    expect(await failing(() => [free, free])).toBeGreaterThan(4)
    expect(await failing((clock) => [rateLimiter({ ...RATES, clock }), rateLimiter({ ...RATES, clock })])).toBe(3)
  })
})

describe.skipIf(noServer).each(CLIENTS)('in Redis, with %s', (_name, connect) => {
  let server: RedisServer
  let clients: ReadonlyArray<TestClient> = []
  let prefixes = 0

  beforeAll(async () => {
    server = await startRedis()
    clients = [await connect(server.url), await connect(server.url)]
  })
  afterAll(async () => {
    for (const { close } of clients) await close()
    await server.stop()
  })
  const two = <A>(make: (client: TestClient['client'], prefix: string) => A): readonly [A, A] => {
    const prefix = `test-${++prefixes}`
    const [one, other] = clients
    if (!one || !other) throw new Error('not connected')
    return [make(one.client, prefix), make(other.client, prefix)]
  }

  test.each(cacheStoreCases)('behavior: the store $name', async ({ run }) => {
    await run(() => ({ stores: two((client, prefix) => redisStore(client, { prefix, singleFlightMs: 0 })) }))
  })

  test.each(rateLimiterCases)('behavior: the limiter $name', async ({ run }) => {
    await run(async () => {
      const clock = manualClock()
      const limiters = two((client, prefix) => limiterAt(client, { ...RATES, prefix, clock }, clock.now))
      // The first call also hashes the script, and sends it.
      await Promise.all(limiters.map(({ acquire }) => acquire('first')))
      const settle = async (): Promise<void> => {
        for (const { idle } of clients) await idle()
      }
      return {
        limiters,
        settle,
        pass: async (milliseconds) => {
          await settle()
          await clock.advance(milliseconds)
          await settle()
        },
      }
    })
  })
})
