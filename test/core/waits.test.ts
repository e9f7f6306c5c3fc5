/** The waits of a call, for its token and for a store, always end. */
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

/** The options of a context whose auth function never settles, and records of its calls and requests. */
const hangingAuth = (over: Partial<ContextOptions> = {}) => {
  const clock = manualClock()
  const sent: Array<string> = []
  const authCalls: Array<number> = []
  const options: ContextOptions = {
    auth: () => {
      authCalls.push(clock.now())
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
  return { clock, sent, authCalls, options }
}

const TOKEN = 'ntn_token_of_a_test'

/** The result of a call and its duration, if it ends within a minute. */
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
  createContext: createContext,
  'no cache': (options) => createContext({ ...options, cache: false }),
  'no cache and no limiter': (options) => createContext({ ...options, cache: false, rateLimit: false }),
  'withDefaults and fetchFetcher': (options) => withDefaults(options)(makeContext(options, fetchFetcher)),
  'no middleware': (options) => makeContext(options, fetchFetcher),
}

const cases = Object.entries(contexts).flatMap(([context, make]) =>
  Object.entries(calls).map(([call, run]) => [call, context, run, make] as const),
)

test.each(cases)('error: TimeoutError if the auth function never settles: %s, %s', async (_call, _ctx, run, make) => {
  const { clock, sent, authCalls, options } = hangingAuth()
  expect(await endOf(clock, run(make(options))())).toMatchObject({
    result: E.left({
      _tag: 'TimeoutError',
      timeoutMs: 200,
      outcome: 'not-applied',
      message: expect.stringContaining('no token from the auth function within 200 ms'),
    }),
    after: 200,
  })
  expect([sent, authCalls.length, clock.sleeping()]).toEqual([[], 1, 0])
})

test.each(cases)('error: a signal aborts the wait for the token: %s, %s', async (_call, _ctx, run, make) => {
  const { clock, sent, options } = hangingAuth({ timeoutMs: 5_000 })
  const controller = new AbortController()
  const call = run(wrap(withSignal(controller.signal))(make(options)))
  clock.after(100, () => controller.abort('enough'))
  const aborted = E.left({ _tag: 'AbortError', reason: 'enough' })
  expect(await endOf(clock, call())).toMatchObject({ result: aborted, after: 100 })
  expect([sent, clock.sleeping()]).toEqual([[], 0])
  // Later calls do not start.
  expect(await endOf(clock, call())).toMatchObject({ result: aborted, after: 0 })
})

test('error: a wait for the token by a middleware outside of withRetry is not retried', async () => {
  const { clock, options } = hangingAuth({ retry: {} })
  const ctx = createContext(options)
  for (const call of Object.values(calls)) expect(await endOf(clock, call(ctx)())).toMatchObject({ after: 200 })
})

test('behavior: the auth function is called once for all middleware, and once per attempt', async () => {
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

/** A store with one function that never settles. */
const hangingStore = (name: 'get' | 'set' | 'invalidate' | 'clear') => ({
  get: async () => undefined,
  set: async () => undefined,
  invalidate: async () => 0,
  clear: async () => undefined,
  [name]: never,
})

/** A context with such a store, whose tenant is already known, since hashing takes real time, not that of the clock. */
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
] as const)('behavior: if %s of a store never settles, %s still succeeds', async (name, call) => {
  const { clock, sent, ctx } = await onHangingStore(name, 30_000)
  expect(await endOf(clock, calls[call](ctx)())).toMatchObject({ result: { _tag: 'Right' }, after: 1_000 })
  expect([sent.length, clock.sleeping()]).toEqual([2, 0])
})

test('behavior: timeoutMs limits the wait for a store', async () => {
  const { clock, ctx } = await onHangingStore('get', 200)
  expect(await endOf(clock, calls['a cached read'](ctx)())).toMatchObject({ result: { _tag: 'Right' }, after: 200 })
})

test.each([
  ['get', 'a cached read', 'Left'],
  ['set', 'a cached read', 'Right'],
  ['invalidate', 'a write', 'Right'],
] as const)('behavior: a signal aborts the wait for %s of a store, and %s returns a %s', async (name, call, _tag) => {
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
] as const)('behavior: if %s of a custom cache never settles, %s still succeeds', async (name, call) => {
  const { clock, options } = hangingAuth({ auth: TOKEN })
  const own = { ...lruCache({ clock }), [name]: name === 'begin' ? () => never : never }
  const ctx = wrap(withCache({ cache: own }))(makeContext(options, fetchFetcher))
  // The first call waits for the hash of the token, which takes real time, not that of the clock.
  await ctx.fetcher(aRequest())()
  expect(await endOf(clock, calls[call](ctx)())).toMatchObject({ result: { _tag: 'Right' }, after: 200 })
})

test('params: the timeoutMs of makeCache limits the wait for its store', async () => {
  const clock = manualClock()
  const { clear } = makeCache(hangingStore('clear'), {}, clock, 300)
  expect(await endOf(clock, clear())).toMatchObject({ after: 300 })
})

test('behavior: TimeoutError if the tenant function never settles; nothing is cached if it throws', async () => {
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
