/** The limiter in Redis, with several processes. */
import fc from 'fast-check'
import { createContext, getPage, type Permit, type RateLimiter } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { type ManualClock, manualClock } from '../../../test/support/fakes.js'
import { createSimulator } from '../../simulator/src/index.js'
import { redisRateLimiter } from '../src/index.js'
import { aFleet, aLog, ownClient, ownServer, passing, shifted } from './support/fleet.js'
import { noServer } from './support/redisServer.js'

type Acquired = Awaited<ReturnType<RateLimiter['acquire']>>

const isPermit = (acquired: Acquired): acquired is Permit => acquired !== undefined && 'passed' in acquired

const permitOf = (acquired: Acquired): Permit => {
  if (!isPermit(acquired)) throw new Error(`no permit, but ${JSON.stringify(acquired)}`)
  return acquired
}

/** Calls that began, and what they have been given so far. */
const calls = (limiter: RateLimiter, count: number, tenant = 'tenant'): Array<Acquired> => {
  const given: Array<Acquired> = []
  for (let call = 0; call < count; call++)
    void Promise.resolve(limiter.acquire(tenant)).then((acquired) => given.push(acquired))
  return given
}

const passAll = (given: ReadonlyArray<Acquired>): void => {
  for (const acquired of given) if (isPermit(acquired)) acquired.passed()
}

describe.skipIf(noServer)('the limiter', () => {
  const { one, other, prefix } = aFleet()
  const idle = async (): Promise<void> => {
    await one().idle()
    await other().idle()
  }
  /** Two processes, whose time the test moves. */
  const pair = async (options = {}) => {
    const clock = manualClock()
    const shared = { prefix: prefix(), clock, ...options }
    const limiters = [
      redisRateLimiter(one().client, { ...shared, time: clock.now }),
      redisRateLimiter(other().client, { ...shared, time: clock.now }),
    ] as const
    await Promise.all(limiters.map(({ acquire }, index) => acquire(`first ${index}`)))
    const pass = async (milliseconds: number, step = 1_000): Promise<void> => {
      for (let passed = 0; passed < milliseconds; passed += step) {
        await idle()
        await clock.advance(Math.min(step, milliseconds - passed))
        await idle()
      }
    }
    return { clock, limiterA: limiters[0], limiterB: limiters[1], pass, key: `{${shared.prefix}:limit:tenant}` }
  }

  test('default: all processes together make 180 calls in a minute, even if their clocks differ', async () => {
    const shared = { prefix: prefix(), maxPerMinute: 180 }
    const limiterA = redisRateLimiter(one().client, { ...shared, clock: shifted(3_600_000) })
    const limiterB = redisRateLimiter(other().client, { ...shared, clock: shifted(-3_600_000) })
    const leaving: Array<AbortController> = []
    let count = 0
    const all = [limiterA, limiterB].flatMap((limiter) =>
      Array.from({ length: 100 }, async () => {
        const controller = new AbortController()
        leaving.push(controller)
        if (isPermit(await limiter.acquire('tenant', controller.signal))) count++
      }),
    )
    await expect.poll(() => count).toBe(180)
    await idle()
    expect(count).toBe(180)
    for (const controller of leaving) controller.abort()
    await Promise.all(all)
  })

  test('behavior: a permit counts for a minute from its response', async () => {
    const { limiterA, limiterB, pass } = await pair({ perMinute: 4, maxPerMinute: 4 })
    const early = calls(limiterA, 4)
    await pass(1_000)
    passAll(early)
    const late = calls(limiterB, 4)
    await pass(59_000)
    expect(late).toHaveLength(0)
    await pass(2_000)
    expect(late.filter(isPermit)).toHaveLength(4)
  })

  test('params: leaseMs is when a permit that is not reported counts as used: a dead process gives its permits back', async () => {
    const { limiterA, limiterB, pass } = await pair({ perMinute: 4, maxPerMinute: 4, leaseMs: 10_000 })
    calls(limiterA, 4)
    await idle()
    const given = calls(limiterB, 4)
    await pass(69_000)
    expect(given).toHaveLength(0)
    await pass(2_000)
    expect(given.filter(isPermit)).toHaveLength(4)
  })

  test('behavior: a process that reports after its lease, since it was frozen, does not affect others', async () => {
    const { limiterA, limiterB, pass } = await pair({ perMinute: 2, maxPerMinute: 2 })
    const frozen = calls(limiterA, 2)
    await pass(300_000)
    const given = calls(limiterB, 2)
    await idle()
    expect(given.filter(isPermit)).toHaveLength(2)
    passAll(frozen)
    passAll(given)
    const later = calls(limiterB, 2)
    await pass(66_000)
    expect(later.filter(isPermit)).toHaveLength(2)
  })

  test('behavior: calls in any minute never exceed the limit, whichever processes wait, report and die', async () => {
    const action = fc.record({
      process: fc.nat(1),
      count: fc.integer({ min: 1, max: 6 }),
      waitMs: fc.nat(20_000),
      dies: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 8 }), async (actions) => {
        const { clock, limiterA, limiterB, pass } = await pair({ perMinute: 5, maxPerMinute: 5 })
        const sent: Array<number> = []
        let wanted = 0
        for (const { process, count, waitMs, dies } of actions) {
          wanted += count
          for (let call = 0; call < count; call++)
            void Promise.resolve((process === 0 ? limiterA : limiterB).acquire('tenant')).then((acquired) => {
              sent.push(clock.now())
              if (!dies) permitOf(acquired).passed()
            })
          await pass(waitMs, 5_000)
        }
        await pass(66_000 * Math.ceil(wanted / 5), 5_000)
        expect(sent).toHaveLength(wanted)
        for (const at of sent)
          expect(sent.filter((time) => time >= at && time < at + 60_000).length).toBeLessThanOrEqual(5)
      }),
      { numRuns: 8 },
    )
  })

  test('behavior: a 429 in one process pauses the other within one round trip', async () => {
    const { limiterA, limiterB, pass } = await pair()
    const permit = permitOf(await limiterA.acquire('tenant'))
    expect(permit.refused(120_000)).toBe(120_000)
    await idle()
    const given = calls(limiterB, 1)
    await pass(119_000, 10_000)
    expect(given).toHaveLength(0)
    await pass(2_000)
    expect(given.filter(isPermit)).toHaveLength(1)
  })

  test('behavior: calls in flight when a pause begins neither extend it nor count again', async () => {
    const { limiterA, limiterB, pass } = await pair()
    const flying = [
      ...(await Promise.all([limiterA.acquire('tenant'), limiterB.acquire('tenant'), limiterB.acquire('tenant')])),
    ].map(permitOf)
    const [first, second, third] = flying
    expect([first?.refused(30_000), second?.refused(20_000)]).toEqual([30_000, 20_000])
    third?.passed()
    await idle()
    const given = calls(limiterB, 1)
    await pass(29_000, 1_000)
    expect(given).toHaveLength(0)
    await pass(2_000)
    expect(given.filter(isPermit)).toHaveLength(1)
  })

  test('behavior: after a pause, one call of all tests whether it was long enough', async () => {
    const { limiterA, limiterB, pass } = await pair()
    permitOf(await limiterA.acquire('tenant')).refused(10_000)
    await idle()
    const given = [calls(limiterA, 5), calls(limiterB, 5)]
    await pass(11_000)
    expect(given.flat().filter(isPermit)).toHaveLength(1)
    passAll(given.flat())
    await pass(2_000)
    expect(given.flat().filter(isPermit)).toHaveLength(10)
  })

  test('behavior: without Retry-After, the pauses double until a call succeeds', async () => {
    const { limiterA, pass } = await pair()
    let permit = permitOf(await limiterA.acquire('tenant'))
    for (const seconds of [1, 2, 4, 8]) {
      permit.refused(undefined)
      await idle()
      const next = calls(limiterA, 1)
      await pass(seconds * 1_000 - 100, 100)
      expect(next).toHaveLength(0)
      await pass(200, 100)
      permit = permitOf(next[0])
    }
    permit.passed()
    await idle()
    permitOf(await limiterA.acquire('tenant')).refused(undefined)
    const next = calls(limiterA, 1)
    await pass(1_100, 100)
    expect(next.filter(isPermit)).toHaveLength(1)
  })

  test('behavior: the limit that one process learns applies to the other', async () => {
    const { limiterA, limiterB, pass } = await pair({ perMinute: 3, maxPerMinute: 600 })
    const learning = calls(limiterA, 40)
    // Each call beyond the limit that Notion accepts raises it by one.
    for (let second = 0; second < 30; second++) {
      await idle()
      passAll(learning.splice(0))
      await pass(300, 300)
    }
    await pass(66_000, 2_000)
    passAll(learning.splice(0))
    await pass(66_000, 2_000)
    const given = calls(limiterB, 30)
    await idle()
    expect(given.filter(isPermit).length).toBeGreaterThan(20)
  })

  test('behavior: one call at a time goes beyond the limit, and up to four after some were accepted', async () => {
    const { limiterA } = await pair({ perMinute: 3, maxPerMinute: 600 })
    const within = calls(limiterA, 3)
    await idle()
    passAll(within)
    const beyond = calls(limiterA, 200)
    const together: Array<number> = []
    for (let round = 0; round < 30; round++) {
      await idle()
      const given = beyond.splice(0)
      together.push(given.length)
      passAll(given)
    }
    expect(together.slice(0, 10)).toEqual(Array(10).fill(1))
    expect(Math.max(...together)).toBe(4)
    await idle()
    for (const given of beyond.splice(0)) permitOf(given).refused(2_000)
    await idle()
    expect(beyond).toHaveLength(0)
  })

  test('behavior: a rejected call beyond the limit costs one 429, and does not change the limit', async () => {
    const { limiterA, limiterB, pass } = await pair({ perMinute: 3, maxPerMinute: 600 })
    const within = calls(limiterA, 3)
    await idle()
    passAll(within)
    const beyond = calls(limiterB, 2)
    await idle()
    expect(beyond.filter(isPermit)).toHaveLength(1)
    permitOf(beyond[0]).refused(60_000)
    await pass(62_000)
    passAll(beyond)
    await pass(62_000)
    const given = calls(limiterA, 6)
    await idle()
    expect(given.filter(isPermit)).toHaveLength(3)
  })

  test('behavior: rejected calls within the limit lower it to the number of accepted calls, which leaves room for other users of the token', async () => {
    const { limiterA, pass } = await pair({ perMinute: 20, maxPerMinute: 20 })
    const given = calls(limiterA, 20)
    await idle()
    for (const [index, acquired] of given.entries()) {
      if (index < 10) permitOf(acquired).passed()
      else permitOf(acquired).refused(5_000)
    }
    await pass(6_000)
    const trial = calls(limiterA, 1)
    await pass(1_000)
    passAll(trial)
    await pass(70_000, 5_000)
    const next = calls(limiterA, 20)
    await idle()
    // As many as were accepted, and one to try whether there is more.
    expect(next.filter(isPermit)).toHaveLength(10)
  })

  test('behavior: processes that wait are served in turn, however many calls each has', async () => {
    const { limiterA, limiterB, pass } = await pair({ perMinute: 10, maxPerMinute: 10 })
    const many = calls(limiterA, 1_000)
    await idle()
    expect(many.filter(isPermit)).toHaveLength(10)
    const few = calls(limiterB, 10)
    await pass(140_000, 2_000)
    expect(few.filter(isPermit).length).toBeGreaterThanOrEqual(9)
  })

  test('behavior: a call that was aborted before it got its permit returns the permit', async () => {
    const { limiterA, limiterB } = await pair({ perMinute: 1, maxPerMinute: 1 })
    const controller = new AbortController()
    const leaving = limiterA.acquire('tenant', controller.signal)
    await Promise.resolve()
    await Promise.resolve()
    controller.abort()
    expect(await leaving).toBeUndefined()
    await idle()
    const given = calls(limiterB, 1)
    await idle()
    expect(given.filter(isPermit)).toHaveLength(1)
  })

  test('behavior: contexts with one token in two processes stay within its limit', async () => {
    const clock = manualClock()
    const simulator = createSimulator({ now: clock.now, conditions: { rateLimit: { requests: 5 } } })
    await simulator.load({ pages: [{ id: '0f0e0d0c-0b0a-4908-8706-050403020100', title: 'Plan' }] })
    const statuses: Array<number> = []
    const fetch = async (...given: Parameters<typeof simulator.fetch>): Promise<Response> => {
      const response = await simulator.fetch(...given)
      statuses.push(response.status)
      return response
    }
    // The time of this test advances while a slow machine sends a call or a command, so both have long timeouts.
    const shared = {
      prefix: prefix(),
      perMinute: 5,
      maxPerMinute: 5,
      leaseMs: 60_000,
      commandTimeoutMs: 600_000,
      clock,
    }
    const contexts = [one(), other()].map(({ client }) =>
      createContext({
        auth: 'ntn_a',
        fetch,
        clock,
        cache: false,
        logLevel: 'silent',
        rateLimit: redisRateLimiter(client, { ...shared, time: clock.now }),
      }),
    )
    const reads = contexts.flatMap((ctx) =>
      Array.from({ length: 6 }, (_, index) =>
        getPage(ctx, { page_id: '0f0e0d0c-0b0a-4908-8706-050403020100', filter_properties: [`${index}`] })(),
      ),
    )
    expect(await passing(clock, Promise.all(reads), idle)).toHaveLength(12)
    expect(statuses.filter((status) => status === 429)).toHaveLength(0)
    expect(statuses).toHaveLength(12)
  })

  test('behavior: the names of its keys contain the hash of the token, and no secret', async () => {
    const simulator = createSimulator()
    const shared = prefix()
    const rateLimit = redisRateLimiter(one().client, { prefix: shared })
    const ctx = createContext({
      auth: 'ntn_a_very_secret_token',
      fetch: simulator.fetch,
      logLevel: 'silent',
      rateLimit,
    })
    await getPage(ctx, { page_id: '0f0e0d0c-0b0a-4908-8706-050403020100' })()
    await idle()
    const keys = [await one().send('KEYS', `*${shared}*`)].flat().map(String)
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) expect(key).toMatch(/^\{test-\d+:limit:[0-9a-f]{32}\}(:open|:used|:line|:due)?$/)
  })

  describe('faults', () => {
    test('behavior: a script that was flushed is sent again', async () => {
      const limiter = redisRateLimiter(one().client, { prefix: prefix() })
      expect(isPermit(await limiter.acquire('tenant'))).toBe(true)
      await one().send('SCRIPT', 'FLUSH')
      expect(isPermit(await limiter.acquire('tenant'))).toBe(true)
    })

    test('behavior: after Redis has lost all data, even during a pause, calls continue', async () => {
      const { limiterA, limiterB, pass } = await pair({ perMinute: 10, maxPerMinute: 10 })
      const before = calls(limiterA, 5)
      await idle()
      await one().send('FLUSHALL')
      passAll(before)
      const refused = calls(limiterB, 1)
      await idle()
      permitOf(refused[0]).refused(20_000)
      await idle()
      await one().send('FLUSHALL')
      const given = calls(limiterB, 1)
      await pass(66_000)
      expect(given.filter(isPermit)).toHaveLength(1)
    })

    test('behavior: garbage in its keys is ignored, or reported', async () => {
      const { lines, logger } = aLog()
      const { limiterA, key, pass } = await pair({ perMinute: 5, maxPerMinute: 5, logger, localShare: 1 })
      const garbage = ['x', 'nan', 'inf', '-inf', '1e400', '-1', '', '0x10']
      for (const text of garbage) {
        for (const field of [
          'limit',
          'ceiling',
          'caution',
          'paused',
          'stalled',
          'slowed',
          'rejections',
          'before',
          'peak',
          'trial',
          'probe',
          'probes',
          'streak',
          'now',
        ])
          await one().send('HSET', key, field, text)
        const given = calls(limiterA, 1)
        await pass(70_000, 10_000)
        expect(given.filter(isPermit)).toHaveLength(1)
        passAll(given)
        await idle()
      }
      expect(lines).toEqual([])
      await one().send('SET', key, 'something else')
      expect(isPermit(await passing<Acquired>(manualClock(), limiterA.acquire('tenant')))).toBe(true)
      expect(lines.join()).toMatch(
        /^warn: Redis rate limiter: unavailable, so this process uses 1 of the limit on its own: WRONGTYPE: a key that begins with \{[\w-]+:limit:tenant\} has another type; delete it, or choose another prefix$/,
      )
    })

    test('behavior: a server whose clock was set back by an hour does not block calls for an hour', async () => {
      const clock = manualClock()
      const shared = { prefix: prefix(), clock, perMinute: 3, maxPerMinute: 3 }
      let offset = 3_600_000
      const limiter = redisRateLimiter(one().client, { ...shared, time: () => clock.now() + offset })
      const before = calls(limiter, 3)
      await expect.poll(() => before.length).toBe(3)
      offset = 0
      const given = calls(limiter, 3)
      for (let second = 0; second < 66; second++) {
        await idle()
        await clock.advance(1_000)
      }
      await idle()
      expect(given.filter(isPermit)).toHaveLength(3)
    })

    /** A process whose Redis answers nothing until it is thawed. */
    const frozen = async (options: object) => {
      const server = await ownServer()
      const { client, idle: idleOf } = await ownClient(server.url)
      const clock = manualClock()
      const { lines, logger } = aLog()
      const limiter = redisRateLimiter(client, { clock, logger, ...options, time: clock.now })
      await limiter.acquire('first')
      await idleOf()
      server.freeze()
      return { clock, lines, limiter, thaw: server.thaw, idle: idleOf }
    }
    const acquired = (clock: ManualClock, limiter: RateLimiter): Promise<Acquired> =>
      passing<Acquired>(clock, limiter.acquire('tenant'))

    test('params: onUnavailable local uses a share of the limit until Redis is available again', async () => {
      const { clock, lines, limiter, thaw, idle: idleOf } = await frozen({ perMinute: 40, maxPerMinute: 40 })
      const given: Array<Acquired> = [await acquired(clock, limiter)]
      for (let call = 0; call < 10; call++)
        void Promise.resolve(limiter.acquire('tenant')).then((got) => given.push(got))
      await clock.advance(1)
      expect(given.filter(isPermit)).toHaveLength(4)
      expect(lines).toEqual([
        'warn: Redis rate limiter: unavailable, so this process uses 0.1 of the limit on its own: no reply within 1000 ms',
      ])
      thaw()
      await idleOf()
      await clock.advance(1_000)
      const after = calls(limiter, 20)
      await idleOf()
      expect(after.filter(isPermit).length).toBeGreaterThanOrEqual(20)
      expect(lines.slice(1)).toEqual(['info: Redis rate limiter: available again'])
    })

    test('params: onUnavailable fail sends no calls, and fails with the reason', async () => {
      const { clock, limiter, thaw, idle: idleOf } = await frozen({ onUnavailable: 'fail' })
      const reason = 'Redis is unavailable: no reply within 1000 ms'
      expect(await acquired(clock, limiter)).toMatchObject({ reason })
      // At once, since nothing is sent for a while.
      expect(await limiter.acquire('tenant')).toMatchObject({ reason, retryAfterMs: expect.any(Number) })
      const simulator = createSimulator()
      const ctx = createContext({
        auth: 'ntn_a',
        fetch: simulator.fetch,
        logLevel: 'silent',
        retry: false,
        rateLimit: limiter,
      })
      expect(await getPage(ctx, { page_id: '0f0e0d0c-0b0a-4908-8706-050403020100' })()).toMatchObject({
        left: { _tag: 'RateLimitError', unsent: true, message: expect.stringContaining(reason) },
      })
      thaw()
      await idleOf()
      await clock.advance(1_000)
      expect(isPermit(await limiter.acquire('tenant'))).toBe(true)
    })

    test('behavior: a pause that Notion asked for applies in this process while Redis does not respond', async () => {
      const server = await ownServer()
      const { client, idle: idleOf } = await ownClient(server.url)
      const clock = manualClock()
      const limiter = redisRateLimiter(client, { clock, logger: () => undefined, time: clock.now })
      const permit = permitOf(await limiter.acquire('tenant'))
      await idleOf()
      server.freeze()
      permit.refused(30_000)
      let waits = true
      void Promise.resolve(limiter.acquire('tenant')).then(() => {
        waits = false
      })
      for (let second = 0; second < 28; second++) {
        // Until it waits for something: for the reply of Redis, then for its turn.
        while (clock.sleeping() === 0) await new Promise((resolve) => setImmediate(resolve))
        await clock.advance(1_000)
      }
      expect(waits).toBe(true)
      await clock.advance(3_000)
      await expect.poll(() => waits).toBe(false)
    })
  })
})
