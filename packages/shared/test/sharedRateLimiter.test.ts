/** The shared limiter over a map, and over a store that does not respond, is late, or returns malformed turns. */
import { rateLimiterCases } from '@notion-fp/testing'
import fc from 'fast-check'
import type { Permit, RateLimiter } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { type ManualClock, manualClock, settled } from '../../../test/support/fakes.js'
import {
  type LimiterState,
  limiterStateIn,
  nextFreeAt,
  sharedRateLimiter,
  type TurnRequest,
  takeTurn,
  turnIn,
  turnRequestIn,
} from '../src/index.js'

const RATES = { perMinute: 10, maxPerMinute: 10, minPerMinute: 1 }

type Acquired = Awaited<ReturnType<RateLimiter['acquire']>>

const isPermit = (acquired: Acquired): acquired is Permit => acquired !== undefined && 'passed' in acquired

/** A store of states as JSON text, so that nothing survives that JSON cannot express. */
const aPlace = (clock: ManualClock) => {
  const rows = new Map<string, string>()
  return async (tenant: string, request: TurnRequest) => {
    const row = rows.get(tenant)
    const sent = turnRequestIn(JSON.parse(JSON.stringify(request)))
    if (!sent) throw new Error('no request')
    const [state, turn] = takeTurn(row === undefined ? undefined : limiterStateIn(JSON.parse(row)), sent, clock.now())
    rows.set(tenant, JSON.stringify(state))
    return turn
  }
}

test.each(rateLimiterCases)('behavior: over a map, it $name', async ({ run }) => {
  await run(() => {
    const clock = manualClock()
    const turn = aPlace(clock)
    const make = () => sharedRateLimiter({ name: 'the map', turn }, { ...RATES, clock })
    return { limiters: [make(), make()], pass: clock.advance, settle: settled }
  })
})

describe('while no turn can be taken', () => {
  const tried = async (turn: () => Promise<unknown>, options = {}) => {
    const clock = manualClock()
    const lines: Array<string> = []
    const limiter = sharedRateLimiter(
      { name: 'the map', turn },
      { ...RATES, ...options, clock, logger: ({ level, message }) => void lines.push(`${level}: ${message}`) },
    )
    let given: Acquired
    void Promise.resolve(limiter.acquire('tenant')).then((acquired) => {
      given = acquired
    })
    await settled()
    await clock.advance(1_000)
    await settled()
    return { given, lines }
  }

  test.each([
    ['rejects', () => Promise.reject(new Error('no route')), 'no route'],
    [
      'throws',
      () => {
        throw new Error('no binding')
      },
      'no binding',
    ],
    ['is late', () => new Promise(() => undefined), 'no reply within 1000 ms'],
    ['answers nothing', async () => undefined, 'its reply is not what was asked for'],
    ['answers garbage', async () => ({ granted: 'all' }), 'its reply is not what was asked for'],
    [
      'gives a part of a permit',
      async () => ({ granted: 0.5, flag: 0, now: 0, waitMs: 0, pauseMs: 0, stalledMs: 0, limit: 1 }),
      'its reply is not what was asked for',
    ],
  ])('error: what %s is reported, and the process has its share or none', async (_name, turn, reason) => {
    const own = await tried(turn)
    expect(own.given && isPermit(own.given)).toBe(true)
    expect(own.lines).toEqual([
      `warn: the map rate limiter: unavailable, so this process uses 0.1 of the limit on its own: ${reason}`,
    ])
    const none = await tried(turn, { onUnavailable: 'fail' })
    expect(none.given).toEqual({ retryAfterMs: expect.any(Number), reason: `the map is unavailable: ${reason}` })
  })
})

describe('after an outage', () => {
  /** Calls that wait through an outage of so long, and how many were served when it was over, and some seconds later. */
  const outage = async (milliseconds: number, count: number, ...rest: [AbortSignal?]) => {
    const clock = manualClock()
    const place = aPlace(clock)
    const ends = clock.now() + milliseconds
    const turn = (tenant: string, request: TurnRequest) =>
      clock.now() < ends ? Promise.reject(new Error('no route')) : place(tenant, request)
    const limiter = sharedRateLimiter({ name: 'the map', turn }, { ...RATES, clock, logger: () => undefined })
    const given: Array<readonly [call: number, acquired: Acquired]> = []
    for (let call = 0; call < count; call++)
      void Promise.resolve(limiter.acquire('tenant', ...rest)).then((acquired) => given.push([call, acquired]))
    const pass = async (all: number): Promise<void> => {
      for (let passed = 0; passed < all; passed += 500) await clock.advance(500)
    }
    await pass(milliseconds)
    return { given, pass, during: given.length }
  }

  test('behavior: calls that wait for the share of their process are served together with the others, in their order', async () => {
    const { given, pass, during } = await outage(5_000, 8)
    // A tenth of ten a minute.
    expect(during).toBe(1)
    await pass(5_000)
    expect(given.map(([call]) => call)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(given.every(([, acquired]) => isPermit(acquired))).toBe(true)
  })

  test('behavior: calls that are aborted while they wait end at once', async () => {
    const leaving = new AbortController()
    const { given, pass } = await outage(600_000, 3, leaving.signal)
    const before = given.length
    leaving.abort()
    await settled()
    expect(given.slice(before).map(([, acquired]) => acquired)).toEqual(Array(3 - before).fill(undefined))
    await pass(5_000)
    expect(given).toHaveLength(3)
  })
})

describe('on a platform where work ends with the request that started it', () => {
  /** A place whose first turn is never answered, as if its request was over. */
  const ending = (clock: ManualClock) => {
    const turn = aPlace(clock)
    let turns = 0
    return (tenant: string, request: TurnRequest) =>
      turns++ === 0 ? new Promise<never>(() => undefined) : turn(tenant, request)
  }
  /** A clock whose timers end with the request that began them: those of the first call never come. */
  const withoutFirst = (clock: ManualClock) => {
    let isFirst = true
    return {
      end: () => {
        isFirst = false
      },
      clock: {
        ...clock,
        after: (milliseconds: number, run: () => void) => (isFirst ? () => undefined : clock.after(milliseconds, run)),
      },
    }
  }

  test('params: watchMs lets a waiting call take over the turns', async () => {
    for (const watchMs of [500, undefined]) {
      const manual = manualClock()
      const { clock, end } = withoutFirst(manual)
      const limiter = sharedRateLimiter({ name: 'the map', turn: ending(manual), watchMs }, { ...RATES, clock })
      void limiter.acquire('tenant')
      await settled()
      end()
      let given: Acquired
      void Promise.resolve(limiter.acquire('tenant')).then((acquired) => {
        given = acquired
      })
      await settled()
      for (let passed = 0; passed < 5_000; passed += 500) await manual.advance(500)
      expect(given !== undefined && isPermit(given)).toBe(watchMs !== undefined)
    }
  })

  test('params: waitUntil receives the work that reports the last call; if it throws, calls are not affected', async () => {
    const clock = manualClock()
    const turn = aPlace(clock)
    const kept: Array<Promise<void>> = []
    const waitUntil = (turns: Promise<void>) => {
      kept.push(turns)
      throw new Error('the request is over')
    }
    const limiter = sharedRateLimiter({ name: 'the map', turn, waitUntil }, { ...RATES, clock })
    const permit = await limiter.acquire('tenant')
    await Promise.all(kept)
    const before = kept.length
    if (permit && isPermit(permit)) permit.refused(60_000)
    await Promise.all(kept)
    expect(kept.length).toBe(before + 1)
    const [, other] = takeTurn(undefined, aRequest({ want: 0 }), clock.now())
    expect(other.pauseMs).toBe(0)
    expect(await turn('tenant', aRequest({ want: 0 }))).toMatchObject({ pauseMs: 60_000 })
  })
})

const aRequest = (given: Partial<TurnRequest> = {}): TurnRequest => ({
  ...RATES,
  process: 'a',
  want: 1,
  base: 0,
  leaseMs: 5_000,
  reports: [],
  ...given,
})

describe('takeTurn', () => {
  test('default: permits within the limit, and the state to store', () => {
    const [state, turn] = takeTurn(undefined, aRequest({ want: 20, maxPerMinute: 600 }), 1_000)
    expect(turn).toEqual({ granted: 10, flag: 0, now: 1_000, waitMs: 1_000, pauseMs: 0, stalledMs: -1, limit: 10 })
    expect(nextFreeAt(state)).toBe(66_000)
    expect(limiterStateIn(JSON.parse(JSON.stringify(state)))).toEqual(state)
  })

  test('behavior: it does not change the given state', () => {
    const [state] = takeTurn(undefined, aRequest({ want: 20 }), 1_000)
    const before = JSON.stringify(state)
    const passed = { kind: 'passed', id: 'a:0', issuedAt: 1_000, flag: 0, retryAfterMs: 0 } as const
    takeTurn(state, aRequest({ base: 20, reports: [passed, { ...passed, kind: 'refused', id: 'a:1' }] }), 2_000)
    expect(JSON.stringify(state)).toBe(before)
  })

  test('behavior: a clock that is set back by an hour does not block calls for an hour', () => {
    const hour = 3_600_000
    const [state] = takeTurn(undefined, aRequest({ want: 10 }), 10 * hour)
    const [back] = takeTurn(state, aRequest({ base: 10 }), 9 * hour)
    expect(nextFreeAt(back)).toBe(9 * hour + 65_000)
  })
})

test('error: malformed turns, requests and states are rejected', () => {
  const [state, turn] = takeTurn(undefined, aRequest({ want: 3 }), 1_000)
  const request = aRequest({
    reports: [{ kind: 'passed', id: 'a:0', issuedAt: 1_000, flag: 0, retryAfterMs: 0 }],
  })
  const readers: ReadonlyArray<readonly [object, (given: unknown) => unknown]> = [
    [turn, turnIn],
    [request, turnRequestIn],
    [state satisfies LimiterState, limiterStateIn],
  ]
  for (const [whole, read] of readers) {
    expect(read(whole)).toEqual(whole)
    for (const name of Object.keys(whole)) {
      for (const wrong of [undefined, null, 'x', Number.NaN, {}, [1]]) {
        const isName = name === 'process' && wrong === 'x'
        if (!isName) expect(read({ ...whole, [name]: wrong })).toBeUndefined()
      }
    }
  }
  fc.assert(
    fc.property(fc.anything(), (given) => {
      for (const [, read] of readers) expect(read(given)).toBeUndefined()
    }),
  )
  expect(turnRequestIn({ ...request, want: 1_001 })).toBeUndefined()
  expect(turnRequestIn({ ...request, perMinute: 0 })).toBeUndefined()
  expect(turnRequestIn({ ...request, reports: [{ ...request.reports[0], kind: 'lost' }] })).toBeUndefined()
})

test('error: an unknown or invalid option', () => {
  const taker = { name: 'the map', turn: async () => undefined }
  expect(() => sharedRateLimiter(taker, { perMinute: 0 })).toThrow(
    '@notion-fp/shared: perMinute must be a number greater than 0, not 0',
  )
  expect(() => sharedRateLimiter(taker, { perMinute: 5, maxPerMinute: 1 })).toThrow(/maxPerMinute/)
})
