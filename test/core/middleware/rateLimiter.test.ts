import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Permit, type RateLimiter, rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { fakeClock, manualClock, settled } from '../../support/fakes.js'

/** The permit, or `undefined`. */
const take = async (
  limiter: RateLimiter,
  ...given: Parameters<RateLimiter['acquire']>
): Promise<Permit | undefined> => {
  const permit = await limiter.acquire(...given)
  return permit && 'passed' in permit ? permit : undefined
}

/** Acquires permits one after the other, and returns how long each one took. */
const acquireMany = async (limiter: RateLimiter, now: () => number, count: number, done?: (permit: Permit) => void) => {
  const started = now()
  const times: Array<number> = []
  for (let turn = 0; turn < count; turn++) {
    const permit = await take(limiter, '')
    times.push(now() - started)
    if (permit) done?.(permit)
  }
  return times
}

test('default: a burst of one minute’s calls passes at once, and later calls at the rate', async () => {
  const clock = fakeClock(0, 0)
  const times = await acquireMany(rateLimiter({ clock }), clock.now, 183)
  expect(times.slice(0, 180).every((time) => time === 0)).toBe(true)
  // 180 per minute: one per 333.3 ms, and a sleep is rounded up.
  expect(times[180]).toBe(334)
  expect([1000, 1001]).toContain(times[182])
})

test('params: perMinute is the maximum burst and the initial rate', async () => {
  const clock = fakeClock(0, 0)
  expect(await acquireMany(rateLimiter({ perMinute: 60, clock }), clock.now, 62)).toEqual([
    ...Array.from({ length: 60 }, () => 0),
    1_000,
    2_000,
  ])
})

test.each([
  ['perMinute', { perMinute: 0 }],
  ['perMinute', { perMinute: Number.NaN }],
  ['maxPerMinute', { maxPerMinute: -1 }],
  ['minPerMinute', { minPerMinute: 0 }],
])('error: throws if %s is not greater than 0', (field, options) => {
  expect(() => rateLimiter(options)).toThrow(new RegExp(`^notion-fp: ${field} must be a number greater than 0`))
})

test('behavior: unused permits accumulate up to one minute’s calls', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, clock })
  await acquireMany(limiter, clock.now, 60)
  clock.advance(3_600_000)
  expect(await acquireMany(limiter, clock.now, 61)).toEqual([...Array.from({ length: 60 }, () => 0), 1_000])
})

test('behavior: permits are issued in the order of the calls', async () => {
  const clock = manualClock(0, 0)
  const limiter = rateLimiter({ perMinute: 1, clock })
  const served: Array<number> = []
  await take(limiter, '')
  for (const caller of [1, 2, 3]) void take(limiter, '').then(() => served.push(caller))
  await clock.advance(59_999)
  expect(served).toEqual([])
  await clock.advance(1)
  expect(served).toEqual([1])
  await clock.advance(60_000)
  expect(served).toEqual([1, 2])
  await clock.advance(60_000)
  expect(served).toEqual([1, 2, 3])
})

test('behavior: a new call queues behind the calls that wait', async () => {
  const clock = manualClock(0, 0)
  const limiter = rateLimiter({ perMinute: 1, clock })
  const served: Array<string> = []
  await take(limiter, '')
  void take(limiter, '').then(() => served.push('first'))
  await clock.advance(30_000)
  void take(limiter, '').then(() => served.push('second'))
  await clock.advance(30_000)
  expect(served).toEqual(['first'])
})

test('behavior: a 429 pauses all callers for the Retry-After time', async () => {
  const clock = manualClock(0, 0)
  const limiter = rateLimiter({ clock })
  const rejected = await take(limiter, '')
  rejected?.refused(30_000)
  let other = 'waiting'
  void take(limiter, '').then(() => {
    other = 'gone'
  })
  await clock.advance(29_999)
  expect(other).toBe('waiting')
  await clock.advance(1)
  expect(other).toBe('gone')
})

test('behavior: the bucket does not fill during a pause', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ clock })
  const permit = await take(limiter, '')
  permit?.refused(60_000)
  const times = await acquireMany(limiter, clock.now, 3)
  // 0.7 × 180 per minute: one per 476.2 ms. One permit was left when the pause began.
  expect(times[0]).toBe(60_000)
  expect(times[2]).toBeGreaterThan(60_900)
})

test('behavior: a 429 extends the wait of the calls in the queue', async () => {
  const clock = manualClock(0, 0)
  const limiter = rateLimiter({ perMinute: 1, clock })
  const first = await take(limiter, '')
  let other = 'waiting'
  void take(limiter, '').then(() => {
    other = 'gone'
  })
  await clock.advance(50_000)
  first?.refused(100_000)
  await clock.advance(99_000)
  expect(other).toBe('waiting')
  await clock.advance(1_000)
  expect(other).toBe('gone')
})

test('behavior: a 429 without Retry-After pauses for a second', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ clock })
  ;(await take(limiter, ''))?.refused(undefined)
  expect(await acquireMany(limiter, clock.now, 1)).toEqual([1_000])
})

/** A limiter at 100 per minute after a number of accepted calls, and the time between two further ones. */
const afterAccepted = async (passes: number) => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 100, clock })
  for (let call = 0; call < passes; call++) (await take(limiter, ''))?.passed()
  const rejectBurst = async (size: number) => {
    const burst = await Promise.all(Array.from({ length: size }, () => take(limiter, '')))
    for (const permit of burst) permit?.refused(0)
  }
  const gap = async () => {
    const [first = 0, second = 0] = await acquireMany(limiter, clock.now, 3).then((times) => times.slice(1))
    return second - first
  }
  return { rejectBurst, gap }
}

test('behavior: the rate decreases once for a rejected burst, and again for the next one', async () => {
  const { rejectBurst, gap } = await afterAccepted(80)
  await rejectBurst(10)
  // 70 per minute: one per 857.1 ms.
  expect(await gap()).toBe(857)
  await rejectBurst(1)
  // 49 per minute.
  expect(await gap()).toBeGreaterThanOrEqual(1_224)
})

test('behavior: the rate is multiplied by the share of accepted calls, at least by 0.1', async () => {
  const shared = await afterAccepted(20)
  await shared.rejectBurst(80)
  // 20 of 100 were accepted, and 10 are added to both: 27.3 per minute.
  expect(await shared.gap()).toBe(2_200)
  const alone = await afterAccepted(0)
  await alone.rejectBurst(100)
  expect(await alone.gap()).toBe(6_000)
})

test('behavior: a rejection after few calls reduces the rate by 30 %', async () => {
  const { rejectBurst, gap } = await afterAccepted(80)
  await rejectBurst(1)
  for (let call = 0; call < 3; call++) await rejectBurst(1)
  // 100 × 0.7 to the fourth power: 24 per minute.
  const fourth = await gap()
  expect(fourth).toBeGreaterThan(2_400)
  expect(fourth).toBeLessThan(2_600)
})

test('behavior: pauses double after each 429 without Retry-After, until a call is accepted', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ clock })
  const pauses: Array<number> = []
  for (let call = 0; call < 8; call++) {
    const before = clock.now()
    const permit = await take(limiter, '')
    pauses.push(clock.now() - before)
    permit?.refused(call % 2 ? 0 : undefined)
  }
  expect(pauses).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 32_000])
  ;(await take(limiter, ''))?.passed()
  ;(await take(limiter, ''))?.refused(undefined)
  const before = clock.now()
  await take(limiter, '')
  expect(clock.now() - before).toBeLessThan(12_000)
})

test('params: minPerMinute is the minimum rate', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, minPerMinute: 30, clock })
  for (let turn = 0; turn < 9; turn++) (await take(limiter, ''))?.refused(0)
  const [before = 0, after = 0] = await acquireMany(limiter, clock.now, 2)
  expect(after - before).toBe(2_000)
})

test('behavior: the rate increases up to maxPerMinute while calls queue and none is rejected', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, maxPerMinute: 120, clock })
  const times = await acquireMany(limiter, clock.now, 400, (permit) => permit.passed())
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  expect(gaps[60]).toBeGreaterThan(980)
  expect(gaps.slice(-10).every((gap) => gap === 500)).toBe(true)
})

test('behavior: the rate does not change while no call queues', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, clock })
  await acquireMany(limiter, clock.now, 60, (permit) => permit.passed())
  expect(await acquireMany(limiter, clock.now, 1)).toEqual([1_000])
})

test('behavior: the rate stays below the rejected one for five minutes', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, maxPerMinute: 600, clock })
  const gapAfter = async (calls: number) => {
    const times = await acquireMany(limiter, clock.now, calls, (permit) => permit.passed())
    return (times.at(-1) ?? 0) - (times.at(-2) ?? 0)
  }
  ;(await take(limiter, ''))?.refused(0)
  // 95 % of 60 per minute: one per 1052.6 ms.
  expect(await gapAfter(120)).toBeGreaterThanOrEqual(1052)
  expect(await gapAfter(400)).toBeLessThan(1_000)
})

test('behavior: each token has its own rate', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ clock })
  ;(await take(limiter, 'ada'))?.refused(60_000)
  await take(limiter, 'grace')
  expect(clock.slept).toEqual([])
  await take(limiter, 'ada')
  expect(clock.slept).toEqual([60_000])
})

test('behavior: an aborted call leaves the queue, and the next one gets its permit', async () => {
  const clock = manualClock(0, 0)
  const limiter = rateLimiter({ perMinute: 1, clock })
  const controller = new AbortController()
  await take(limiter, '')
  const leaver = take(limiter, '', controller.signal)
  let next = 'waiting'
  void take(limiter, '').then(() => {
    next = 'gone'
  })
  await settled()
  controller.abort()
  expect(await leaver).toBeUndefined()
  await clock.advance(60_000)
  expect(next).toBe('gone')
})

test('behavior: a call whose signal is already aborted takes no permit', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 1, clock })
  expect(await take(limiter, '', AbortSignal.abort())).toBeUndefined()
  await take(limiter, '')
  expect(clock.slept).toEqual([])
})

test('behavior: no timer remains after the last call has left the queue', async () => {
  const clock = manualClock(0, 0)
  const limiter = rateLimiter({ perMinute: 1, clock })
  const controller = new AbortController()
  await take(limiter, '')
  void take(limiter, '', controller.signal)
  await settled()
  expect(clock.sleeping()).toBeGreaterThan(0)
  controller.abort()
  await settled()
  expect(clock.sleeping()).toBe(0)
})

test('behavior: a call that joins as the last one leaves sleeps until its permit', async () => {
  const clock = manualClock(0, 0)
  let sleeps = 0
  const limiter = rateLimiter({
    perMinute: 1,
    clock: {
      ...clock,
      sleep: (milliseconds, signal) => {
        sleeps++
        return sleeps > 10 ? Promise.reject(new Error('spinning')) : clock.sleep(milliseconds, signal)
      },
    },
  })
  const controller = new AbortController()
  await take(limiter, '')
  void take(limiter, '', controller.signal)
  await settled()
  controller.abort()
  let next = 'waiting'
  void take(limiter, '').then(() => {
    next = 'gone'
  })
  await clock.advance(60_000)
  expect({ next, sleeps }).toEqual({ next: 'gone', sleeps: 2 })
})

test('behavior: no listener remains on the signal of a finished call', async () => {
  const clock = manualClock(0, 0)
  const limiter = rateLimiter({ perMinute: 1, clock })
  const { signal } = new AbortController()
  const listeners = { added: 0, removed: 0 }
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    listeners.added++
    add(...given)
  }
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    listeners.removed++
    remove(...given)
  }
  await take(limiter, '', signal)
  void take(limiter, '', signal)
  await clock.advance(60_000)
  expect(listeners).toEqual({ added: 1, removed: 1 })
})

test('behavior: permits are not lost when the clock is set back', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, clock })
  await take(limiter, '')
  clock.advance(-3_600_000)
  await take(limiter, '')
  expect(clock.slept).toEqual([])
})

test('behavior: the reduced rate of a token is remembered among many other tokens', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, clock })
  for (let turn = 0; turn < 60; turn++) await take(limiter, 'busy')
  for (let other = 0; other < 250; other++) await take(limiter, `other ${other}`)
  expect(clock.slept).toEqual([])
  await take(limiter, 'busy')
  expect(clock.slept).toEqual([1_000])
})

test('behavior: no minute has more calls than a burst and one minute at the maximum rate', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.record({ pauseMs: fc.integer({ min: 0, max: 5_000 }), refused: fc.boolean() }), { maxLength: 200 }),
      async (perMinute, turns) => {
        const clock = fakeClock(0, 0)
        const limiter = rateLimiter({ perMinute, maxPerMinute: 90, clock })
        const times: Array<number> = []
        for (const { pauseMs, refused } of turns) {
          clock.advance(pauseMs)
          const permit = await take(limiter, '')
          times.push(clock.now())
          if (refused) permit?.refused(0)
          else permit?.passed()
        }
        for (const time of times) {
          const window = times.filter((other) => other > time - 60_000 && other <= time)
          expect(window.length).toBeLessThanOrEqual(2 * 90)
        }
      },
    ),
    { numRuns: 50 },
  )
})
