/** Processes that are killed while they hold what others wait for. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { RateLimiter } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { type ManualClock, manualClock } from '../../../test/support/fakes.js'
import { redisCache, redisRateLimiter } from '../src/index.js'
import { aProgram } from './support/aProgram.js'
import type { Mortal, Order } from './support/mortal.js'
import { noServer } from './support/redisServer.js'

describe.skipIf(noServer)('a process that is killed', () => {
  const { client, start } = aProgram('mortal')
  let prefixes = 0

  /** Starts a process, lets it do something, and kills it. */
  const lived = async (task: Omit<Mortal, 'url'>, ...orders: ReadonlyArray<Order>): Promise<ChildProcess> => {
    const child = start(task)
    for (const order of orders) {
      child.send(order)
      expect(await once(child, 'message')).toEqual([order, undefined])
    }
    return child
  }
  const killed = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL')
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  }

  const LIMITS = { perMinute: 4, maxPerMinute: 4, leaseMs: 10_000 }

  /** A limiter of a process that lives, without memory of the other. */
  const survivor = async (clock: ManualClock, prefix: string): Promise<RateLimiter> => {
    // The time of a test advances while a slow machine sends a command.
    const patient = { prefix, clock, time: clock.now, commandTimeoutMs: 600_000 }
    const limiter = redisRateLimiter(client().client, { ...LIMITS, ...patient })
    // The first command takes turns of its own, since its script is hashed.
    await limiter.acquire('another tenant')
    return limiter
  }

  /** Calls that began, and how many have their permits. */
  const calls = (limiter: RateLimiter, count: number): { readonly given: () => number } => {
    let given = 0
    for (let call = 0; call < count; call++)
      void Promise.resolve(limiter.acquire('tenant')).then((acquired) => {
        if (acquired && 'passed' in acquired) given++
      })
    return { given: () => given }
  }

  const pass = async (clock: ManualClock, milliseconds: number): Promise<void> => {
    for (let passed = 0; passed < milliseconds; passed += 1_000) {
      await client().idle()
      await clock.advance(1_000)
    }
    await client().idle()
  }

  const setting = () => {
    const clock = manualClock()
    const prefix = `death-${++prefixes}`
    return { clock, prefix, task: { prefix, now: clock.now(), limiter: LIMITS, cache: {} } }
  }

  test('behavior: its permits are free a minute after its lease, and it loses its place in the queue', async () => {
    const { clock, prefix, task } = setting()
    const child = await lived(task, { what: 'take', count: 3 }, { what: 'wait', count: 50 })
    // Those of it that wait take the last permit.
    await expect.poll(() => client().send('ZCARD', `{${prefix}:limit:tenant}:open`)).toBe(4)
    await killed(child)
    const { given } = calls(await survivor(clock, prefix), 8)
    await pass(clock, 69_000)
    expect(given()).toBe(0)
    await pass(clock, 3_000)
    expect(given()).toBe(4)
  })

  test('behavior: a 429 that it reported pauses the others for as long as Notion asked', async () => {
    const { clock, prefix, task } = setting()
    const child = await lived(
      task,
      { what: 'take', count: 1 },
      { what: 'refuse', retryAfterMs: 120_000 },
      { what: 'wait', count: 1 },
    )
    await expect
      .poll(() => client().send('HGET', `{${prefix}:limit:tenant}`, 'paused'))
      .toBe(`${clock.now() + 120_000}`)
    await killed(child)
    const { given } = calls(await survivor(clock, prefix), 2)
    await pass(clock, 119_000)
    expect(given()).toBe(0)
    await pass(clock, 2_000)
    // One call tries whether the pause was long enough.
    expect(given()).toBe(1)
  })

  test('behavior: one that dies while it tests whether a pause was long enough delays the next test only by its lease', async () => {
    const { clock, prefix, task } = setting()
    const first = await lived(task, { what: 'take', count: 1 }, { what: 'refuse', retryAfterMs: 30_000 })
    await expect.poll(() => client().send('HGET', `{${prefix}:limit:tenant}`, 'paused')).toBe(`${clock.now() + 30_000}`)
    await killed(first)
    await pass(clock, 30_000)
    await killed(await lived({ ...task, now: clock.now() }, { what: 'take', count: 1 }))
    const { given } = calls(await survivor(clock, prefix), 1)
    await pass(clock, 9_000)
    expect(given()).toBe(0)
    await pass(clock, 2_000)
    expect(given()).toBe(1)
  })

  test('behavior: another process sends its read after singleFlightMs at most', async () => {
    const { prefix, task } = setting()
    const cache = { singleFlightMs: 300 }
    // Its lease lasts longer, so that it is there when the other one comes.
    await killed(await lived({ ...task, cache: { singleFlightMs: 5_000 } }, { what: 'read', key: 'key' }))
    const leases = await client().send('KEYS', `{${prefix}:cache}:*:lease`)
    expect(leases).toHaveLength(1)
    const [one, other] = [
      redisCache(client().client, { prefix, ...cache }),
      redisCache(client().client, { prefix, ...cache }),
    ]
    const waiting = one.lookUp('pages', 'key')
    expect(await waiting).toBeUndefined()
    await one.begin('pages', 'key')({ value: { title: 'Plan' }, tags: ['a'], expiresAt: Date.now() + 60_000 })
    expect(await other.lookUp('pages', 'key')).toMatchObject({ value: { title: 'Plan' } })
  })
})
