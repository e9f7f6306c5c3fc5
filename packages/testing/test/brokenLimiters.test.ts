/** Limiters that are wrong, each in its own way: the cases must find every one of them, and none may be there for nothing. */
import { type Permit, type RateLimiter, rateLimiter } from 'notion-fp'
import { expect, test } from 'vitest'
import { type ManualClock, manualClock, settled } from '../../../test/support/fakes.js'
import { rateLimiterCases } from '../src/index.js'

const RATES = { perMinute: 10, maxPerMinute: 10, minPerMinute: 1 }

type Acquired = Awaited<ReturnType<RateLimiter['acquire']>>
type Acquire = RateLimiter['acquire']
type Pair = readonly [RateLimiter, RateLimiter]
type Make = (clock: ManualClock) => Pair

const isPermit = (acquired: Acquired): acquired is Permit => acquired !== undefined && 'passed' in acquired

type Change = (acquire: Acquire, clock: ManualClock, process: number) => Acquire

/** One right limiter for both processes, with calls that are changed. What `begin` makes is shared by both. */
const shared =
  (begin: () => Change): Make =>
  (clock) => {
    const { acquire } = rateLimiter({ ...RATES, clock })
    const change = begin()
    return [{ acquire: change(acquire, clock, 0) }, { acquire: change(acquire, clock, 1) }]
  }

/** A right limiter whose permits are changed. */
const withPermits = (change: (permit: Permit) => Permit): Make =>
  shared(() => (acquire) => async (...given) => {
    const acquired = await acquire(...given)
    return isPermit(acquired) ? change(acquired) : acquired
  })

/** Until when there is a pause, after a 429, or after a success. */
type Pause = (until: number, now: number, asked: number | undefined | 'passed') => number

const RIGHT_PAUSE: Pause = (until, now, asked) =>
  asked === 'passed' ? until : Math.max(until, now + Math.max(1_000, Number(asked) || 0))

/** A limiter with a pause of its own, for each tenant or for what `keyOf` says. */
const pausing = (
  pause: Pause,
  keyOf: (tenant: string, process: number) => string = (tenant) => tenant,
  within: (clock: ManualClock) => Acquire = (clock) => rateLimiter({ ...RATES, clock }).acquire,
): Make =>
  shared(() => {
    const pauses = new Map<string, number>()
    let known: Acquire | undefined
    return (_acquire, clock, process) => async (tenant, signal, budget) => {
      const key = keyOf(tenant, process)
      const leftMs = (): number => (pauses.get(key) ?? 0) - clock.now()
      if (budget && !budget.extend && leftMs() > budget.leftMs()) return { retryAfterMs: leftMs() }
      while (leftMs() > 0 && !signal?.aborted) await clock.sleep(leftMs(), signal)
      known ??= within(clock)
      const acquired = await known(tenant, signal, budget)
      if (!isPermit(acquired)) return acquired
      const notify = (asked: number | undefined | 'passed'): void => {
        pauses.set(key, pause(pauses.get(key) ?? 0, clock.now(), asked))
      }
      return { passed: () => notify('passed'), refused: notify }
    }
  })

const FREE: Permit = { passed: () => undefined, refused: () => undefined }

/** A limiter that forgets at the end of each window what it has given in it. */
const inWindows = (windowMs: number): Make =>
  pausing(
    RIGHT_PAUSE,
    (tenant) => tenant,
    (clock) => {
      const limiters = new Map<number, RateLimiter>()
      const acquire: Acquire = async (tenant, signal, budget) => {
        for (;;) {
          const window = Math.floor(clock.now() / windowMs)
          const limiter = limiters.get(window) ?? rateLimiter({ ...RATES, clock })
          limiters.set(window, limiter)
          const end = new AbortController()
          const leave = (): void => end.abort()
          signal?.addEventListener('abort', leave)
          const cancel = clock.after((window + 1) * windowMs - clock.now(), leave)
          const acquired = await limiter.acquire(tenant, signal?.aborted ? signal : end.signal, budget)
          cancel()
          if (acquired !== undefined || signal?.aborted) return acquired
        }
      }
      return acquire
    },
  )

const BROKEN: Readonly<Record<string, Make>> = {
  'has no limit': () => [{ acquire: () => FREE }, { acquire: () => FREE }],
  'has one limit for each process': (clock) => [rateLimiter({ ...RATES, clock }), rateLimiter({ ...RATES, clock })],
  'gives half of the limit': (clock) => {
    const limiter = rateLimiter({ ...RATES, perMinute: 5, maxPerMinute: 5, clock })
    return [limiter, limiter]
  },
  'gives twice the limit': (clock) => {
    const limiter = rateLimiter({ ...RATES, perMinute: 20, maxPerMinute: 20, clock })
    return [limiter, limiter]
  },
  'begins a new window with each minute of the clock': inWindows(60_000),
  'has one limit for all tenants': shared(
    () =>
      (acquire) =>
      (_tenant, ...rest) =>
        acquire('all', ...rest),
  ),
  'cuts the names of tenants': shared(
    () =>
      (acquire) =>
      (tenant, ...rest) =>
        acquire(tenant.slice(0, 32), ...rest),
  ),
  'trims the names of tenants': shared(
    () =>
      (acquire) =>
      (tenant, ...rest) =>
        acquire(tenant.trim(), ...rest),
  ),
  'does not tell tenants in upper case from those in lower case': shared(
    () =>
      (acquire) =>
      (tenant, ...rest) =>
        acquire(tenant.toLowerCase(), ...rest),
  ),
  'serves the last call first': shared(() => {
    const waiting: Array<() => void> = []
    return (acquire) =>
      async (...given) => {
        const turn = new Promise<void>((resolve) => waiting.push(resolve))
        await settled()
        const next = acquire(...given)
        await next
        waiting.pop()?.()
        await turn
        return next
      }
  }),
  'never serves the second process while the first one waits': shared(() => {
    let waiting = 0
    return (acquire, clock, process) =>
      async (...given) => {
        if (process === 0) waiting++
        while (process === 1 && waiting > 0 && !given[1]?.aborted) await clock.sleep(1_000_000, given[1])
        const acquired = await acquire(...given)
        if (process === 0) waiting--
        return acquired
      }
  }),
  'waits for the report of each call': shared(() => {
    const out = new Map<string, number>()
    return (acquire, clock) => async (tenant, signal, budget) => {
      const acquired = await acquire(tenant, signal, budget)
      if (!isPermit(acquired)) return acquired
      while ((out.get(tenant) ?? 0) >= 10) await clock.sleep(1_000)
      out.set(tenant, (out.get(tenant) ?? 0) + 1)
      const done = (): void => void out.set(tenant, (out.get(tenant) ?? 0) - 1)
      return {
        passed: () => {
          done()
          acquired.passed()
        },
        refused: (asked) => {
          done()
          return acquired.refused(asked)
        },
      }
    }
  }),
  'ignores a 429': withPermits((permit) => ({ ...permit, refused: () => undefined })),
  'takes a 429 for a success': withPermits((permit) => ({ ...permit, refused: () => permit.passed() })),
  'pauses for a second, whatever Notion asks for': withPermits((permit) => ({
    ...permit,
    refused: () => permit.refused(1_000),
  })),
  'takes milliseconds for seconds': withPermits((permit) => ({
    ...permit,
    refused: (asked) => permit.refused(asked === undefined ? undefined : asked * 1_000),
  })),
  'does not pause if nothing is asked for': pausing((until, now, asked) =>
    asked === 'passed' ? until : Math.max(until, now + (Number(asked) || 0)),
  ),
  'pauses for ever if the time is no number': pausing((until, now, asked) =>
    Number.isNaN(asked) ? Number.MAX_SAFE_INTEGER : RIGHT_PAUSE(until, now, asked),
  ),
  'pauses all tenants': pausing(RIGHT_PAUSE, () => 'all'),
  'pauses only the process that got the 429': pausing(RIGHT_PAUSE, (tenant, process) => `${tenant} ${process}`),
  'ends a pause with the success of a call that was under way': pausing((until, now, asked) =>
    asked === 'passed' ? 0 : RIGHT_PAUSE(until, now, asked),
  ),
  'adds up the pauses of calls that were refused together': pausing((until, now, asked) =>
    asked === 'passed' ? until : Math.max(until, now) + Math.max(1_000, Number(asked) || 0),
  ),
  'serves a call that was aborted before': shared(
    () => (acquire) => (tenant, signal, budget) => acquire(tenant, signal?.aborted ? undefined : signal, budget),
  ),
  'lets aborted calls wait': shared(
    () => (acquire) => (tenant, signal, budget) => (signal?.aborted ? undefined : acquire(tenant, undefined, budget)),
  ),
  'rejects an aborted call': shared(() => (acquire) => async (...given) => {
    const acquired = await acquire(...given)
    if (acquired === undefined) throw new Error('aborted')
    return acquired
  }),
  'gives nothing to a call that waits behind one that was aborted': shared(() => {
    let isStuck = false
    return (acquire, clock) =>
      async (...given) => {
        given[1]?.addEventListener('abort', () => {
          isStuck = true
        })
        const acquired = await acquire(...given)
        while (isStuck && acquired !== undefined) await clock.sleep(3_600_000)
        return acquired
      }
  }),
  'ignores budgets': shared(() => (acquire) => (tenant, signal) => acquire(tenant, signal)),
  'waits for a while, even if the budget is less': shared(
    () => (acquire) => (tenant, signal, budget) =>
      acquire(tenant, signal, budget?.extend ? budget : budget && { leftMs: () => 25_000, extend: () => undefined }),
  ),
  'charges the queue to the budget': shared(
    () => (acquire) => (tenant, signal, budget) =>
      acquire(tenant, signal, budget && { leftMs: budget.leftMs, extend: undefined }),
  ),
  'extends a budget without an end': shared(() => (acquire) => (tenant, signal, budget) => {
    budget?.extend?.(86_400_000)
    return acquire(tenant, signal, budget)
  }),
  'does not say how long the wait would be': shared(() => (acquire) => async (...given) => {
    const acquired = await acquire(...given)
    return acquired && !isPermit(acquired) ? { retryAfterMs: 0 } : acquired
  }),
  'never waits': shared(
    () => (acquire) => (tenant, signal) => acquire(tenant, signal, { leftMs: () => 0, extend: undefined }),
  ),
  'throws while there is no room': shared(() => (acquire) => async (tenant, signal) => {
    const acquired = await acquire(tenant, signal, { leftMs: () => 0, extend: undefined })
    if (!isPermit(acquired)) throw new Error('no room')
    return acquired
  }),
  'gives something else than a permit': shared(() => () => () => JSON.parse('true')),
  'never answers': shared(() => () => () => new Promise(() => undefined)),
}

/** The names of the cases that a limiter does not pass. */
const failedBy = async (make: Make): Promise<ReadonlyArray<string>> => {
  const failed: Array<string> = []
  for (const { name, run } of rateLimiterCases) {
    const clock = manualClock()
    const subject = { limiters: make(clock), pass: clock.advance, settle: settled }
    // A case that does not end is one that a limiter does not pass.
    await run(() => subject).catch(() => failed.push(name))
  }
  return failed
}

test('default: the correct limiter, from which the broken ones are made, passes', async () => {
  expect(await failedBy(shared(() => (acquire) => acquire))).toEqual([])
})

test('default: limiters with their own pause and window pass', async () => {
  expect(await failedBy(pausing(RIGHT_PAUSE))).toEqual([])
  expect(await failedBy(inWindows(Number.MAX_SAFE_INTEGER))).toEqual([])
})

test.each(Object.entries(BROKEN))('error: a limiter that %s does not pass', async (_name, make) => {
  expect(await failedBy(make)).not.toEqual([])
})

test('behavior: each case finds a broken limiter', async () => {
  const found = new Set((await Promise.all(Object.values(BROKEN).map(failedBy))).flat())
  expect(rateLimiterCases.map(({ name }) => name).filter((name) => !found.has(name))).toEqual([])
})
