/** Every wait of a call has an end: for the token and for a store. */
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { lruCache } from '../../src/core/cache/lruCache.js'
import { makeCache } from '../../src/core/cache/makeCache.js'
import type { Context } from '../../src/core/call/context.js'
import { type ContextOptions, createContext } from '../../src/core/context/createContext.js'
import { makeContext } from '../../src/core/context/makeContext.js'
import { withDefaults } from '../../src/core/context/withDefaults.js'
import { wrap } from '../../src/core/context/wrap.js'
import { withCache } from '../../src/core/middleware/withCache.js'
import { withSignal } from '../../src/core/middleware/withSignal.js'
import { fetchFetcher } from '../../src/core/transport/fetchFetcher.js'
import { getPage } from '../../src/ops/pages/getPage.js'
import { updatePage } from '../../src/ops/pages/updatePage.js'
import { search } from '../../src/ops/search/search.js'
import { type ManualClock, manualClock, settled } from '../support/fakes.js'
import { anId, aPage, aRequest } from '../support/fixtures.js'

const never = (): Promise<never> => new Promise(() => undefined)

/** The options of a context whose auth function never answers, and what it asks and sends. */
const hangingAuth = (over: Partial<ContextOptions> = {}) => {
  const clock = manualClock()
  const sent: Array<string> = []
  const asked: Array<number> = []
  const options: ContextOptions = {
    auth: () => {
      asked.push(clock.now())
      return never()
    },
    timeoutMs: 200,
    retry: false,
    logLevel: 'silent',
    clock,
    fetch: async (url) => {
      sent.push(`${url}`)
      return Response.json(aPage())
    },
    ...over,
  }
  return { clock, sent, asked, options }
}

const TOKEN = 'ntn_token_of_a_test'

/** How a call ended and after how long, if it did so within a minute. */
const endOf = async (clock: ManualClock, call: Promise<unknown>) => {
  const start = clock.now()
  let end: { readonly result: unknown; readonly after: number } | undefined
  void call.then((result) => {
    end = { result, after: clock.now() - start }
  })
  await settled()
  for (let step = 0; step < 600 && !end; step++) await clock.advance(100)
  return end
}

const calls = {
  'a cached read': (ctx: Context) => getPage(ctx, { page_id: anId() }),
  'a read that is not cached': (ctx: Context) => search(ctx, {}),
  'a write': (ctx: Context) => updatePage(ctx, { page_id: anId(), is_locked: true }),
}

const contexts: { readonly [name: string]: (options: ContextOptions) => Context } = {
  'everything on': createContext,
  'no cache': (options) => createContext({ ...options, cache: false }),
  'no cache and no limiter': (options) => createContext({ ...options, cache: false, rateLimit: false }),
  'a small transport': (options) => withDefaults(options)(makeContext(options, fetchFetcher)),
  'a transport alone': (options) => makeContext(options, fetchFetcher),
}

const cases = Object.entries(contexts).flatMap(([context, make]) =>
  Object.entries(calls).map(([call, run]) => [call, context, run, make] as const),
)

test.each(cases)(
  'error: an auth function that never answers is a TimeoutError: %s, %s',
  async (_call, _ctx, run, make) => {
    const { clock, sent, asked, options } = hangingAuth()
    expect(await endOf(clock, run(make(options))())).toMatchObject({
      result: E.left({
        _tag: 'TimeoutError',
        timeoutMs: 200,
        outcome: 'not-applied',
        message: expect.stringContaining('no token from the auth function within 200 ms'),
      }),
      after: 200,
    })
    expect([sent, asked.length, clock.sleeping()]).toEqual([[], 1, 0])
  },
)

test.each(cases)('error: a signal ends the wait for the token: %s, %s', async (_call, _ctx, run, make) => {
  const { clock, sent, options } = hangingAuth({ timeoutMs: 5_000 })
  const controller = new AbortController()
  const call = run(wrap(withSignal(controller.signal))(make(options)))
  clock.after(100, () => controller.abort('enough'))
  const aborted = E.left({ _tag: 'AbortError', reason: 'enough' })
  expect(await endOf(clock, call())).toMatchObject({ result: aborted, after: 100 })
  expect([sent, clock.sleeping()]).toEqual([[], 0])
  // Nor does anything begin after it.
  expect(await endOf(clock, call())).toMatchObject({ result: aborted, after: 0 })
})

test('error: a wait for the token is no attempt that is retried where a middleware outside of the retries needs to know it', async () => {
  const { clock, options } = hangingAuth({ retry: {} })
  const ctx = createContext(options)
  for (const call of Object.values(calls)) expect(await endOf(clock, call(ctx)())).toMatchObject({ after: 200 })
})

test('behavior: the token is asked for once for all that need to know the caller, and once an attempt', async () => {
  let asked = 0
  const auth = async () => {
    asked++
    return TOKEN
  }
  const ctx = createContext(hangingAuth({ auth }).options)
  await getPage(ctx, { page_id: anId() })()
  expect(asked).toBe(2)
  await getPage(ctx, { page_id: anId() })()
  expect(asked).toBe(3)
})

/** A store of which a function never answers. */
const hangingStore = (name: 'get' | 'set' | 'invalidate' | 'clear') => ({
  get: async () => undefined,
  set: async () => undefined,
  invalidate: async () => 0,
  clear: async () => undefined,
  [name]: never,
})

/** A context on such a store that knows its tenant already: a hash takes time that is not the clock's. */
const onHangingStore = async (name: 'get' | 'set' | 'invalidate', timeoutMs: number) => {
  const { clock, sent, options } = hangingAuth({ auth: TOKEN, timeoutMs })
  const ctx = createContext({ ...options, cache: makeCache(hangingStore(name), {}, clock) })
  await ctx.fetcher(aRequest())()
  return { clock, sent, ctx }
}

test.each([
  ['get', 'a cached read'],
  ['set', 'a cached read'],
  ['invalidate', 'a write'],
] as const)('behavior: a store whose %s never answers does not withhold the answer of %s', async (name, call) => {
  const { clock, sent, ctx } = await onHangingStore(name, 30_000)
  expect(await endOf(clock, calls[call](ctx)())).toMatchObject({ result: { _tag: 'Right' }, after: 1_000 })
  expect([sent.length, clock.sleeping()]).toEqual([2, 0])
})

test('behavior: a store is waited for no longer than an attempt may take', async () => {
  const { clock, ctx } = await onHangingStore('get', 200)
  expect(await endOf(clock, calls['a cached read'](ctx)())).toMatchObject({ result: { _tag: 'Right' }, after: 200 })
})

test.each([
  ['get', 'a cached read', 'Left'],
  ['set', 'a cached read', 'Right'],
  ['invalidate', 'a write', 'Right'],
] as const)('behavior: a signal ends the wait for the %s of a store by %s with a %s', async (name, call, _tag) => {
  const { clock, ctx } = await onHangingStore(name, 30_000)
  const controller = new AbortController()
  clock.after(100, () => controller.abort())
  const run = calls[call](wrap(withSignal(controller.signal))(ctx))
  expect(await endOf(clock, run())).toMatchObject({ result: { _tag }, after: 100 })
})

test.each([
  ['lookUp', 'a cached read'],
  ['begin', 'a cached read'],
  ['invalidate', 'a write'],
] as const)(
  'behavior: a cache of another make whose %s never answers does not withhold the answer of %s',
  async (name, call) => {
    const { clock, options } = hangingAuth({ auth: TOKEN })
    const own = { ...lruCache({ clock }), [name]: name === 'begin' ? () => never : never }
    const ctx = wrap(withCache({ cache: own }))(makeContext(options, fetchFetcher))
    // The first call waits for the hash of the token as well, which takes time that is not the clock's.
    await ctx.fetcher(aRequest())()
    expect(await endOf(clock, calls[call](ctx)())).toMatchObject({ result: { _tag: 'Right' }, after: 200 })
  },
)

test('params: timeoutMs of a cache bounds the wait for its store', async () => {
  const clock = manualClock()
  const { clear } = makeCache(hangingStore('clear'), {}, clock, 300)
  expect(await endOf(clock, clear())).toMatchObject({ after: 300 })
})

test('behavior: a tenant function that never answers is a TimeoutError; with one that throws nothing is cached', async () => {
  const { clock, sent, options } = hangingAuth({ auth: TOKEN })
  const bare = makeContext(options, fetchFetcher)
  const cache = lruCache({ clock })
  const read = calls['a cached read']
  const hangs = wrap(withCache({ cache, tenant: never }))(bare)
  expect(await endOf(clock, read(hangs)())).toMatchObject({ result: E.left({ _tag: 'TimeoutError' }), after: 200 })
  expect(sent).toEqual([])
  const tenant = () => {
    throw new Error('who?')
  }
  const throws = wrap(withCache({ cache, tenant }))(bare)
  for (let turn = 0; turn < 2; turn++) {
    expect(await endOf(clock, read(throws)())).toMatchObject({ result: { _tag: 'Right' } })
  }
  expect(sent).toHaveLength(2)
})
