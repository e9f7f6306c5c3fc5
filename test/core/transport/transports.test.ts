import { inspect } from 'node:util'
import { left, right } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Fetch } from '../../../src/core/call/config.js'
import type { LogEntry } from '../../../src/core/call/logger.js'
import type { Exchange } from '../../../src/core/call/request.js'
import type { TransportOptions } from '../../../src/core/context/config.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { formOf } from '../../../src/core/transport/form.js'
import { kyFetcher } from '../../../src/core/transport/kyFetcher.js'
import { manualClock, settled } from '../../support/fakes.js'
import { anErrorBody, anId, aRequest } from '../../support/fixtures.js'

const URL_OF_A_PAGE = `https://api.notion.com/v1/pages/${anId()}`

/** One call of `fetch`, with a URL or a `Request`. */
interface Fetched {
  readonly request: Request
  readonly signal: AbortSignal | null | undefined
}

/** A `fetch` that returns given responses and records its requests. */
const fakeFetch = (answer: (fetched: Fetched) => Response | Promise<Response> = () => Response.json({})) => {
  const sent: Array<Fetched> = []
  const fetch: Fetch = async (input, init) => {
    const { signal, ...rest } = init ?? {}
    const fetched = { request: new Request(input, rest), signal }
    sent.push(fetched)
    return answer(fetched)
  }
  return { fetch, sent }
}

const never = new Promise<never>(() => undefined)

for (const [name, transport] of [
  ['fetchFetcher', fetchFetcher],
  ['kyFetcher', kyFetcher],
] as const) {
  const fetcherOf = (options: Partial<TransportOptions>) =>
    makeContext({ auth: 'ntn_secret', logLevel: 'silent', ...options }, transport).fetcher

  test(`default: ${name} sends a request and returns its response`, async () => {
    const { fetch, sent } = fakeFetch(() => Response.json({ object: 'page' }))
    expect(await fetcherOf({ fetch })(aRequest({ query: { page_size: 5 } }))()).toEqual(right({ object: 'page' }))
    const request = sent[0]?.request
    expect([request?.method, request?.url]).toEqual(['GET', `${URL_OF_A_PAGE}?page_size=5`])
    expect(request?.headers.get('authorization')).toBe('Bearer ntn_secret')
    expect(request?.headers.get('notion-version')).toBe('2025-09-03')
    expect(request?.headers.get('content-type')).toBeNull()
    expect(sent).toHaveLength(1)
  })

  test.each(['POST', 'PATCH', 'DELETE'] as const)(
    `params: ${name} sends a %s with its body as JSON`,
    async (method) => {
      const { fetch, sent } = fakeFetch()
      await fetcherOf({ fetch })(aRequest({ method, kind: 'once', body: { name: 'é' } }))()
      const request = sent[0]?.request
      expect([request?.method, request?.headers.get('content-type')]).toEqual([method, 'application/json'])
      expect(await request?.json()).toEqual({ name: 'é' })
    },
  )

  test(`params: ${name} uses the version, base URL and token of the config`, async () => {
    const { fetch, sent } = fakeFetch()
    const options = { auth: async () => 'ntn_later', notionVersion: '2026-03-11', baseUrl: 'http://localhost:1/v1/' }
    await fetcherOf({ fetch, ...options })(aRequest())()
    const request = sent[0]?.request
    expect(request?.url).toBe(`http://localhost:1/v1/pages/${anId()}`)
    expect(request?.headers.get('authorization')).toBe('Bearer ntn_later')
    expect(request?.headers.get('notion-version')).toBe('2026-03-11')
  })

  test(`behavior: ${name} sets no content type for a form, so that the platform sets it with the boundary`, async () => {
    const { fetch, sent } = fakeFetch()
    const form = [
      { name: 'part_number', value: '1' },
      { name: 'file', value: new Blob(['a,b'], { type: 'text/csv' }), filename: 'table.csv' },
      { name: 'other', value: new File(['c'], 'other.txt') },
    ]
    await fetcherOf({ fetch })(
      aRequest({ method: 'POST', kind: 'once', content: () => formOf(form), body: 'not sent' }),
    )()
    const request = sent[0]?.request
    expect(request?.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/)
    const received = await request?.formData()
    expect(received?.get('part_number')).toBe('1')
    const file = received?.get('file')
    expect(file instanceof File && [file.name, file.type, await file.text()]).toEqual(['table.csv', 'text/csv', 'a,b'])
    const other = received?.get('other')
    expect(other instanceof File && other.name).toBe('other.txt')
  })

  test(`behavior: ${name} calls the platform’s fetch with the right receiver`, async () => {
    const picky = async function (this: unknown): Promise<Response> {
      if (this !== globalThis) throw new TypeError('Illegal invocation')
      return Response.json({})
    }
    expect(await fetcherOf({ fetch: picky })(aRequest())()).toEqual(right({}))
  })

  test(`behavior: ${name} calls auth for each run of the same TaskEither`, async () => {
    const tokens = ['ntn_1', 'ntn_2']
    const { fetch, sent } = fakeFetch()
    const task = fetcherOf({ fetch, auth: () => tokens.shift() ?? '' })(aRequest())
    await task()
    await task()
    expect(sent.map(({ request }) => request.headers.get('authorization'))).toEqual(['Bearer ntn_1', 'Bearer ntn_2'])
  })

  test(`error: ${name} keeps the status, code, ids, headers and body of an error`, async () => {
    const body = anErrorBody(400, 'validation_error')
    const headers = { 'cf-ray': 'ray-1', 'retry-after': '7', 'set-cookie': 'secret=1', 'x-other': 'no' }
    const { fetch } = fakeFetch(() => Response.json(body, { status: 400, headers }))
    expect(await fetcherOf({ fetch })(aRequest())()).toEqual({
      _tag: 'Left',
      left: {
        _tag: 'ValidationError',
        message: 'getPage: 400 validation_error: A message for validation_error.',
        outcome: 'not-applied',
        call: { op: 'getPage', kind: 'read', method: 'GET', path: `pages/${anId()}` },
        status: 400,
        code: 'validation_error',
        requestId: anId(99),
        rayId: 'ray-1',
        headers: { 'cf-ray': 'ray-1', 'retry-after': '7', 'content-type': 'application/json' },
        body,
      },
    })
  })

  test.each([
    ['an empty body', '', 'not JSON: an empty body'],
    ['a text', 'upstream is away', 'not JSON: upstream is away'],
    ['truncated JSON', '{"object":', 'not JSON: {"object":'],
  ])(`error: ${name} reports a success with %s`, async (_name, text, says) => {
    const { fetch } = fakeFetch(() => new Response(text))
    expect(await fetcherOf({ fetch })(aRequest())()).toMatchObject({
      left: {
        _tag: 'UnexpectedResponseError',
        status: 200,
        body: text,
        outcome: 'not-applied',
        message: `getPage: 200: ${says}`,
      },
    })
    const write = aRequest({ kind: 'once', method: 'POST' })
    expect(await fetcherOf({ fetch })(write)()).toMatchObject({ left: { outcome: 'unknown' } })
  })

  test.each([
    ['an empty body', '', 'not JSON: an empty body'],
    ['a text', 'Bad gateway', 'not JSON: Bad gateway'],
  ])(`error: ${name} reports an error response with %s`, async (_name, text, says) => {
    const { fetch } = fakeFetch(() => new Response(text, { status: 502 }))
    expect(await fetcherOf({ fetch })(aRequest({ kind: 'once', method: 'POST' }))()).toMatchObject({
      left: { _tag: 'ServerError', status: 502, outcome: 'unknown', body: text, message: `getPage: 502: ${says}` },
    })
  })

  test(`error: ${name} times out an exchange, aborts it, and leaves no timer`, async () => {
    const clock = manualClock()
    const { fetch, sent } = fakeFetch(() => never)
    const running = fetcherOf({ fetch, clock, timeoutMs: 500 })(aRequest({ kind: 'once', method: 'POST' }))()
    await clock.advance(499)
    expect(sent[0]?.signal?.aborted).toBe(false)
    await clock.advance(1)
    expect(await running).toMatchObject({
      left: { _tag: 'TimeoutError', timeoutMs: 500, outcome: 'unknown', message: 'getPage: no response within 500 ms' },
    })
    expect([sent[0]?.signal?.aborted, clock.sleeping()]).toEqual([true, 0])
  })

  test(`error: ${name} times out a body that does not end, with a fetch that ignores the signal`, async () => {
    const clock = manualClock()
    const { fetch } = fakeFetch(() => new Response(new ReadableStream({ pull: () => never })))
    const running = fetcherOf({ fetch, clock, timeoutMs: 500 })(aRequest())()
    await clock.advance(500)
    expect(await running).toMatchObject({ left: { _tag: 'TimeoutError', outcome: 'not-applied' } })
  })

  test(`error: ${name} ends an exchange when the caller’s signal is aborted, with the outcome of the write`, async () => {
    const clock = manualClock()
    const controller = new AbortController()
    const { fetch, sent } = fakeFetch(() => never)
    const request = aRequest({ kind: 'once', method: 'POST', signal: controller.signal })
    const running = fetcherOf({ fetch, clock })(request)()
    await settled()
    controller.abort('enough')
    expect(await running).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough', outcome: 'unknown' } })
    expect([sent[0]?.signal?.aborted, clock.sleeping()]).toEqual([true, 0])
  })

  test(`error: ${name} sends nothing if the signal is already aborted`, async () => {
    const { fetch, sent } = fakeFetch()
    expect(await fetcherOf({ fetch })(aRequest({ signal: AbortSignal.abort('no') }))()).toMatchObject({
      left: { _tag: 'AbortError', reason: 'no', outcome: 'not-applied' },
    })
    expect(sent).toEqual([])
  })

  test(`error: ${name} sends nothing if the signal is aborted before the request is sent`, async () => {
    const controller = new AbortController()
    const { fetch, sent } = fakeFetch()
    const request = aRequest({ kind: 'once', method: 'POST', signal: controller.signal })
    const running = fetcherOf({ fetch })(request)()
    controller.abort('no')
    expect(await running).toMatchObject({ left: { _tag: 'AbortError', reason: 'no', outcome: 'not-applied' } })
    await settled()
    expect(sent).toEqual([])
  })

  test(`error: ${name} sends nothing if the timeout is over before auth resolves`, async () => {
    const clock = manualClock()
    const { fetch, sent } = fakeFetch()
    let give: (token: string) => void = () => undefined
    const auth = () =>
      new Promise<string>((resolve) => {
        give = resolve
      })
    const running = fetcherOf({ fetch, clock, auth, timeoutMs: 500 })(aRequest({ kind: 'once', method: 'POST' }))()
    await clock.advance(500)
    expect(await running).toMatchObject({ left: { _tag: 'TimeoutError', outcome: 'not-applied' } })
    give('ntn_late')
    await settled()
    expect(sent).toEqual([])
  })

  test(`error: ${name} reports a broken connection with its cause`, async () => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
    const { fetch } = fakeFetch(() => Promise.reject(new TypeError('fetch failed', { cause })))
    expect(await fetcherOf({ fetch })(aRequest({ kind: 'repeatable', method: 'DELETE' }))()).toMatchObject({
      left: {
        _tag: 'NetworkError',
        message: 'getPage: no response: fetch failed: read ECONNRESET',
        cause: { name: 'TypeError', message: 'fetch failed', cause: { code: 'ECONNRESET' } },
        outcome: 'unknown',
      },
    })
  })

  test(`error: ${name} reports a connection that breaks within the body`, async () => {
    const { fetch } = fakeFetch(
      () => new Response(new ReadableStream({ start: (body) => body.error(new TypeError('terminated')) })),
    )
    expect(await fetcherOf({ fetch })(aRequest())()).toMatchObject({
      left: { _tag: 'NetworkError', cause: { message: 'terminated' }, outcome: 'not-applied' },
    })
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('vault is sealed')
      },
    ],
    ['rejects', () => Promise.reject(new Error('vault is sealed'))],
  ])(`error: ${name} reports an auth function that %s`, async (_name, auth) => {
    const { fetch, sent } = fakeFetch()
    expect(await fetcherOf({ fetch, auth })(aRequest({ kind: 'once', method: 'POST' }))()).toMatchObject({
      left: {
        _tag: 'NetworkError',
        message: 'getPage: no token from the auth function: vault is sealed',
        outcome: 'not-applied',
      },
    })
    expect(sent).toEqual([])
  })

  test.each([
    ['a line break', 'ntn_secret\nset-cookie: a=b'],
    ['a line break at its end', 'ntn_secret\n'],
    ['a character beyond ASCII', 'ntn_secrét'],
    ['nothing', ''],
  ])(`error: ${name} rejects a token with %s and does not show it`, async (_name, token) => {
    const { fetch, sent } = fakeFetch()
    const result = await fetcherOf({ fetch, auth: () => token })(aRequest())()
    expect(result).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'auth', given: '(hidden)' }] },
    })
    expect(inspect(result, { depth: null })).not.toContain('secr')
    expect(sent).toEqual([])
  })

  test(`error: ${name} rejects a circular body and one with a BigInt`, async () => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    const { fetch, sent } = fakeFetch()
    for (const body of [cycle, { count: 1n }]) {
      const result = await fetcherOf({ fetch })(aRequest({ method: 'POST', kind: 'once', body }))()
      expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field: 'body' }] } })
      expect(() => JSON.stringify(result)).not.toThrow()
    }
    expect(sent).toEqual([])
  })

  test.each(['text', Symbol('sign'), undefined, null, Object.create(null), 42])(
    `error: ${name} reports any value that fetch throws`,
    async (thing) => {
      const { fetch } = fakeFetch(() => Promise.reject(thing))
      expect(await fetcherOf({ fetch })(aRequest())()).toMatchObject({ left: { _tag: 'NetworkError' } })
    },
  )

  test(`behavior: ${name} reports each exchange to an observer`, async () => {
    const heard: Array<Exchange> = []
    const { fetch } = fakeFetch(({ request }) =>
      request.method === 'GET'
        ? Response.json({}, { headers: { 'x-notion-request-id': 'request-1' } })
        : Response.json(anErrorBody(404, 'object_not_found'), { status: 404 }),
    )
    const fetcher = fetcherOf({ fetch, clock: manualClock() })
    const observe = (exchange: Exchange) => heard.push(exchange)
    await fetcher(aRequest({ observe }))()
    await fetcher(aRequest({ observe, method: 'DELETE', kind: 'repeatable' }))()
    await fetcher(aRequest({ observe, signal: AbortSignal.abort() }))()
    expect(heard).toMatchObject([
      { status: 200, requestId: 'request-1', durationMs: 0 },
      { status: 404, requestId: anId(99), error: { _tag: 'NotFoundError' } },
      { durationMs: 0, error: { _tag: 'AbortError' } },
    ])
    expect([heard[0]?.error, heard[2]?.status]).toEqual([undefined, undefined])
    heard.length = 0
    await fetcher(aRequest({ observe, onlyFailures: observe }))()
    await fetcher(aRequest({ observe, onlyFailures: observe, method: 'DELETE', kind: 'repeatable' }))()
    expect(heard).toMatchObject([{ status: 404 }])
    // Put in the place of another one by a middleware that is nearer to the transport.
    heard.length = 0
    await fetcher(aRequest({ observe, onlyFailures: () => undefined }))()
    expect(heard).toMatchObject([{ status: 200 }])
  })
}

const mismatching = { decode: () => ({ _tag: 'Left', left: [{ path: 'id', expected: 'string', actual: 1 }] }) as const }

test('params: validate strict returns an error with the body for an unexpected shape', async () => {
  const { fetch } = fakeFetch(() => Response.json({ id: 1 }))
  const { fetcher } = makeContext({ auth: 'ntn_secret', fetch, validate: 'strict' }, fetchFetcher)
  expect(await fetcher(aRequest(mismatching))()).toMatchObject({
    left: {
      _tag: 'DecodeError',
      message: 'getPage: 200: unexpected response shape at id (expected string)',
      status: 200,
      body: { id: 1 },
      mismatches: [{ path: 'id', expected: 'string', actual: 1 }],
      outcome: 'not-applied',
    },
  })
  const write = aRequest({ ...mismatching, kind: 'once', method: 'POST' })
  expect(await fetcher(write)()).toMatchObject({ left: { _tag: 'DecodeError', outcome: 'committed' } })
})

test('params: validate warn logs the mismatches and returns the response', async () => {
  const lines: Array<LogEntry> = []
  const { fetch } = fakeFetch(() => Response.json({ id: 1 }))
  const logger = (entry: LogEntry) => {
    lines.push(entry)
  }
  const { fetcher } = makeContext({ auth: 'ntn_secret', fetch, validate: 'warn', logger }, fetchFetcher)
  expect(await fetcher(aRequest(mismatching))()).toEqual(right({ id: 1 }))
  expect(lines).toMatchObject([{ level: 'warn', op: 'getPage', mismatches: ['id'] }])
  const quiet = makeContext({ auth: 'ntn_secret', fetch, validate: 'warn', logger, logLevel: 'error' }, fetchFetcher)
  await quiet.fetcher(aRequest(mismatching))()
  expect(lines).toHaveLength(1)
})

test('params: validate warn returns the response even if the logger throws', async () => {
  const { fetch } = fakeFetch(() => Response.json({ id: 1 }))
  const logger = () => {
    throw new Error('disk full')
  }
  const { fetcher } = makeContext({ auth: 'ntn_secret', fetch, validate: 'warn', logger }, fetchFetcher)
  expect(await fetcher(aRequest(mismatching))()).toEqual(right({ id: 1 }))
})

test('behavior: a token in a response with an unexpected shape is not logged, and the response is unchanged', async () => {
  const lines: Array<LogEntry> = []
  const answer = { ntn_secret: 1 }
  const { fetch } = fakeFetch(() => Response.json(answer))
  const logger = (entry: LogEntry) => {
    lines.push(entry)
  }
  const decode = (json: unknown) =>
    left([{ path: Object.keys(Object(json)).join('.'), expected: 'string', actual: json }])
  const { fetcher } = makeContext({ auth: 'ntn_secret', fetch, validate: 'warn', logger }, fetchFetcher)
  expect(await fetcher(aRequest({ decode }))()).toEqual(right(answer))
  expect(lines).toMatchObject([{ level: 'warn', mismatches: ['(hidden)'] }])
  expect(inspect(lines, { depth: null })).not.toContain('ntn_secret')
})

test('params: validate off does not validate the response', async () => {
  const { fetch } = fakeFetch(() => Response.json({ id: 1 }))
  const { fetcher } = makeContext({ auth: 'ntn_secret', fetch, validate: 'off' }, fetchFetcher)
  expect(await fetcher(aRequest(mismatching))()).toEqual(right({ id: 1 }))
})
