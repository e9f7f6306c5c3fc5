import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Fetch } from '../../../src/core/call/config.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { withHeaders } from '../../../src/core/middleware/withHeaders.js'
import { withRetry } from '../../../src/core/middleware/withRetry.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { kyFetcher } from '../../../src/core/transport/kyFetcher.js'
import { fakeClock } from '../../support/fakes.js'
import { aRequest } from '../../support/fixtures.js'

const hostile = (): unknown =>
  new Proxy(
    {},
    Object.fromEntries(
      ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'].map((trap) => [
        trap,
        () => {
          throw new Error('a trap')
        },
      ]),
    ),
  )

const THINGS: ReadonlyArray<readonly [string, unknown]> = [
  ['null', null],
  ['undefined', undefined],
  ['a symbol', Symbol('thing')],
  ['a function', () => undefined],
  ['a BigInt', 5n],
  ['an object without a prototype', Object.create(null)],
  ['an unreadable object', hostile()],
  ['an error whose message throws', Object.defineProperty(new Error(''), 'message', { get: () => hostile() })],
  [
    'an error with itself as its cause',
    Object.assign(new Error('loop'), {
      get cause() {
        return this
      },
    }),
  ],
]

for (const [name, transport] of [
  ['fetchFetcher', fetchFetcher],
  ['kyFetcher', kyFetcher],
] as const) {
  const contextOf = (fetch: unknown) =>
    makeContext(
      { auth: 'ntn_secret', logLevel: 'silent', clock: fakeClock(), fetch: unsafeCast<Fetch>(fetch) },
      transport,
    )

  test.each(THINGS)(`error: ${name}: a fetch that rejects with %s results in a NetworkError`, async (_what, thing) => {
    const result = await contextOf(() => Promise.reject(thing)).fetcher(aRequest())()
    expect(result).toMatchObject({ left: { _tag: 'NetworkError', outcome: 'not-applied' } })
  })

  test.each(THINGS)(`error: ${name}: a fetch that throws %s results in a NetworkError`, async (_what, thing) => {
    const ctx = contextOf(() => {
      throw thing
    })
    expect(await ctx.fetcher(aRequest({ kind: 'once', method: 'POST' }))()).toMatchObject({
      left: { _tag: 'NetworkError', outcome: 'unknown' },
    })
  })

  test.each<readonly [string, unknown]>([
    ...THINGS,
    ['a response without headers', { status: 200, text: async () => '{' }],
    ['a response with odd headers', { status: 500, headers: 5, text: async () => '' }],
    ['a response whose text is a number', { status: 200, headers: new Headers(), text: async () => 5 }],
    ['a response whose text throws', { status: 200, headers: new Headers(), text: () => Promise.reject(null) }],
    ['a response without a status', { headers: new Headers(), text: async () => '{}' }],
  ])(`error: ${name}: a fetch that resolves with %s results in a Left`, async (_what, thing) => {
    expect(E.isLeft(await contextOf(async () => thing).fetcher(aRequest())())).toBe(true)
  })

  test.each([
    ['ECONNREFUSED', { code: 'ECONNREFUSED' }],
    ['ENOTFOUND', { code: 'ENOTFOUND' }],
    ['EAI_AGAIN', { code: 'EAI_AGAIN' }],
    ['a connection that takes too long', { code: 'UND_ERR_CONNECT_TIMEOUT' }],
    ['a certificate that has expired', { code: 'CERT_HAS_EXPIRED' }],
    ['a self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    ['the error of Bun', { code: 'ConnectionRefused' }],
    ['the error of Deno', { message: 'error sending request: client error (Connect): Connection refused' }],
    ['every address refused', { code: 'ECONNREFUSED', errors: [{ code: 'ECONNREFUSED' }] }],
  ])(`behavior: ${name}: a creation is retried after %s, since nothing was sent`, async (_what, cause) => {
    let sent = 0
    const ctx = contextOf(async () => {
      sent++
      if (sent === 1) throw new TypeError('fetch failed', { cause: Object.assign(new Error(), cause) })
      return Response.json({ object: 'page' })
    })
    const result = await wrap(withRetry())(ctx).fetcher(aRequest({ kind: 'once', method: 'POST' }))()
    expect({ result, sent }).toEqual({ result: E.right({ object: 'page' }), sent: 2 })
  })

  test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_BODY_TIMEOUT'])(
    `behavior: ${name}: a creation is not retried after %s`,
    async (code) => {
      let sent = 0
      const ctx = contextOf(async () => {
        sent++
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) })
      })
      expect(await wrap(withRetry())(ctx).fetcher(aRequest({ kind: 'once', method: 'POST' }))()).toMatchObject({
        left: { _tag: 'NetworkError', outcome: 'unknown' },
      })
      expect(sent).toBe(1)
    },
  )

  test(`behavior: ${name} calls fetch with a string and an object`, async () => {
    const given: Array<unknown> = []
    const ctx = contextOf(async (...all: ReadonlyArray<unknown>) => {
      given.push(...all)
      return Response.json({})
    })
    await ctx.fetcher(aRequest({ method: 'POST', kind: 'once', body: { a: 1 } }))()
    expect(given).toEqual([
      expect.any(String),
      expect.objectContaining({ method: 'POST', body: '{"a":1}', redirect: 'manual', signal: expect.any(AbortSignal) }),
    ])
  })

  test(`params: ${name} sends the headers of a request, which cannot replace the token, version or content type`, async () => {
    const given: Array<Record<string, string>> = []
    const bare = contextOf(async (_url: string, init: { readonly headers: Record<string, string> }) => {
      given.push(init.headers)
      return Response.json({})
    })
    const ctx = wrap(
      withHeaders(({ op }) => ({ 'X-Trace': op, AUTHORIZATION: 'x', 'Notion-Version': 'x', 'content-TYPE': 'x' })),
    )(bare)
    await ctx.fetcher(aRequest({ method: 'POST', kind: 'once', body: {} }))()
    expect(given).toEqual([
      {
        'x-trace': 'getPage',
        authorization: 'Bearer ntn_secret',
        'notion-version': '2025-09-03',
        'content-type': 'application/json',
      },
    ])
  })

  test.each([
    ['a line break', { a: 'x\r\ny: z' }],
    ['a character beyond Latin-1', { a: '→' }],
    ['a name with a space', { 'a b': 'c' }],
    ['a number', { a: 5 }],
    ['an unreadable object', hostile()],
    [
      'a function that throws',
      () => {
        throw new Error('broken')
      },
    ],
  ])(`error: ${name} rejects headers with %s before sending`, async (_what, headers) => {
    const ctx = contextOf(() => Promise.reject(new Error('sent')))
    const result = await wrap(withHeaders(unsafeCast(headers)))(ctx).fetcher(aRequest())()
    expect(result).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  })
}

const answered = async (body: unknown, auth = 'ntn_secret_of_a_test', headers = {}) => {
  const ctx = makeContext(
    { auth, logLevel: 'silent', fetch: async () => Response.json(body, { status: 400, headers }) },
    fetchFetcher,
  )
  return ctx.fetcher(aRequest())()
}

test.each(['x', '0', 'session', 'true', 'id'])(
  'behavior: a short token (%s) is not redacted, so that errors stay readable',
  async (auth) => {
    const body = {
      object: 'error',
      code: 'validation_error',
      message: 'x 0 session true id',
      additional_data: { child_data_source_ids: ['a0', 'bx'] },
    }
    expect(await answered(body, auth)).toMatchObject({
      left: { code: 'validation_error', childDataSourceIds: ['a0', 'bx'], body },
    })
  },
)

test('behavior: a token is redacted in values, names and headers, also if escaped, at any depth', async () => {
  const token = 'ntn_secret_of_a_test'
  const depth = 10_000
  const escaped = token.replace('n', '\\u006e')
  const text = `{"${token}":"${escaped}","list":[["Bearer ${token}"]],"deep":${'['.repeat(depth)}"${token}"${']'.repeat(depth)}}`
  const headers = { 'x-notion-request-id': token, 'cf-ray': `ray ${token}`, server: token }
  const ctx = makeContext(
    { auth: token, logLevel: 'silent', fetch: async () => new Response(text, { status: 400, headers }) },
    fetchFetcher,
  )
  const result = await ctx.fetcher(aRequest())()
  expect(result).toMatchObject({
    left: {
      requestId: '(hidden)',
      rayId: 'ray (hidden)',
      headers: { server: '(hidden)' },
      body: { '(hidden)': '(hidden)', list: [['Bearer (hidden)']] },
    },
  })
  let deep: unknown = E.isLeft(result) && Reflect.get(Object(Reflect.get(result.left, 'body')), 'deep')
  while (Array.isArray(deep)) deep = deep[0]
  expect(deep).toBe('(hidden)')
})

test('behavior: a 429 is a RateLimitError whatever its Retry-After', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything({ withBigInt: false }), async (retry_after) => {
      const text = JSON.stringify({ code: 'rate_limited', additional_data: { retry_after } }) ?? '{}'
      const ctx = makeContext(
        { auth: 'ntn_secret', logLevel: 'silent', fetch: async () => new Response(text, { status: 429 }) },
        fetchFetcher,
      )
      expect(await ctx.fetcher(aRequest())()).toMatchObject({ left: { _tag: 'RateLimitError', status: 429 } })
    }),
  )
})
