/** What every store and limiter must do, tried on those in Redis with each client. */
import { cacheStoreCases, rateLimiterCases } from '@notion-fp/testing'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { manualClock } from '../../../test/support/fakes.js'
import { redisRateLimiter, redisStore } from '../src/index.js'
import { CLIENTS, type TestClient } from './support/clients.js'
import { noServer, type RedisServer, startRedis } from './support/redisServer.js'

const RATES = { perMinute: 10, maxPerMinute: 10, minPerMinute: 1 }

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
      const limiters = two((client, prefix) => redisRateLimiter(client, { ...RATES, prefix, clock, time: clock.now }))
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
