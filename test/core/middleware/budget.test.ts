import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import type { Context } from '../../../src/core/call/context.js'
import type { LogEntry } from '../../../src/core/call/logger.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { wrap } from '../../../src/core/context/wrap.js'
import type { Clock } from '../../../src/core/internal/clock.js'
import { rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { withLogger } from '../../../src/core/middleware/withLogger.js'
import { withRateLimit } from '../../../src/core/middleware/withRateLimit.js'
import { type RetryOptions, withRetry } from '../../../src/core/middleware/withRetry.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { createPage } from '../../../src/ops/pages/createPage.js'
import { getPage } from '../../../src/ops/pages/getPage.js'
import { type ManualClock, manualClock } from '../../support/fakes.js'
import { anId, aPage } from '../../support/fixtures.js'

const PAUSE = { object: 'error', status: 429, code: 'rate_limited', message: 'Slow down.' }

interface World {
  readonly ctx: Context
  readonly clock: ManualClock
  readonly sent: Array<string>
  readonly lines: Array<LogEntry>
}

/** A context with a limiter, retries and a logger, over a server that is a function of how often it was asked. */
const world = (
  answer: (asked: number) => Response | Promise<Response>,
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
  ['a number of seconds beyond all bounds', () => paused('99999999999')],
  ['a date in a far year', () => paused('Fri, 31 Dec 9999 23:59:59 GMT')],
  ['a day, from a page in HTML', () => paused('86400', 'text/html')],
  ['an hour, with 529', () => new Response('', { status: 529, headers: { 'retry-after': '3600' } })],
])('error: a pause that is longer than the budget, %s: later calls fail at once and unsent', async (_name, answer) => {
  const { ctx, sent } = world(answer)
  expect(E.isLeft(await read(ctx))).toBe(true)
  const later = await Promise.all([2, 3, 4].map((digit) => read(ctx, digit)))
  for (const result of later) {
    expect(result).toMatchObject({ left: { _tag: 'RateLimitError', unsent: true, outcome: 'not-applied' } })
    expect(E.isLeft(result) && 'retryAfterMs' in result.left && result.left.retryAfterMs).toBeGreaterThan(120_000)
  }
  expect(sent).toHaveLength(1)
})

test('behavior: the log tells once of a pause and once that calls fail unsent, not once a call', async () => {
  const { ctx, lines } = world(() => paused('3600'))
  await read(ctx)
  for (let call = 0; call < 20; call++) await read(ctx, call)
  expect(lines.map(({ level }) => level)).toEqual(['warn', 'info', 'error', 'warn'])
  expect(lines[1]?.message).toMatch(/pause of 3600 s/)
})

test('behavior: a pause longer than an hour ends with one call that finds out', async () => {
  const { ctx, clock, sent } = world((asked) => (asked === 1 ? paused('99999999999') : Response.json(aPage())))
  await read(ctx)
  await clock.advance(3_600_001)
  expect(E.isRight(await read(ctx, 2))).toBe(true)
  expect(sent).toHaveLength(2)
})

test('behavior: without retries a pause may be as long as the time-out', async () => {
  const { ctx, clock } = world((asked) => (asked === 1 ? paused('20') : Response.json(aPage())), false)
  await read(ctx)
  const other = read(ctx, 2)
  await clock.advance(20_000)
  expect(E.isRight(await other)).toBe(true)
  const short = world((asked) => (asked === 1 ? paused('31') : Response.json(aPage())), false)
  await read(short.ctx)
  expect(await read(short.ctx, 2)).toMatchObject({ left: { _tag: 'RateLimitError', unsent: true } })
})

test('params: budgetMs is the time of the whole call: the last attempt is cut to what is left', async () => {
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

test('params: a budget that is given includes the queue of the limiter', async () => {
  const { ctx, clock, sent } = world(() => Response.json(aPage()), { budgetMs: 5_000 }, { perMinute: 1 })
  await read(ctx)
  const slow = read(ctx, 2)
  await clock.advance(5_000)
  expect(await slow).toMatchObject({ left: { _tag: 'RateLimitError', unsent: true } })
  expect(sent).toHaveLength(1)
})

test('default: time in the queue does not use up the budget', async () => {
  const { ctx, clock, sent } = world(() => Response.json(aPage()), {}, { perMinute: 1 })
  const all = Promise.all([1, 2, 3, 4].map((digit) => read(ctx, digit)))
  for (let minute = 0; minute < 3; minute++) await clock.advance(60_000)
  expect((await all).every(E.isRight)).toBe(true)
  expect(sent).toHaveLength(4)
})

test('behavior: answers 429 do not use up the attempts: the budget bounds them', async () => {
  const { ctx, clock, sent } = world((asked) => (asked < 20 ? paused('1') : Response.json(aPage())), { attempts: 2 })
  const result = read(ctx)
  for (let second = 0; second < 20; second++) await clock.advance(1_000)
  expect(E.isRight(await result)).toBe(true)
  expect(sent).toHaveLength(20)
})

test('params: attempts: 1 retries nothing, a 429 neither', async () => {
  const { ctx, sent } = world(() => paused('1'), { attempts: 1 })
  expect(await read(ctx)).toMatchObject({ left: { _tag: 'RateLimitError', retryAfterMs: 1_000 } })
  expect(sent).toHaveLength(1)
})

test.each([-3_600_000, 3_600_000, 86_400_000])(
  'behavior: a clock without monotonic time that is set by %d ms hangs no call',
  async (jump) => {
    const manual = manualClock(0, 0)
    let shift = 0
    const clock: Clock = { ...manual, now: () => manual.now() + shift }
    const { ctx, sent } = world((asked) => (asked === 1 ? paused('1') : Response.json(aPage())), false, { clock })
    await read(ctx)
    const next = read(ctx, 2)
    await manual.advance(10)
    shift = jump
    await manual.advance(1_000)
    expect(E.isRight(await next)).toBe(true)
    expect(sent).toHaveLength(2)
  },
)

test('behavior: a creation that was refused with 429 is sent again, once', async () => {
  const { ctx, clock, sent } = world((asked) => (asked === 1 ? paused('2') : Response.json(aPage())))
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

test.each(BROKEN)('error: a `when` that %s retries nothing', async (_name, when) => {
  const { ctx, sent } = world(() => new Response('', { status: 502 }), { when })
  expect(await read(ctx)).toMatchObject({ left: { _tag: 'ServerError' } })
  expect(sent).toHaveLength(1)
})

test.each(BROKEN)('error: a sleep that %s hangs and rejects no call', async (_name, sleep) => {
  const clock: Clock = { ...manualClock(0, 0), sleep }
  const { ctx, sent } = world(() => new Response('', { status: 502 }), { attempts: 3 }, { clock, perMinute: 1 })
  expect(await read(ctx)).toMatchObject({ left: { _tag: 'ServerError' } })
  expect(sent).toHaveLength(3)
})
