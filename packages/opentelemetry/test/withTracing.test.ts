/** The spans of calls, as the official tracing SDK exports them; generated calls check that tracing changes no result. */
import { withTracing } from '@notion-fp/opentelemetry'
import { faults } from '@notion-fp/simulator'
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import fc from 'fast-check'
import {
  type Context,
  type ContextOptions,
  createContext,
  createPage,
  fetchFetcher,
  getPage,
  getUser,
  getUsers,
  iterate,
  type Middleware,
  makeContext,
  request,
  search,
  withDefaults,
  withSignal,
  wrap,
} from 'notion-fp'
import { title } from 'notion-fp/props'
import { describe, expect, test } from 'vitest'
import { HOME, ok, PERSON } from '../../../test/simulator/world.js'
import { config, scripted, settled } from '../../../test/support/fakes.js'
import { aRequest } from '../../../test/support/fixtures.js'
import { aWorld, eventsOf, tracing, withActiveContext } from './support.js'

withActiveContext()

const MISSING = '99999999-9999-4999-8999-999999999999'

const aTracedWorld = async (...options: Parameters<typeof aWorld> extends [unknown, ...infer Rest] ? Rest : never) => {
  const { tracer, spans, open } = tracing()
  return { ...(await aWorld(withTracing({ tracer }), ...options)), tracer, spans, open }
}

test('default: one span for each operation, named by its route, with the attributes of the conventions', async () => {
  const { ctx, simulator, spans, open } = await aTracedWorld()
  await ok(getPage(ctx, { page_id: HOME }))
  const [span, ...others] = spans()
  expect(others).toEqual([])
  expect(open()).toBe(0)
  expect(span?.name).toBe('GET /v1/pages/{page_id}')
  expect(span?.kind).toBe(SpanKind.CLIENT)
  expect(span?.status).toEqual({ code: SpanStatusCode.UNSET })
  const requestId = simulator.journal.at(-1)?.requestId
  expect(requestId).toEqual(expect.any(String))
  expect(span?.attributes).toEqual({
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'notion.cache': 'miss',
    'notion.operation': 'getPage',
    'notion.request_id': requestId,
    'server.address': 'api.notion.com',
    'server.port': 443,
    'url.full': `https://api.notion.com/v1/pages/${HOME}`,
    'url.template': '/v1/pages/{page_id}',
  })
  expect(eventsOf(span)).toEqual([
    { name: 'notion.cache.miss' },
    {
      name: 'notion.attempt',
      'http.request.resend_count': 0,
      'http.response.status_code': 200,
      'notion.attempt.duration': 0,
      'notion.request_id': requestId,
    },
  ])
})

test('default: retries and their waits are events of the one span, which counts what was sent again', async () => {
  const { ctx, simulator, spans } = await aTracedWorld()
  simulator.failNext({ ...faults.rateLimited, headers: { 'retry-after': '7' } })
  simulator.failNext(faults.badGateway)
  simulator.failNext(faults.droppedConnection)
  await ok(search(ctx, { query: 'Home' }))
  const [span, ...others] = spans()
  expect(others).toEqual([])
  expect(span?.attributes).toMatchObject({
    'http.request.resend_count': 3,
    'http.response.status_code': 200,
    'notion.operation': 'search',
  })
  expect(span?.status.code).toBe(SpanStatusCode.UNSET)
  const events = eventsOf(span)?.filter(({ name }) => name !== 'notion.cache.miss')
  expect(events).toMatchObject([
    {
      name: 'notion.attempt',
      'http.request.resend_count': 0,
      'http.response.status_code': 429,
      'error.type': 'RateLimitError',
    },
    { name: 'notion.wait', 'notion.wait.reason': 'retry', 'notion.wait.duration': 7 },
    { name: 'notion.wait', 'notion.wait.reason': 'rate_limit' },
    {
      name: 'notion.attempt',
      'http.request.resend_count': 1,
      'http.response.status_code': 502,
      'error.type': 'ServerError',
    },
    { name: 'notion.wait', 'notion.wait.reason': 'retry' },
    { name: 'notion.attempt', 'http.request.resend_count': 2, 'error.type': 'NetworkError' },
    { name: 'notion.wait', 'notion.wait.reason': 'retry' },
    { name: 'notion.attempt', 'http.request.resend_count': 3, 'http.response.status_code': 200 },
  ])
})

test('default: a failure has its kind, its status and Notion’s code, and not its message', async () => {
  const { ctx, spans } = await aTracedWorld()
  await getPage(ctx, { page_id: MISSING })()
  const [span] = spans()
  expect(span?.status).toEqual({ code: SpanStatusCode.ERROR })
  expect(span?.attributes).toMatchObject({
    'error.type': 'NotFoundError',
    'http.response.status_code': 404,
    'notion.error.code': 'object_not_found',
    'notion.request_id': expect.any(String),
  })
  expect(JSON.stringify([span?.attributes, eventsOf(span)])).not.toContain('Could not find')
})

test('default: a write whose outcome is unknown is an error, and says so', async () => {
  const { ctx, simulator, spans } = await aTracedWorld({ retry: false })
  simulator.failNext(faults.droppedAfterCommit)
  await createPage(ctx, { parent: { page_id: HOME }, properties: { title: title('New') } })()
  expect(spans()[0]?.status.code).toBe(SpanStatusCode.ERROR)
  expect(spans()[0]?.attributes).toMatchObject({ 'error.type': 'NetworkError', 'notion.outcome': 'unknown' })
  expect(spans()[0]?.attributes).not.toHaveProperty('http.response.status_code')
})

test('default: a hit of the cache is an event, and has no attempt', async () => {
  const { ctx, spans } = await aTracedWorld()
  await ok(getPage(ctx, { page_id: HOME }))
  await ok(getPage(ctx, { page_id: HOME }))
  expect(eventsOf(spans()[1])).toEqual([{ name: 'notion.cache.hit' }])
  expect(spans()[1]?.attributes).toMatchObject({ 'notion.cache': 'hit' })
  expect(spans()[1]?.attributes).not.toHaveProperty('http.response.status_code')
})

test('default: of two identical reads, the one that joins the other has an event and no attempt', async () => {
  const { ctx, simulator, spans } = await aTracedWorld({ cache: false })
  await Promise.all([getPage(ctx, { page_id: HOME })(), getPage(ctx, { page_id: HOME })()])
  expect(simulator.journal).toHaveLength(1)
  expect(spans().map((span) => eventsOf(span)?.map(({ name }) => name))).toEqual([
    ['notion.attempt'],
    ['notion.joined'],
  ])
  expect(spans()[1]?.attributes['notion.joined']).toBe(true)
})

test('default: a call that is not sent has no status', async () => {
  const { ctx, simulator, spans } = await aTracedWorld({
    retry: { budgetMs: 1_000 },
    rateLimit: { perMinute: 1, maxPerMinute: 1, minPerMinute: 1 },
  })
  await ok(getUser(ctx, { user_id: PERSON }))
  const result = await getPage(ctx, { page_id: HOME })()
  expect(result).toMatchObject({ left: { unsent: true } })
  expect(simulator.journal).toHaveLength(1)
  expect(spans()[1]?.attributes).toMatchObject({ 'error.type': 'RateLimitError' })
  expect(spans()[1]?.attributes).not.toHaveProperty('http.response.status_code')
})

test('default: the parent is the span that is active when the call runs, not when it is made', async () => {
  const { ctx, spans, tracer } = await aTracedWorld()
  const call = getPage(ctx, { page_id: HOME })
  const parent = tracer.startSpan('parent')
  await context.with(trace.setSpan(context.active(), parent), call)
  parent.end()
  expect(spans()[0]?.parentSpanContext?.spanId).toBe(parent.spanContext().spanId)
  expect(spans()[0]?.spanContext().traceId).toBe(parent.spanContext().traceId)
})

test('behavior: the span is active while the operation runs, and no longer', async () => {
  const { tracer, spans } = tracing()
  const { simulator } = await aWorld((next) => next)
  const fetch: typeof globalThis.fetch = async (input, init) => {
    tracer.startSpan('fetch').end()
    return simulator.fetch(input, init)
  }
  const ctx = wrap(withTracing({ tracer, kind: 'internal' }))(createContext({ auth: 'ntn_a', fetch }))
  await ok(getPage(ctx, { page_id: HOME }))
  const [inner, outer] = spans()
  expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId)
  expect(outer?.kind).toBe(SpanKind.INTERNAL)
  expect(trace.getActiveSpan()).toBeUndefined()
})

test('behavior: each run of a call has a span of its own', async () => {
  const { ctx, spans } = await aTracedWorld({ cache: false })
  const call = getPage(ctx, { page_id: HOME })
  await call()
  await call()
  expect(spans()).toHaveLength(2)
})

test('behavior: added before the other middleware, each attempt has a span', async () => {
  const { tracer, spans } = tracing()
  const { simulator, clock } = await aWorld((next) => next)
  const bare = makeContext({ auth: 'ntn_a', fetch: simulator.fetch, clock, logLevel: 'silent' }, fetchFetcher)
  const ctx = withDefaults()(wrap(withTracing({ tracer }))(bare))
  simulator.failNext(faults.badGateway)
  await ok(getPage(ctx, { page_id: HOME }))
  expect(spans().map(({ attributes }) => attributes['http.response.status_code'])).toEqual([502, 200])
})

test('behavior: a path without a known template is not in the name, and neither is its query', async () => {
  const { ctx, spans } = await aTracedWorld({ retry: false })
  await request(ctx, { method: 'GET', path: `teamspaces/${MISSING}`, query: { secret: 'word' } })()
  await request(ctx, { method: 'GET', path: `teamspaces/${MISSING}`, op: 'getTeamspace' })()
  expect(spans().map(({ name }) => name)).toEqual(['GET', 'GET getTeamspace'])
  expect(spans()[0]?.attributes).not.toHaveProperty('url.template')
  expect(spans()[0]?.attributes['url.full']).toBe(`https://api.notion.com/v1/teamspaces/${MISSING}`)
})

test('default: one request that was sent again is counted as one', async () => {
  const { ctx, simulator, spans } = await aTracedWorld()
  simulator.failNext(faults.badGateway)
  await ok(getPage(ctx, { page_id: HOME }))
  expect(spans()[0]?.attributes['http.request.resend_count']).toBe(1)
})

test('behavior: a query in a path is in no name and no attribute', async () => {
  const { tracer, spans } = tracing()
  const { fetcher } = scripted()
  await withTracing({ tracer })(fetcher, config)(aRequest({ path: 'pages/0123?secret=word' }))()
  expect(spans()[0]?.name).toBe('GET /v1/pages/{page_id}')
  expect(spans()[0]?.attributes['url.full']).toBe('https://api.notion.com/v1/pages/0123')
})

test('behavior: the user and the password in a base URL are not in a span', async () => {
  const { simulator, clock } = await aWorld((next) => next)
  const { tracer, spans } = tracing()
  const options: ContextOptions = {
    auth: 'ntn_a',
    fetch: simulator.fetch,
    clock,
    logLevel: 'silent',
    baseUrl: 'http://[::1]:8080/notion',
  }
  const { config, fetcher } = createContext(options)
  const baseUrl = 'http://ada:secret@[::1]:8080/notion/'
  const ctx = wrap(withTracing({ tracer }))({ config: { ...config, baseUrl }, fetcher })
  await getPage(ctx, { page_id: HOME })()
  expect(spans()[0]?.attributes).toMatchObject({
    'server.address': '::1',
    'server.port': 8080,
    'url.full': `http://[::1]:8080/notion/v1/pages/${HOME}`,
  })
})

test('behavior: other observers of a request still receive its events', async () => {
  const { tracer } = tracing()
  const received: Array<string> = []
  const observing: Middleware = (next) => (asked) =>
    next({
      ...asked,
      observe: ({ status }) => void received.push(`${status}`),
      onEvent: ({ type }) => void received.push(type),
    })
  const { ctx } = await aWorld(withTracing({ tracer }))
  await ok(getPage(wrap(observing)(ctx), { page_id: HOME }))
  expect(received).toEqual(['miss', '200'])
})

describe('params: traceparent', () => {
  const sentBy = async (tracer: Parameters<typeof withTracing>[0]['tracer'], traceparent?: boolean) => {
    const { simulator } = await aWorld((next) => next)
    const headers: Array<string | undefined> = []
    const ctx = createContext({
      auth: 'ntn_a',
      fetch: (url, init) => {
        headers.push(init.headers.traceparent)
        return simulator.fetch(url, init)
      },
    })
    await ok(getPage(wrap(withTracing({ tracer, traceparent }))(ctx), { page_id: HOME }))
    return headers
  }

  test('by default, no header is sent', async () => {
    expect(await sentBy(tracing().tracer)).toEqual([undefined])
  })

  test('true: the header names the span', async () => {
    const { tracer, spans } = tracing()
    const [header] = await sentBy(tracer, true)
    const span = spans()[0]?.spanContext()
    expect(header).toBe(`00-${span?.traceId}-${span?.spanId}-01`)
  })

  test('true, without an SDK: no header is sent', async () => {
    expect(await sentBy(trace.getTracer('none'), true)).toEqual([undefined])
  })
})

describe('behavior: a span ends with its call', () => {
  test('that is aborted while it waits for a retry', async () => {
    const { tracer, spans, open } = tracing()
    const controller = new AbortController()
    const { clock, simulator } = await aWorld((next) => next)
    const ctx = createContext({
      auth: 'ntn_a',
      fetch: simulator.fetch,
      logLevel: 'silent',
      clock: { ...clock, sleep: async () => controller.abort() },
    })
    simulator.failNext(faults.badGateway)
    const aborted = wrap(withSignal(controller.signal))(wrap(withTracing({ tracer }))(ctx))
    expect(await getPage(aborted, { page_id: HOME })()).toMatchObject({ left: { _tag: 'AbortError' } })
    expect(open()).toBe(0)
    expect(spans()[0]?.attributes).toMatchObject({ 'error.type': 'AbortError' })
    expect(spans()[0]?.status.code).toBe(SpanStatusCode.ERROR)
    expect(eventsOf(spans()[0])?.map(({ name }) => name)).toContain('notion.wait')
  })

  test('of a list that is left early', async () => {
    const { ctx, spans, open, simulator } = await aTracedWorld()
    await simulator.load({ users: [{ name: 'Bo' }, { name: 'Cy' }] })
    for await (const user of iterate(getUsers)(ctx, { page_size: 1 })) {
      expect(user._tag).toBe('Right')
      break
    }
    expect(open()).toBe(0)
    expect(spans().map(({ name }) => name)).toEqual(['GET /v1/users'])
  })

  test('that a middleware breaks', async () => {
    const { tracer, spans, open } = tracing()
    const broken: Middleware = () => () => () => {
      throw new Error('no')
    }
    const ctx = wrap(withTracing({ tracer }))(wrap(broken)(createContext({ auth: 'ntn_a' })))
    expect(await getPage(ctx, { page_id: HOME })()).toMatchObject({ left: { _tag: 'NetworkError' } })
    expect(open()).toBe(0)
    expect(spans()[0]?.attributes['error.type']).toBe('NetworkError')
  })

  test('of reads in flight of which the first is aborted', async () => {
    const { ctx, spans, open, simulator } = await aTracedWorld({ cache: false })
    const controller = new AbortController()
    const first = getPage(wrap(withSignal(controller.signal))(ctx), { page_id: HOME })()
    const second = getPage(ctx, { page_id: HOME })()
    await Promise.resolve()
    controller.abort()
    expect((await first)._tag).toBe('Left')
    expect((await second)._tag).toBe('Right')
    expect(simulator.journal.length).toBeGreaterThan(0)
    expect(open()).toBe(0)
    expect(spans()).toHaveLength(2)
  })
})

describe('error: a tracer that is broken does not affect the call', () => {
  const fails = (): never => {
    throw new Error('no')
  }
  const span = {
    spanContext: fails,
    setAttributes: fails,
    addEvent: fails,
    setStatus: fails,
    end: fails,
  }
  type Tracer = Parameters<typeof withTracing>[0]['tracer']
  const later: Array<() => void> = []
  const tracers: ReadonlyArray<readonly [string, Tracer]> = [
    ['throws', { startActiveSpan: fails }],
    ['runs nothing', { startActiveSpan: () => undefined }],
    ['runs twice', { startActiveSpan: (_name, _options, run) => [run(span), run(span)] }],
    ['runs too late', { startActiveSpan: (_name, _options, run) => later.push(() => run(span)) }],
    [
      'throws after it ran',
      {
        startActiveSpan: (_name, _options, run) => {
          run(span)
          fails()
        },
      },
    ],
    ['has a span that throws', { startActiveSpan: (_name, _options, run) => run(span) }],
  ]

  test.each(tracers)('that %s', async (_name, tracer) => {
    const { ctx, simulator } = await aWorld(withTracing({ tracer, traceparent: true }), { cache: false })
    simulator.failNext(faults.badGateway)
    await ok(getPage(ctx, { page_id: HOME }))
    for (const run of later.splice(0)) run()
    await settled()
    await ok(getUser(ctx, { user_id: PERSON }))
    expect(simulator.journal).toHaveLength(3)
  })

  test('that fails to add attributes still ends its spans', async () => {
    let ended = 0
    const half = { ...span, end: () => void ended++ }
    const tracer: Tracer = { startActiveSpan: (_name, _options, run) => run(half) }
    const { ctx } = await aWorld(withTracing({ tracer }))
    await getPage(ctx, { page_id: MISSING })()
    expect(ended).toBe(1)
  })
})

test.each([
  ['without a tracer', {}, 'tracer'],
  ['that are none', undefined, 'options must be an object, not undefined'],
  ['with a number for a tracer', { tracer: 1 }, 'tracer'],
  ['with an empty tracer', { tracer: {} }, 'tracer'],
  ['with another kind', { tracer: tracing().tracer, kind: 'server' }, 'kind'],
  ['with a kind that every object has', { tracer: tracing().tracer, kind: 'toString' }, 'kind'],
  ['with a word for traceparent', { tracer: tracing().tracer, traceparent: 'yes' }, 'traceparent'],
  [
    'with a name that is none',
    { tracer: tracing().tracer, propagate: true },
    'propagate must be left out; the options are ',
  ],
])('error: options %s', (_name, options, names) => {
  // @ts-expect-error [ts2345] from JavaScript, the options can be anything
  expect(() => withTracing(options)).toThrow(new RegExp(`^@notion-fp/opentelemetry: .*${names}`))
})

/** Calls of every kind, each with the fault that it meets. */
const steps = fc.array(
  fc.record({
    call: fc.constantFrom(
      (ctx: Context) => getPage(ctx, { page_id: HOME }),
      (ctx: Context) => getPage(ctx, { page_id: MISSING }),
      (ctx: Context) => search(ctx, { query: 'Home' }),
      (ctx: Context) => createPage(ctx, { parent: { page_id: HOME }, properties: { title: title('New') } }),
    ),
    fault: fc.constantFrom(
      undefined,
      faults.rateLimited,
      faults.badGateway,
      faults.droppedAfterCommit,
      faults.truncatedJson,
      faults.edgeBlock,
      { ...faults.unavailable, times: 9 },
    ),
    turns: fc.nat({ max: 60 }),
  }),
  { minLength: 1, maxLength: 6 },
)

test('behavior: whatever happens to calls, they have the same results with spans as without, and a span each', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (calls) => {
      const { tracer, spans, open } = tracing()
      const worlds = [await aWorld((next) => next), await aWorld(withTracing({ tracer }))]
      const results = worlds.map(async ({ ctx, simulator }) => {
        const given: Array<unknown> = []
        for (const { call, fault } of calls) {
          if (fault) simulator.failNext(fault)
          given.push(await call(ctx)())
        }
        return JSON.stringify([given, simulator.journal])
      })
      const [bare, traced] = await Promise.all(results)
      expect(traced).toBe(bare)
      expect([open(), spans().length]).toEqual([0, calls.length])
    }),
    { numRuns: 10 },
  )
})

test('behavior: whenever calls are aborted, each has a span that ended', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (calls) => {
      const { tracer, spans, open } = tracing()
      const { ctx, simulator } = await aWorld(withTracing({ tracer }))
      const running = calls.map(async ({ call, fault, turns }) => {
        if (fault) simulator.failNext(fault)
        const controller = new AbortController()
        const result = call(wrap(withSignal(controller.signal))(ctx))()
        for (let turn = 0; turn < turns; turn++) await Promise.resolve()
        controller.abort()
        return result
      })
      const results = await Promise.all(running)
      expect([open(), spans().length]).toEqual([0, calls.length])
      const failed = results.flatMap((result) => (result._tag === 'Left' ? [result.left._tag] : []))
      const failures = spans().flatMap(({ attributes }) => attributes['error.type'] ?? [])
      expect([...failures].sort()).toEqual([...failed].sort())
    }),
    { numRuns: 10 },
  )
})
