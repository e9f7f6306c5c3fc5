/** The cases, tried on the store and the limiter in memory, and on some that are wrong. */
import { type Clock, type RateLimiter, rateLimiter, systemClock } from 'notion-fp'
import { test } from 'vitest'
import { lruStore } from '../../../src/core/cache/lruStore.js'
import { manualClock, settled } from '../../../test/support/fakes.js'
import { cacheStoreCases, rateLimiterCases } from '../src/index.js'

const RATES = { perMinute: 10, maxPerMinute: 10, minPerMinute: 1 }

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
    const results = await Promise.allSettled(cacheStoreCases.map(({ run }) => run(() => ({ stores: [wrong, wrong] }))))
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
