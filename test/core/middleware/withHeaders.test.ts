import { inspect } from 'node:util'
import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import type { Call } from '../../../src/core/call/call.js'
import type { FetchInit } from '../../../src/core/call/config.js'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { request } from '../../../src/core/context/request.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { withHeaders } from '../../../src/core/middleware/withHeaders.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { formOf } from '../../../src/core/transport/form.js'
import { kyFetcher } from '../../../src/core/transport/kyFetcher.js'
import { aRequest } from '../../support/fixtures.js'

for (const [name, transport] of [
  ['fetchFetcher', fetchFetcher],
  ['kyFetcher', kyFetcher],
] as const) {
  const setUp = () => {
    const sent: Array<FetchInit> = []
    const fetch = async (_url: string, init: FetchInit) => {
      sent.push(init)
      return Response.json({})
    }
    return { ctx: makeContext({ auth: 'ntn_secret', logLevel: 'silent', fetch }, transport), sent }
  }
  const headersSent = async (headers: unknown, over: Partial<NotionRequest<unknown>> = {}) => {
    const { ctx, sent } = setUp()
    const { fetcher } = pipe(ctx, wrap(withHeaders(unsafeCast<Record<string, string>>(headers))))
    const result = await fetcher(aRequest(over))()
    return { result, headers: sent[0] && Object.fromEntries(new Headers(sent[0].headers)), sent }
  }

  test(`default: ${name} adds the headers`, async () => {
    const { headers } = await headersSent({ 'X-Trace': 'a b', traceparent: '00-1-2-03', 'x-latin': 'é' })
    expect(headers).toEqual({
      'x-trace': 'a b',
      traceparent: '00-1-2-03',
      'x-latin': 'é',
      authorization: 'Bearer ntn_secret',
      'notion-version': '2025-09-03',
    })
  })

  test(`params: ${name} sends the headers that a function returns for the call`, async () => {
    const calls: Array<Call> = []
    const { headers } = await headersSent((call: Call) => {
      calls.push(call)
      return { 'x-op': call.op }
    })
    expect(headers).toMatchObject({ 'x-op': 'getPage' })
    expect(calls).toHaveLength(1)
    expect(inspect(calls, { depth: null })).not.toContain('ntn_secret')
  })

  test(`behavior: ${name} does not let headers of any case override the token, the version or the content type`, async () => {
    for (const change of [
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.replace(/^./, (first) => first.toUpperCase()),
    ]) {
      const theirs = Object.fromEntries(
        ['authorization', 'notion-version', 'content-type', 'content-length', 'transfer-encoding'].map((one) => [
          change(one),
          '7',
        ]),
      )
      const ours = { authorization: 'Bearer ntn_secret', 'notion-version': '2025-09-03' }
      expect((await headersSent(theirs)).headers).toEqual(ours)
      expect((await headersSent(theirs, { method: 'POST', body: {} })).headers).toEqual({
        ...ours,
        'content-type': 'application/json',
      })
      expect(
        (await headersSent(theirs, { method: 'POST', content: () => formOf([{ name: 'a', value: 'b' }]) })).headers,
      ).toEqual(ours)
      const secret = {
        credentials: 'abcdefgh',
        words: [],
        redact: (error: never) => error,
        safe: (error: never) => error,
      }
      expect((await headersSent(theirs, { secret: unsafeCast(secret) })).headers).toEqual({
        ...ours,
        authorization: 'Basic abcdefgh',
      })
    }
  })

  const broken = () => {
    throw new Error('no')
  }
  test.each<readonly [string, unknown]>([
    ['a space in a name', { 'a b': 'c' }],
    ['an empty name', { '': 'c' }],
    ['a colon in a name', { 'a:b': 'c' }],
    ['a line break in a name', { 'a\n': 'c' }],
    ['a name beyond ASCII', { é: 'c' }],
    ['a line break', { a: 'secret-key\nset-cookie: a=b' }],
    ['a NUL', { a: 'secret-key\0' }],
    ['a character beyond Latin-1', { a: '漢 secret-key' }],
    ['a number', { a: 1 }],
    ['null', { a: null }],
    ['a symbol', { a: Symbol('secret-key') }],
    ['an object', { a: { toString: 1 } }],
    ['a getter that throws', Object.defineProperty({}, 'a', { enumerable: true, get: broken })],
    ['a function that returns an invalid name', () => ({ 'a b': 'secret-key' })],
    ['a function that returns null', () => null],
    ['a function that returns a string', () => 'a: b'],
    ['a function that throws', broken],
    ['a function that rejects', () => Promise.reject(new Error('no'))],
    ['a promise', Promise.resolve({ a: 'b' })],
    [
      'an object that cannot be read',
      new Proxy({}, { ownKeys: broken, get: broken, has: broken, getPrototypeOf: broken }),
    ],
  ])(`error: ${name} sends nothing if the headers have %s`, async (_what, headers) => {
    const { result, sent } = await headersSent(headers)
    expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', outcome: 'not-applied' } })
    expect(result._tag === 'Left' && result.left._tag === 'InvalidInputError' && result.left.issues[0]?.field).toMatch(
      /^headers/,
    )
    expect(inspect(result, { depth: null })).not.toContain('secret-key')
    expect(sent).toEqual([])
  })

  test(`behavior: ${name} omits undefined headers, and accepts a Headers object`, async () => {
    expect((await headersSent({ a: undefined, b: 'c' })).headers).not.toHaveProperty('a')
    expect((await headersSent(new Headers({ 'x-a': 'b' }))).headers).toMatchObject({ 'x-a': 'b' })
    expect((await headersSent(() => new Headers({ 'x-a': 'b' }))).headers).toMatchObject({ 'x-a': 'b' })
  })

  test(`behavior: ${name} sends the header of the inner middleware if two have the same name`, async () => {
    const { ctx, sent } = setUp()
    const { fetcher } = pipe(
      ctx,
      wrap(withHeaders({ 'X-A': 'inner' })),
      wrap(withHeaders({ 'x-a': 'outer', 'X-B': 'b' })),
    )
    await fetcher(aRequest())()
    expect(sent[0]?.headers).toMatchObject({ 'x-a': 'inner', 'x-b': 'b' })
    expect(Object.keys(sent[0]?.headers ?? {})).not.toContain('X-A')
  })

  test(`params: ${name} sends the headers of request`, async () => {
    const { ctx, sent } = setUp()
    await request(ctx, { method: 'GET', path: 'users/me', headers: { 'X-A': 'b', Authorization: 'no' } })()
    expect(sent[0]?.headers).toMatchObject({ 'x-a': 'b', authorization: 'Bearer ntn_secret' })
    const rejected = await request(ctx, { method: 'GET', path: 'users/me', headers: { 'a b': 'c' } })()
    expect(rejected).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  })
}

test.each([null, undefined, 'a: b', 5])('error: withHeaders(%j) throws', (headers) => {
  expect(() => withHeaders(unsafeCast(headers))).toThrow(TypeError)
})
