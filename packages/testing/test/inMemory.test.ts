/** The cases, tried on the store and the limiter in memory. */
import { rateLimiter } from 'notion-fp'
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
