import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { asNotionClient, type NotionClientError } from '../../src/compat/index.js'
import { mutableCopy } from '../../src/compat/mutable.js'
import type { FetchInit } from '../../src/core/call/config.js'
import { type ContextOptions, createContext } from '../../src/core/context/createContext.js'
import { toPromise } from '../../src/core/context/interop.js'
import { getPage } from '../../src/ops/pages/getPage.js'
import { fakeClock } from '../support/fakes.js'
import { anId, aPage } from '../support/fixtures.js'

const page_id = anId(1)

/** A context with responses from a function, and the requests that it sent. */
const world = (answer: (url: string) => Response, options: Partial<ContextOptions> = {}) => {
  const sent: Array<{ readonly url: string; readonly init: FetchInit }> = []
  const ctx = createContext({
    auth: 'ntn_a_token',
    retry: false,
    logLevel: 'silent',
    fetch: async (input, init) => {
      sent.push({ url: String(input), init })
      return answer(String(input))
    },
    ...options,
  })
  return { ctx, sent }
}

const always =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })

const failureOf = async (promise: Promise<unknown>): Promise<NotionClientError> =>
  promise.then(
    () => expect.unreachable(),
    (error) => error,
  )

test('default: a response is a mutable copy, and the cached original stays frozen', async () => {
  const { ctx, sent } = world(always(aPage({ id: page_id })))
  const client = asNotionClient(ctx)
  const mine = await client.pages.retrieve({ page_id })
  mine.properties = {}
  mine.parent = { type: 'workspace', workspace: true }
  const again = await client.pages.retrieve({ page_id })
  expect(again).toEqual(aPage({ id: page_id }))
  expect(sent).toHaveLength(1)
  expect(Object.isFrozen(await toPromise(getPage(ctx, { page_id })))).toBe(true)
})

test('behavior: a copy equals its original and shares no object with it, at any depth', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const before = JSON.stringify(json)
      const copy = mutableCopy(json)
      expect(JSON.stringify(copy)).toBe(before)
      if (typeof copy === 'object' && copy !== null) expect(copy).not.toBe(json)
    }),
  )
  const deep: unknown = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)
  expect(typeof mutableCopy(deep)).toBe('object')
  const named: unknown = JSON.parse('{"__proto__":{"polluted":true},"a":1}')
  expect(JSON.stringify(mutableCopy(named))).toBe('{"__proto__":{"polluted":true},"a":1}')
})

test('error: an error response has the fields of the official client, and the NotionError as its cause', async () => {
  const body = {
    object: 'error',
    status: 404,
    code: 'object_not_found',
    message: 'Could not find page.',
    request_id: 'r',
  }
  const { ctx } = world(always(body, 404, { 'cf-ray': 'ray' }))
  const error = await failureOf(asNotionClient(ctx).pages.retrieve({ page_id }))
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({
    name: 'APIResponseError',
    code: 'object_not_found',
    status: 404,
    message: 'Could not find page.',
    request_id: 'r',
    ray_id: 'ray',
    cause: { _tag: 'NotFoundError' },
  })
  expect(JSON.parse(error.body ?? '')).toEqual(body)
  expect(error.headers).toBeInstanceOf(Headers)
})

test('error: a response of a proxy, a network error and invalid input have the fields of the official client', async () => {
  const edge = world(always('<html>', 502, { 'content-type': 'text/html' })).ctx
  expect(await failureOf(asNotionClient(edge).users.me())).toMatchObject({
    name: 'UnknownHTTPResponseError',
    code: 'notionhq_client_response_error',
    status: 502,
    body: '<html>',
  })
  const broken = createContext({
    auth: 'ntn_a_token',
    retry: false,
    logLevel: 'silent',
    fetch: () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET', message: 'reset' } })),
  })
  expect(await failureOf(asNotionClient(broken).users.me())).toMatchObject({ name: 'TypeError', code: 'ECONNRESET' })
  const { ctx, sent } = world(always({}))
  expect(await failureOf(asNotionClient(ctx).pages.retrieve({ page_id: 'nonsense' }))).toMatchObject({
    name: 'APIResponseError',
    code: 'validation_error',
    status: 400,
    cause: { _tag: 'InvalidInputError' },
  })
  expect(sent).toEqual([])
})

test('error: the log output of an error is short, and the error has the complete body', async () => {
  const long = '漢x"'.repeat(100_000)
  for (const [status, body] of [
    [400, { object: 'error', code: 'validation_error', message: long, additional_data: { long } }],
    [502, long],
    [200, { object: 'page', long }],
  ] as const) {
    const error = await failureOf(asNotionClient(world(always(body, status)).ctx).users.me())
    for (const shown of [JSON.stringify(error), inspect(error), inspect(error, { depth: null }), `${error.stack}`])
      expect(new TextEncoder().encode(shown).length).toBeLessThan(6_000)
    expect(error.body).toBe(typeof body === 'string' ? body : JSON.stringify(body))
    if (status === 400) expect(error.additional_data).toEqual({ long })
  }
})

test('error: a timeout is a RequestTimeoutError', async () => {
  const ctx = createContext({
    auth: 'ntn_a_token',
    retry: false,
    // Every timer fires at once.
    clock: {
      ...fakeClock(),
      after: (_milliseconds, run) => {
        queueMicrotask(run)
        return () => undefined
      },
    },
    logLevel: 'silent',
    fetch: () => new Promise(() => undefined),
  })
  expect(await failureOf(asNotionClient(ctx).users.me())).toMatchObject({
    name: 'RequestTimeoutError',
    code: 'notionhq_client_request_timeout',
  })
})

test('params: auth replaces the token of the context if there is a contextFor, and is rejected otherwise', async () => {
  const { ctx, sent } = world(always(aPage({ id: page_id })))
  const refusing = asNotionClient(ctx)
  const error = await failureOf(refusing.pages.retrieve({ page_id, auth: 'ntn_another_one' }))
  expect(error).toMatchObject({ code: 'validation_error', message: expect.stringContaining('contextFor') })
  expect(JSON.stringify(error)).not.toContain('ntn_another_one')
  expect(sent).toEqual([])
  const { ctx: other, sent: others } = world(always(aPage({ id: page_id })), { auth: 'ntn_another_one' })
  const asked: Array<string> = []
  const client = asNotionClient(ctx, {
    contextFor: (auth) => {
      asked.push(auth)
      return other
    },
  })
  await client.pages.retrieve({ page_id, auth: 'ntn_another_one' })
  expect(asked).toEqual(['ntn_another_one'])
  expect(others.map(({ url }) => url)).toEqual([expect.not.stringContaining('auth')])
})

test('params: a start_cursor of null is not sent', async () => {
  const { ctx, sent } = world(always({ object: 'list', results: [], has_more: false, next_cursor: null }))
  const client = asNotionClient(ctx)
  await client.blocks.children.list(JSON.parse(JSON.stringify({ block_id: page_id, start_cursor: null })))
  await client.search(JSON.parse(JSON.stringify({ query: 'x', start_cursor: null })))
  expect(sent[0]?.url).not.toContain('start_cursor')
  expect(sent[1]?.init.body).toBe('{"query":"x"}')
})

test('default: request sends any request with the parameters of the official client', async () => {
  const { ctx, sent } = world(always({ ok: true }))
  const client = asNotionClient(ctx)
  expect(
    await client.request<{ ok: boolean }>({
      path: 'pages/x',
      method: 'get',
      query: { filter_properties: ['a%3Ab', 'c'], none: null, size: 3 },
      headers: { 'x-trace': '1' },
    }),
  ).toEqual({ ok: true })
  await client.request({ path: 'databases/x/query', method: 'post', body: { page_size: 1 } })
  await client.request({ path: 'file_uploads/x/send', method: 'post', formDataParams: { file: { data: 'x' } } })
  await client.request({ path: 'x', method: 'post', body: {}, query: new URLSearchParams('a=1&a=2') })
  const [first, second, third, fourth] = sent
  expect(new URL(first?.url ?? '').search).toBe('?filter_properties=a%3Ab&filter_properties=c&size=3')
  expect(new Headers(first?.init.headers).get('x-trace')).toBe('1')
  expect(second?.init).toMatchObject({ method: 'POST', body: '{"page_size":1}' })
  expect(third?.init.body).toBeInstanceOf(FormData)
  expect(new URL(fourth?.url ?? '').search).toBe('?a=1&a=2')
  expect(fourth?.init.body ?? undefined).toBeUndefined()
})

test('error: a query sent by request has the kind read, so that it may be retried', async () => {
  const { ctx } = world(always('<html>', 502))
  const client = asNotionClient(ctx)
  const read = await failureOf(client.request({ path: 'databases/x/query', method: 'post' }))
  const write = await failureOf(client.request({ path: 'pages', method: 'post' }))
  expect([read.cause.call.kind, write.cause.call.kind]).toEqual(['read', 'once'])
})

test('error: a method rejects and never throws, for any arguments', async () => {
  const { ctx } = world(always({}, 400))
  const client: unknown = asNotionClient(ctx)
  const methods = (value: unknown): ReadonlyArray<(given: unknown) => unknown> =>
    typeof value === 'function'
      ? [(given) => Reflect.apply(value, undefined, [given])]
      : Object.values(value ?? {}).flatMap(methods)
  for (const method of methods(client)) {
    for (const given of [undefined, null, 'x', 1, [], { auth: 1 }]) {
      const result: unknown = method(given)
      // The stream of a session is read, and not awaited.
      if (result instanceof Promise) await result.catch(() => undefined)
    }
  }
})
