import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import { makeCache } from '../../../src/core/cache/makeCache.js'
import type { Context } from '../../../src/core/call/context.js'
import type { LogEntry } from '../../../src/core/call/logger.js'
import { createContext } from '../../../src/core/context/createContext.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { type Clock, systemClock } from '../../../src/core/internal/clock.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { withLogger } from '../../../src/core/middleware/withLogger.js'
import { withRateLimit } from '../../../src/core/middleware/withRateLimit.js'
import { type RetryOptions, withRetry } from '../../../src/core/middleware/withRetry.js'
import { withSignal } from '../../../src/core/middleware/withSignal.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { createPage } from '../../../src/ops/pages/createPage.js'
import { getPage } from '../../../src/ops/pages/getPage.js'
import { updatePage } from '../../../src/ops/pages/updatePage.js'
import { type ManualClock, manualClock, settled } from '../../support/fakes.js'
import { anId, aPage, aRequest } from '../../support/fixtures.js'

const PAUSE = { object: 'error', status: 429, code: 'rate_limited', message: 'Slow down.' }

interface World {
  readonly ctx: Context
  readonly clock: ManualClock
  readonly sent: Array<string>
  readonly lines: Array<LogEntry>
}

/** A context with a limiter, retries and a logger. `answer` is the response to the nth request. */
const world = (
  answer: (count: number) => Response | Promise<Response>,
  retry: false | RetryOptions = {},
  more: { readonly timeoutMs?: number; readonly clock?: Clock; readonly perMinute?: number } = {},
): World => {
  const clock = manualClock(0, 0)
  const sent: Array<string> = []
  const lines: Array<LogEntry> = []
  const { perMinute = 180, ...options } = more
  const ctx = pipe(
    makeContext(
      {
        auth: 'ntn_token_of_a_test',
        clock,
        logLevel: 'info',
        logger: (entry) => lines.push(entry),
        fetch: async (url) => {
          sent.push(String(url))
          return answer(sent.length)
        },
        ...options,
      },
      fetchFetcher,
    ),
    wrap(withRateLimit({ limiter: rateLimiter({ perMinute, clock: options.clock ?? clock }), tenant: () => '' })),
    (ctx) => (retry ? wrap(withRetry(retry))(ctx) : ctx),
    wrap(withLogger()),
  )
  return { ctx, clock, sent, lines }
}

const read = (ctx: Context, digit = 1) => getPage(ctx, { page_id: anId(digit) })()

const paused = (retryAfter: string, type = 'application/json') =>
  new Response(type === 'text/html' ? '<h1>Blocked</h1>' : JSON.stringify(PAUSE), {
    status: 429,
    headers: { 'retry-after': retryAfter, 'content-type': type },
  })

test.each([
  ['an hour', () => paused('3600')],
  ['an enormous number of seconds', () => paused('99999999999')],
  ['a date in the year 9999', () => paused('Fri, 31 Dec 9999 23:59:59 GMT')],
  ['a day, in an HTML response', () => paused('86400', 'text/html')],
  ['an hour, with 529', () => new Response('', { status: 529, headers: { 'retry-after': '3600' } })],
])('error: during a pause longer than the budget, %s, later calls fail at once and unsent', async (_name, answer) => {
  const { ctx, sent } = world(answer)
  expect(E.isLeft(await read(ctx))).toBe(true)
  const later = await Promise.all([2, 3, 4].map((digit) => read(ctx, digit)))
  for (const result of later) {
    expect(result).toMatchObject({ left: { _tag: 'RateLimitError', unsent: true, outcome: 'not-applied' } })
    expect(E.isLeft(result) && 'retryAfterMs' in result.left && result.left.retryAfterMs).toBeGreaterThan(120_000)
  }
  expect(sent).toHaveLength(1)
})

test('behavior: a pause is logged once, and unsent calls are logged once', async () => {
  const { ctx, lines } = world(() => paused('3600'))
  await read(ctx)
  for (let call = 0; call < 20; call++) await read(ctx, call)
  expect(lines.map(({ level }) => level)).toEqual(['warn', 'info', 'error', 'warn'])
  expect(lines[1]?.message).toMatch(/pause of 3600 s/)
})

test('behavior: a pause of more than an hour is limited to an hour, after which a call is sent', async () => {
  const { ctx, clock, sent } = world((count) => (count === 1 ? paused('99999999999') : Response.json(aPage())))
  await read(ctx)
  await clock.advance(3_600_001)
  expect(E.isRight(await read(ctx, 2))).toBe(true)
  expect(sent).toHaveLength(2)
})

test('behavior: without retries, a call waits for a pause of up to timeoutMs', async () => {
  const { ctx, clock } = world((count) => (count === 1 ? paused('20') : Response.json(aPage())), false)
  await read(ctx)
  const other = read(ctx, 2)
  await clock.advance(20_000)
  expect(E.isRight(await other)).toBe(true)
  const short = world((count) => (count === 1 ? paused('31') : Response.json(aPage())), false)
  await read(short.ctx)
  expect(await read(short.ctx, 2)).toMatchObject({ left: { _tag: 'RateLimitError', unsent: true } })
})

test('params: budgetMs limits the timeout of the last attempt', async () => {
  const { ctx, clock } = world(
    () => new Promise(() => undefined),
    { attempts: 3, budgetMs: 9_000 },
    { timeoutMs: 8_000 },
  )
  let result: unknown
  void read(ctx).then((given) => {
    result = given
  })
  await clock.advance(8_000)
  await clock.advance(0)
  expect(result).toBeUndefined()
  await clock.advance(1_000)
  expect(result).toMatchObject({ left: { _tag: 'TimeoutError', timeoutMs: 1_000 } })
})

test('params: budgetMs includes the time in the queue of the limiter', async () => {
  const { ctx, clock, sent } = world(() => Response.json(aPage()), { budgetMs: 5_000 }, { perMinute: 1 })
  await read(ctx)
  const slow = read(ctx, 2)
  await clock.advance(5_000)
  expect(await slow).toMatchObject({ left: { _tag: 'RateLimitError', unsent: true } })
  expect(sent).toHaveLength(1)
})

test('default: the budget excludes the time in the queue of the limiter', async () => {
  const { ctx, clock, sent } = world(() => Response.json(aPage()), {}, { perMinute: 1 })
  const all = Promise.all([1, 2, 3, 4].map((digit) => read(ctx, digit)))
  for (let minute = 0; minute < 3; minute++) await clock.advance(60_000)
  expect((await all).every(E.isRight)).toBe(true)
  expect(sent).toHaveLength(4)
})

test('behavior: a 429 does not count as an attempt', async () => {
  const { ctx, clock, sent } = world((count) => (count < 20 ? paused('1') : Response.json(aPage())), { attempts: 2 })
  const result = read(ctx)
  for (let second = 0; second < 20; second++) await clock.advance(1_000)
  expect(E.isRight(await result)).toBe(true)
  expect(sent).toHaveLength(20)
})

test('params: attempts: 1 disables retries, even after a 429', async () => {
  const { ctx, sent } = world(() => paused('1'), { attempts: 1 })
  expect(await read(ctx)).toMatchObject({ left: { _tag: 'RateLimitError', retryAfterMs: 1_000 } })
  expect(sent).toHaveLength(1)
})

test.each([-3_600_000, 3_600_000, 86_400_000])(
  'behavior: a call completes if a clock without monotonic time changes by %d ms',
  async (jump) => {
    const manual = manualClock(0, 0)
    let shift = 0
    const clock: Clock = { ...manual, now: () => manual.now() + shift }
    const { ctx, sent } = world((count) => (count === 1 ? paused('1') : Response.json(aPage())), false, { clock })
    await read(ctx)
    const next = read(ctx, 2)
    await manual.advance(10)
    shift = jump
    await manual.advance(1_000)
    expect(E.isRight(await next)).toBe(true)
    expect(sent).toHaveLength(2)
  },
)

test('behavior: a call that creates is retried once after a 429', async () => {
  const { ctx, clock, sent } = world((count) => (count === 1 ? paused('2') : Response.json(aPage())))
  const created = createPage(ctx, { parent: { page_id: anId() } })()
  await clock.advance(2_000)
  expect(E.isRight(await created)).toBe(true)
  expect(sent).toHaveLength(2)
})

const BROKEN: ReadonlyArray<readonly [string, () => never]> = [
  [
    'throws',
    () => {
      throw new Error('broken')
    },
  ],
  [
    'throws an object that cannot be read',
    () => {
      throw new Proxy(
        {},
        {
          get: () => {
            throw new Error('unreadable')
          },
        },
      )
    },
  ],
]

test.each(BROKEN)('error: no retry if `when` %s', async (_name, when) => {
  const { ctx, sent } = world(() => new Response('', { status: 502 }), { when })
  expect(await read(ctx)).toMatchObject({ left: { _tag: 'ServerError' } })
  expect(sent).toHaveLength(1)
})

test.each(BROKEN)('error: a call completes if sleep %s', async (_name, sleep) => {
  const clock: Clock = { ...manualClock(0, 0), sleep }
  const { ctx, sent } = world(() => new Response('', { status: 502 }), { attempts: 3 }, { clock, perMinute: 1 })
  expect(await read(ctx)).toMatchObject({ left: { _tag: 'ServerError' } })
  expect(sent).toHaveLength(3)
})

test.each(['0', '0.2', undefined])(
  'behavior: the number of retries is limited if every response is 429 with Retry-After %s and sleep returns at once',
  async (retryAfter) => {
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
    const reject = () => new Response(JSON.stringify(PAUSE), { status: 429, headers })
    const clock: Clock = { ...manualClock(0, 0), sleep: async () => undefined }
    const { ctx, sent } = world(reject, {}, { clock })
    expect(await read(ctx)).toMatchObject({ left: { _tag: 'RateLimitError', status: 429 } })
    expect(sent.length).toBeLessThanOrEqual(120)
    expect(E.isLeft(await read(ctx)) && sent.length).toBeLessThanOrEqual(240)
  },
)

test('error: if the budget ends during a pause, the call fails with its previous error and outcome', async () => {
  // Another call causes the pause while this one waits for its second attempt.
  const gone = new Response(JSON.stringify({ object: 'error', status: 502, code: 'bad_gateway', message: 'Gone.' }), {
    status: 502,
  })
  const { ctx, clock } = world((count) => (count === 1 ? gone : paused('3600')), {
    budgetMs: 60_000,
    baseDelayMs: 2_000,
  })
  const own = updatePage(ctx, { page_id: anId(), is_locked: true })()
  await settled()
  await read(ctx, 2)
  await clock.advance(2_000)
  expect(await own).toMatchObject({ left: { _tag: 'ServerError', status: 502, outcome: 'unknown' } })
  expect(await read(ctx, 3)).toMatchObject({ left: { _tag: 'RateLimitError', unsent: true } })
})

test('behavior: a pause is logged once, in any order of the 429s, however many calls wait', async () => {
  for (const order of [
    ['20', '30'],
    ['30', '20'],
    ['1', '30'],
  ]) {
    const { ctx, clock, lines } = world((count) => {
      const rejection = order[count - 1]
      return rejection === undefined ? Response.json(aPage()) : paused(rejection)
    })
    const all = Promise.all([1, 2].map((digit) => read(ctx, digit)))
    await clock.advance(500)
    const late = Promise.all([3, 4, 5].map((digit) => read(ctx, digit)))
    for (let second = 0; second < 40; second++) await clock.advance(1_000)
    await Promise.all([all, late])
    const logged = lines.filter(({ op }) => op === undefined).map(({ message }) => message)
    expect(logged).toEqual([`Notion asks for a pause of ${order[0] === '1' ? 30 : order[0]} s`])
  }
})

test('behavior: the pause after one until the year 9999 is logged, too', async () => {
  const { ctx, clock, lines } = world((count) => paused(count === 1 ? 'Fri, 31 Dec 9999 23:59:59 GMT' : '1800'))
  await read(ctx)
  await clock.advance(3_600_001)
  await read(ctx, 2)
  const logged = lines.filter(({ message }) => message.startsWith('Notion asks'))
  expect(logged).toHaveLength(2)
})

test('behavior: the pause of each token is logged', async () => {
  const clock = manualClock(0, 0)
  const lines: Array<LogEntry> = []
  let who = 'ada'
  const config = {
    auth: 'ntn_token_of_a_test',
    clock,
    logLevel: 'info',
    logger: (entry: LogEntry) => {
      lines.push(entry)
    },
  } as const
  const ctx = pipe(
    makeContext({ ...config, fetch: async () => paused('3600') }, fetchFetcher),
    wrap(withRateLimit({ tenant: () => who })),
  )
  await read(ctx)
  who = 'grace'
  await read(ctx)
  expect(lines).toHaveLength(2)
})

const broken = (): never => {
  throw new Error('broken')
}

test.each<readonly [string, Partial<Clock>]>([
  ['throws from now', { now: broken }],
  ['throws from now and monotonic', { now: broken, monotonic: broken }],
  ['returns a time that is not a number', { now: () => Number.NaN, monotonic: () => unsafeCast<number>('soon') }],
  ['throws from random', { random: broken }],
  ['returns NaN from random', { random: () => Number.NaN }],
  ['rejects sleeps', { sleep: () => Promise.reject(new Error('broken')) }],
  ['does not return a promise from sleep', { sleep: () => unsafeCast<Promise<void>>(undefined) }],
])('error: calls succeed with a clock that %s', async (_name, over) => {
  for (const status of [200, 429, 502]) {
    let count = 0
    const options = {
      auth: 'ntn_token_of_a_test',
      logLevel: 'silent',
      fetch: async () => {
        count++
        return status === 200 || count > 2
          ? Response.json(aPage())
          : new Response('', { status, headers: { 'retry-after': '0.01' } })
      },
      clock: { ...systemClock, sleep: async () => undefined, ...over },
      retry: { baseDelayMs: 1 },
    } as const
    expect(await read(createContext(options))).toMatchObject({ _tag: 'Right' })
    // The clock only as an option of each part.
    const { clock, ...rest } = options
    const parts = { retry: { clock, baseDelayMs: 1 }, rateLimit: { clock }, cache: false } as const
    expect(await read(createContext({ ...rest, ...parts }))).toMatchObject({ _tag: 'Right' })
  }
})

test('error: a wait ends on time, or by its signal, if sleep never resolves', async () => {
  const manual = manualClock(0, 0)
  const clock: Clock = { ...manual, sleep: () => new Promise(() => undefined) }
  const { ctx } = world((count) => (count === 1 ? paused('5') : Response.json(aPage())), {}, { clock })
  const call = read(ctx)
  await manual.advance(5_000)
  await manual.advance(0)
  expect(E.isRight(await call)).toBe(true)
  const controller = new AbortController()
  const { ctx: other } = world(() => paused('5'), {}, { clock })
  const aborted = read(pipe(other, wrap(withSignal(controller.signal))))
  await manual.advance(0)
  controller.abort()
  expect(await aborted).toMatchObject({ left: { _tag: 'AbortError' } })
})

test('error: no retry and no unhandled rejection if `when` returns a promise', async () => {
  for (const when of [async () => true, () => Promise.reject(new Error('broken'))]) {
    const { ctx, sent } = world(() => new Response('', { status: 502 }), { when: unsafeCast(when) })
    expect(await read(ctx)).toMatchObject({ left: { _tag: 'ServerError' } })
    expect(sent).toHaveLength(1)
  }
  await settled()
})

const never = (): Promise<never> => new Promise(() => undefined)

test('params: budgetMs includes the waits for the token, for a store and for the read of another caller', async () => {
  const clock = manualClock(0, 0)
  const base = { auth: 'ntn_token_of_a_test', clock, logLevel: 'silent', retry: { budgetMs: 300 } } as const
  const store = { get: never, set: never, invalidate: never, clear: never }
  const cases = {
    token: createContext({ ...base, auth: never, cache: false }),
    store: createContext({ ...base, fetch: never, cache: makeCache(store, {}, clock, 10_000) }),
    other: createContext({ ...base, fetch: never, cache: false }),
  }
  for (const ctx of Object.values(cases)) {
    // Hashing the token takes real time, not that of the clock.
    await ctx.fetcher(aRequest({ kind: 'repeatable', signal: AbortSignal.timeout(20) }))()
    let ended = 0
    const count = (): void => {
      ended++
    }
    void read(ctx).then(count)
    await settled()
    void read(pipe(ctx, wrap(withSignal(new AbortController().signal)))).then(count)
    for (let step = 0; step < 4; step++) await clock.advance(100)
    expect(ended).toBe(2)
  }
})
