import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Permit, type RateLimiter, rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { fakeClock, manualClock, settled } from '../../support/fakes.js'

/** A permit, where one is given. */
const take = async (
  limiter: RateLimiter,
  ...given: Parameters<RateLimiter['acquire']>
): Promise<Permit | undefined> => {
  const permit = await limiter.acquire(...given)
  return permit && 'passed' in permit ? permit : undefined
}

/** Takes so many turns one after the other, and tells how much time passed before each. */
const paced = async (limiter: RateLimiter, now: () => number, count: number, done?: (permit: Permit) => void) => {
  const started = now()
  const times: Array<number> = []
  for (let turn = 0; turn < count; turn++) {
    const permit = await take(limiter, '')
    times.push(now() - started)
    if (permit) done?.(permit)
  }
  return times
}

test('default: a minute’s worth goes out in one burst, the next calls at the pace', async () => {
  const clock = fakeClock(0, 0)
  const times = await paced(rateLimiter({ clock }), clock.now, 183)
  expect(times.slice(0, 180).every((time) => time === 0)).toBe(true)
  // 180 a minute are one in 333.3 ms; a sleep is rounded up.
  expect(times[180]).toBe(334)
  expect([1000, 1001]).toContain(times[182])
})

test('params: perMinute is the burst and the pace', async () => {
  const clock = fakeClock(0, 0)
  expect(await paced(rateLimiter({ perMinute: 60, clock }), clock.now, 62)).toEqual([
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
])('error: a pace of nothing is refused: %s', (field, options) => {
  expect(() => rateLimiter(options)).toThrow(new RegExp(`^notion-fp: ${field} must be a number greater than 0`))
})

test('behavior: what was not spent is there for the next burst, no more than one window’s worth', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, clock })
  await paced(limiter, clock.now, 60)
  clock.advance(3_600_000)
  expect(await paced(limiter, clock.now, 61)).toEqual([...Array.from({ length: 60 }, () => 0), 1_000])
})

test('behavior: first come, first served', async () => {
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

test('behavior: who comes while others wait does not overtake them', async () => {
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

test('behavior: a 429 pauses the other callers for as long as Notion asks', async () => {
  const clock = manualClock(0, 0)
  const limiter = rateLimiter({ clock })
  const refused = await take(limiter, '')
  refused?.refused(30_000)
  let other = 'waiting'
  void take(limiter, '').then(() => {
    other = 'gone'
  })
  await clock.advance(29_999)
  expect(other).toBe('waiting')
  await clock.advance(1)
  expect(other).toBe('gone')
})

test('behavior: a pause fills no bucket, so that it does not end in a burst', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ clock })
  const permit = await take(limiter, '')
  permit?.refused(60_000)
  const times = await paced(limiter, clock.now, 3)
  // 0.7 of 180 a minute are one in 476.2 ms. One turn was left when the pause began.
  expect(times[0]).toBe(60_000)
  expect(times[2]).toBeGreaterThan(60_900)
})

test('behavior: a 429 that comes while callers wait makes them wait longer', async () => {
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

test('behavior: a refusal that names no time pauses for a second', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ clock })
  ;(await take(limiter, ''))?.refused(undefined)
  expect(await paced(limiter, clock.now, 1)).toEqual([1_000])
})

/** A limiter at 100 a minute after so many calls that passed, and the gap between two further ones. */
const afterPasses = async (passes: number) => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 100, clock })
  for (let call = 0; call < passes; call++) (await take(limiter, ''))?.passed()
  const refuseBurst = async (size: number) => {
    const burst = await Promise.all(Array.from({ length: size }, () => take(limiter, '')))
    for (const permit of burst) permit?.refused(0)
  }
  const gap = async () => {
    const [first = 0, second = 0] = await paced(limiter, clock.now, 3).then((times) => times.slice(1))
    return second - first
  }
  return { refuseBurst, gap }
}

test('behavior: the pace falls once for a whole burst that is refused, and again for the next', async () => {
  const { refuseBurst, gap } = await afterPasses(80)
  await refuseBurst(10)
  // 70 a minute: one in 857.1 ms.
  expect(await gap()).toBe(857)
  await refuseBurst(1)
  // 49 a minute.
  expect(await gap()).toBeGreaterThanOrEqual(1_224)
})

test('behavior: the pace falls by the share of the calls that got through, and to a tenth at most', async () => {
  const shared = await afterPasses(20)
  await shared.refuseBurst(80)
  // 20 of 100 got through, and 10 are added to both: 27.3 a minute.
  expect(await shared.gap()).toBe(2_200)
  const alone = await afterPasses(0)
  await alone.refuseBurst(100)
  expect(await alone.gap()).toBe(6_000)
})

test('behavior: a refusal soon after another tells little: the pace does not swing', async () => {
  const { refuseBurst, gap } = await afterPasses(80)
  await refuseBurst(1)
  for (let call = 0; call < 3; call++) await refuseBurst(1)
  // Four times 0.7 of 100: 24 a minute.
  const fourth = await gap()
  expect(fourth).toBeGreaterThan(2_400)
  expect(fourth).toBeLessThan(2_600)
})

test('behavior: pauses double while refusals name no time and nothing gets through', async () => {
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

test('params: minPerMinute is the slowest pace', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, minPerMinute: 30, clock })
  for (let turn = 0; turn < 9; turn++) (await take(limiter, ''))?.refused(0)
  const [before = 0, after = 0] = await paced(limiter, clock.now, 2)
  expect(after - before).toBe(2_000)
})

test('behavior: the pace rises while demand presses and nothing is refused, up to the fastest', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, maxPerMinute: 120, clock })
  const times = await paced(limiter, clock.now, 400, (permit) => permit.passed())
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  expect(gaps[60]).toBeGreaterThan(980)
  expect(gaps.slice(-10).every((gap) => gap === 500)).toBe(true)
})

test('behavior: without demand the pace stays', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, clock })
  await paced(limiter, clock.now, 60, (permit) => permit.passed())
  expect(await paced(limiter, clock.now, 1)).toEqual([1_000])
})

test('behavior: the pace that was refused is not tried again soon, and is after a while', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, maxPerMinute: 600, clock })
  const gapAfter = async (calls: number) => {
    const times = await paced(limiter, clock.now, calls, (permit) => permit.passed())
    return (times.at(-1) ?? 0) - (times.at(-2) ?? 0)
  }
  ;(await take(limiter, ''))?.refused(0)
  // 95 % of 60 a minute: one in 1052.6 ms.
  expect(await gapAfter(120)).toBeGreaterThanOrEqual(1052)
  expect(await gapAfter(400)).toBeLessThan(1_000)
})

test('behavior: each token has a pace of its own', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ clock })
  ;(await take(limiter, 'ada'))?.refused(60_000)
  await take(limiter, 'grace')
  expect(clock.slept).toEqual([])
  await take(limiter, 'ada')
  expect(clock.slept).toEqual([60_000])
})

test('behavior: an abort leaves the queue, and the next one moves up', async () => {
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

test('behavior: a signal that has fired takes no turn', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 1, clock })
  expect(await take(limiter, '', AbortSignal.abort())).toBeUndefined()
  await take(limiter, '')
  expect(clock.slept).toEqual([])
})

test('behavior: no timer is left when nobody waits any more', async () => {
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

test('behavior: who comes as the last one leaves waits for the time, and does not spin', async () => {
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

test('behavior: no listener stays on a signal that outlives the calls', async () => {
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

test('behavior: a clock that is set back takes away nothing', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, clock })
  await take(limiter, '')
  clock.advance(-3_600_000)
  await take(limiter, '')
  expect(clock.slept).toEqual([])
})

test('behavior: a token that was slowed down is remembered among many others', async () => {
  const clock = fakeClock(0, 0)
  const limiter = rateLimiter({ perMinute: 60, clock })
  for (let turn = 0; turn < 60; turn++) await take(limiter, 'busy')
  for (let other = 0; other < 250; other++) await take(limiter, `other ${other}`)
  expect(clock.slept).toEqual([])
  await take(limiter, 'busy')
  expect(clock.slept).toEqual([1_000])
})

test('behavior: never more calls in any minute than a burst and a minute at the fastest pace', async () => {
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
