import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getCacheStats } from '../../../src/core/cache/getCacheStats.js'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import type { Cache } from '../../../src/core/call/cache.js'

import type { Fetch } from '../../../src/core/call/config.js'
import { type ContextOptions, createContext } from '../../../src/core/context/createContext.js'
import { rateLimiter } from '../../../src/core/middleware/rateLimiter.js'
import { getPage } from '../../../src/ops/pages/getPage.js'
import { deferred } from '../../support/fakes.js'
import { anErrorBody, anId, aPage, aRequest } from '../../support/fixtures.js'

const params = { page_id: anId() }

/** A context whose parts record the order of their calls. */
const observed = (statuses: ReadonlyArray<number>, over: Partial<ContextOptions> = {}) => {
  const events: Array<string> = []
  const cache = lruCache()
  const limiter = rateLimiter()
  const left = [...statuses]
  const ctx = createContext({
    auth: 'ntn_secret',
    logLevel: 'info',
    logger: ({ level }) => {
      events.push(`log ${level}`)
    },
    cache: {
      ...cache,
      lookUp: (...given) => {
        events.push('look up')
        return cache.lookUp(...given)
      },
    },
    rateLimit: {
      acquire: (...given) => {
        events.push('acquire')
        return limiter.acquire(...given)
      },
    },
    retry: { baseDelayMs: 0 },
    fetch: async () => {
      events.push('fetch')
      const status = left.shift() ?? 200
      return Response.json(status === 200 ? aPage() : anErrorBody(status, 'a_code'), { status })
    },
    ...over,
  })
  return { ctx, events }
}

test('default: the order: logger, cache, dedupe, retry, rate limit, transport', async () => {
  const { ctx, events } = observed([200, 502, 200])
  // The first call waits for the hash of the token, which takes real time.
  await getPage(ctx, { page_id: anId(2) })()
  events.length = 0
  await getPage(ctx, params)()
  await getPage(ctx, params)()
  expect(events).toEqual([
    'look up',
    // Each attempt takes a permit and is logged.
    'acquire',
    'fetch',
    'log warn',
    'acquire',
    'fetch',
    'log info',
    // A cache hit takes no permit and is not logged.
    'look up',
  ])
})

test('default: identical reads in flight both look up the cache, and share the rest', async () => {
  const { ctx, events } = observed([502, 200])
  await Promise.all([getPage(ctx, params)(), getPage(ctx, params)()])
  const count = (event: string): number => events.filter((one) => one === event).length
  expect({ lookUps: count('look up'), permits: count('acquire'), attempts: count('fetch') }).toEqual({
    lookUps: 2,
    permits: 2,
    attempts: 2,
  })
})

test('default: a second read is answered from the cache', async () => {
  const { ctx } = observed([])
  expect(await getPage(ctx, params)()).toEqual(E.right(aPage()))
  await getPage(ctx, params)()
  expect(getCacheStats(ctx)).toMatchObject({ hits: 1, misses: 1 })
})

test('params: retry false: failures are not retried', async () => {
  const { ctx, events } = observed([502], { retry: false })
  expect(await getPage(ctx, params)()).toMatchObject({ left: { _tag: 'ServerError' } })
  expect(events.filter((event) => event === 'fetch')).toHaveLength(1)
})

test('params: cache false: nothing is cached', async () => {
  const { ctx, events } = observed([], { cache: false })
  await getPage(ctx, params)()
  await getPage(ctx, params)()
  expect(events.filter((event) => event === 'fetch')).toHaveLength(2)
  expect(getCacheStats(ctx)).toMatchObject({ hits: 0, misses: 0 })
})

test('params: rateLimit false: no limiter is used', async () => {
  const { ctx, events } = observed([], { rateLimit: false })
  await getPage(ctx, params)()
  expect(events).not.toContain('acquire')
})

test('params: logLevel silent: nothing is logged', async () => {
  const { ctx, events } = observed([404], { logLevel: 'silent' })
  await getPage(ctx, params)()
  expect(events.filter((event) => event.startsWith('log'))).toEqual([])
})

/** A `fetch` whose response contains the token of the request. */
const echoToken: Fetch = async (_url, { headers }) =>
  Response.json(aPage({ url: `https://www.notion.so/${headers.authorization}` }))

const urlWith = async (auth: ContextOptions['auth'], cache: Cache) => {
  const result = await getPage(createContext({ auth, cache, fetch: echoToken }), params)()
  return E.isRight(result) && result.right.url
}

test('behavior: contexts with one cache and different tokens never share entries', async () => {
  const cache = lruCache()
  expect(await urlWith('ntn_ada', cache)).toContain('ntn_ada')
  expect(await urlWith('ntn_grace', cache)).toContain('ntn_grace')
  expect(await urlWith(async () => 'ntn_ada', cache)).toContain('ntn_ada')
  expect(cache.stats()).toMatchObject({ hits: 1, misses: 2 })
})

test('behavior: a new token from the auth function does not get the entries of the old one', async () => {
  const cache = lruCache()
  let auth = 'ntn_ada'
  const ctx = createContext({ auth: () => auth, cache, fetch: echoToken })
  await getPage(ctx, params)()
  auth = 'ntn_grace'
  expect(await getPage(ctx, params)()).toMatchObject({ right: { url: 'https://www.notion.so/Bearer ntn_grace' } })
})

test.each(['read', 'once'] as const)('error: NetworkError if the auth function fails: kind %s', async (kind) => {
  const ctx = createContext({
    auth: () => Promise.reject(new Error('vault is sealed')),
    retry: false,
    logLevel: 'silent',
  })
  for (const cache of [{ cache: { resource: 'pages' } } as const, {}]) {
    expect(await ctx.fetcher(aRequest({ kind, ...cache }))()).toMatchObject({
      left: { _tag: 'NetworkError', outcome: 'not-applied', cause: { message: 'vault is sealed' } },
    })
  }
})

test('error: InvalidInputError if the body of a read is not JSON', async () => {
  const { ctx, events } = observed([])
  expect(await ctx.fetcher(aRequest({ method: 'POST', body: { count: 1n } }))()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'body' }] },
  })
  expect(events).not.toContain('fetch')
})

test('behavior: aborting one caller of a shared read does not affect the other', async () => {
  const requested = deferred<undefined>()
  const response = deferred<Response>()
  const { ctx } = observed([], {
    fetch: () => {
      requested.resolve(undefined)
      return response.promise
    },
  })
  const controller = new AbortController()
  const leaver = ctx.fetcher(aRequest({ signal: controller.signal }))()
  const stayer = ctx.fetcher(aRequest())()
  await requested.promise
  controller.abort()
  expect(await leaver).toMatchObject({ left: { _tag: 'AbortError' } })
  response.resolve(Response.json({}))
  expect(await stayer).toEqual(E.right({}))
})

test('error: throws if an option is invalid', () => {
  expect(() => createContext({ auth: '' })).toThrow('auth')
  expect(() => createContext({ auth: 'ntn_secret', rateLimit: { perMinute: 0 } })).toThrow('perMinute')
  expect(() => createContext({ auth: 'ntn_secret', cache: { maxEntries: { pages: 0 } } })).toThrow('maxEntries.pages')
})
