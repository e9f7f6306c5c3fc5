import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Type } from 'io-ts'
import { expect, test } from 'vitest'
import { getCacheStats } from '../../../src/core/cache/getCacheStats.js'
import { makeCache } from '../../../src/core/cache/makeCache.js'
import type { CacheEntry } from '../../../src/core/call/cache.js'
import type { Context } from '../../../src/core/call/context.js'
import { objectTag } from '../../../src/core/call/tag.js'
import { createContext } from '../../../src/core/context/createContext.js'
import { type RequestParams, request } from '../../../src/core/context/request.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { makeType } from '../../../src/core/schema/codec.js'
import { string, struct } from '../../../src/core/schema/combinators.js'
import { getPage } from '../../../src/ops/pages/getPage.js'
import { updatePage } from '../../../src/ops/pages/updatePage.js'
import { scripted } from '../../support/fakes.js'
import { anId, aPage } from '../../support/fixtures.js'
import { aContext } from '../../support/server.js'

const watched = () => {
  const { fetcher, calls } = scripted(E.right({ object: 'anything' }))
  const ctx: Context = { ...aContext(), fetcher }
  return { ctx, calls }
}

test('default: sends any call through the fetcher of the context', async () => {
  const { ctx, calls } = watched()
  const call = { method: 'POST', path: 'infra_as_code', query: { dry: true }, body: { a: 1 } } as const
  expect(await request(ctx, call)()).toEqual(E.right({ object: 'anything' }))
  expect(calls[0]).toMatchObject({ ...call, op: 'request', kind: 'once' })
  expect(calls[0]?.cache).toBeUndefined()
})

test.each([
  ['GET', 'read'],
  ['DELETE', 'repeatable'],
  ['POST', 'once'],
  ['PATCH', 'once'],
] as const)('default: the kind of %s is %s', async (method, kind) => {
  const { ctx, calls } = watched()
  await request(ctx, { method, path: 'x' })()
  expect(calls[0]?.kind).toBe(kind)
})

test('params: kind and op replace the defaults', async () => {
  const { ctx, calls } = watched()
  await request(ctx, { method: 'POST', path: 'x/query', kind: 'read', op: 'queryX' })()
  expect(calls[0]).toMatchObject({ kind: 'read', op: 'queryX' })
})

test('params: form is sent as multipart content', async () => {
  const { ctx, calls } = watched()
  const form = [
    { name: 'file', value: new Blob(['a']), filename: 'a.txt' },
    { name: 'part_number', value: '1' },
  ]
  await request(ctx, { method: 'POST', path: 'x', form })()
  const content = calls[0]?.content?.()
  const sent =
    content instanceof FormData
      ? [...content].map(([name, value]) => [name, value instanceof File ? value.name : value])
      : []
  expect(sent).toEqual([
    ['file', 'a.txt'],
    ['part_number', '1'],
  ])
})

test('params: codec decodes the response; without one it is not checked', async () => {
  const { ctx, calls } = watched()
  await request(ctx, { method: 'GET', path: 'x', codec: struct<{ readonly id: string }>({ id: string }) })()
  await request(ctx, { method: 'GET', path: 'x' })()
  expect(calls[0]?.decode({ id: 1 })).toMatchObject({ left: [{ path: 'id', expected: 'string', actual: 1 }] })
  expect(calls[0]?.decode({ id: 'a' })).toEqual(E.right({ id: 'a' }))
  expect(calls[1]?.decode(42)).toEqual(E.right(42))
})

test.each(['pages/1', '/pages/1', '/v1/pages/1', 'v1/pages/1'])('params: path accepts %s', async (path) => {
  const { ctx, calls } = watched()
  await request(ctx, { method: 'GET', path })()
  expect(calls[0]?.path).toBe('pages/1')
})

const PAGE = { method: 'GET', path: `pages/${anId()}` } as const

/** A context with a cache, whose responses are numbered. */
const counting = () => {
  let count = 0
  const fetch = async () => Response.json({ number: ++count, ...aPage() })
  return createContext({ auth: 'ntn_token_of_a_test', logLevel: 'silent', rateLimit: false, fetch })
}

const numberOf = (result: E.Either<unknown, unknown>): unknown =>
  E.isRight(result) ? Reflect.get(Object(result.right), 'number') : result

test.each(['PATCH', 'DELETE', 'POST'] as const)('default: a write by %s clears the cache', async (method) => {
  const ctx = counting()
  await getPage(ctx, { page_id: anId() })()
  await request(ctx, { method, path: `pages/${anId()}`, body: {} })()
  expect(numberOf(await getPage(ctx, { page_id: anId() })())).toBe(3)
})

test('default: a read is not cached, and does not invalidate', async () => {
  const ctx = counting()
  await getPage(ctx, { page_id: anId() })()
  expect([numberOf(await request(ctx, PAGE)()), numberOf(await request(ctx, PAGE)())]).toEqual([2, 3])
  await request(ctx, { method: 'POST', path: 'search', kind: 'read' })()
  expect(numberOf(await getPage(ctx, { page_id: anId() })())).toBe(1)
})

test('params: writes are the tags to invalidate', async () => {
  const ctx = counting()
  await getPage(ctx, { page_id: anId() })()
  const write = (writes: ReadonlyArray<string>) =>
    request(ctx, { method: 'PATCH', path: 'pages/x', body: {}, writes })()
  await write([])
  await write([objectTag(anId(2))])
  expect(numberOf(await getPage(ctx, { page_id: anId() })())).toBe(1)
  await write([objectTag(anId())])
  expect(numberOf(await getPage(ctx, { page_id: anId() })())).toBe(5)
})

test('params: cache and reads: a response is cached until a write invalidates it', async () => {
  const ctx = counting()
  const read = async () => numberOf(await request(ctx, { ...PAGE, cache: 'pages', reads: [objectTag(anId())] })())
  expect([await read(), await read()]).toEqual([1, 1])
  await updatePage(ctx, { page_id: anId(), is_locked: true })()
  expect(await read()).toBe(3)
  // Moving a page to the trash also affects everything below it.
  await updatePage(ctx, { page_id: anId(2), in_trash: true })()
  expect(await read()).toBe(5)
})

test('behavior: a call without a codec does not share entries with an operation, even with the same op', async () => {
  const ctx = counting()
  await request(ctx, { ...PAGE, op: 'getPage', cache: 'pages', reads: [] })()
  expect(numberOf(await getPage(ctx, { page_id: anId() })())).toBe(2)
})

/** A codec that transforms a response, and whose `is` accepts any value. */
const transforming = (make: (json: unknown) => unknown): Type<unknown> =>
  makeType(
    'something else',
    (value): value is unknown => value !== undefined,
    (json) => E.right(make(json)),
    (value) => value,
  )

test('behavior: a cached response is decoded with the codec of each call, in any order', async () => {
  const codecs: ReadonlyArray<Type<unknown> | undefined> = [
    undefined,
    transforming((json) => Object.keys(Object(json)).length),
    transforming((json) => ({ page: json })),
    unsafeCast<Type<unknown>>(struct<{ readonly id: string }>({ id: string })),
  ]
  const read = (ctx: Context, codec: Type<unknown> | undefined) =>
    request(ctx, { ...PAGE, ...(codec && { codec }), cache: 'pages', reads: [objectTag(anId())] })()
  for (const first of codecs) {
    for (const second of codecs) {
      const ctx = counting()
      const alone = await read(counting(), second)
      await read(ctx, first)
      expect(await read(ctx, second)).toEqual(alone)
      // The second read is a cache hit.
      expect(getCacheStats(ctx)).toMatchObject({ hits: 1 })
    }
  }
})

test('params: reads: an entry has each tag once', async () => {
  const tags: Array<ReadonlyArray<string>> = []
  const set = (_resource: string, _key: string, entry: CacheEntry): void => {
    tags.push(entry.tags)
  }
  const cache = makeCache({ get: () => undefined, set, invalidate: () => 0, clear: () => undefined })
  const ctx = createContext({ auth: 'ntn_secret', cache, fetch: async () => Response.json({}) })
  await request(ctx, { ...PAGE, cache: 'pages', reads: ['object:a', 'tree', 'object:a'] })()
  expect(tags).toEqual([['object:a', 'tree', 'rows', 'related']])
})

test('behavior: reads in flight with different codecs are decoded with their own codec', async () => {
  const ctx = counting()
  const [one, other] = await Promise.all([
    request(ctx, { ...PAGE, codec: struct<{ readonly id: string }>({ id: string }) })(),
    request(ctx, { ...PAGE, codec: struct<{ readonly no_such_field: string }>({ no_such_field: string }) })(),
  ])
  expect(E.isRight(one)).toBe(true)
  expect(other).toMatchObject({ left: { _tag: 'DecodeError' } })
})

test.each<[string, object]>([
  ['writes', { writes: 'object:1' }],
  ['writes', { writes: [1] }],
  ['writes', { writes: null }],
  ['reads', { reads: {} }],
  ['cache', { cache: 'page' }],
  ['cache', { cache: 5 }],
])('error: InvalidInputError if %s is invalid: %o', async (field, over) => {
  const { ctx, calls } = watched()
  expect(await request(ctx, unsafeCast<RequestParams>({ method: 'PATCH', path: 'x', ...over }))()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field }] },
  })
  expect(calls).toEqual([])
})

test.each([
  '../v2/x',
  'pages/../users',
  'pages/./1',
  'pages/%2e%2e/users',
  'pages/.%2E/users',
  'pages/%zz/%2e%2e/%2e%2e/x',
  'pages\\..\\users',
  'pages%2f..%2fusers',
  'pages/.\t./users',
  'pages/1?a=b',
  'pages/1#a',
  'https://example.com',
  'pages/1\n',
])('error: rejects the path %j, which is outside of the API', async (path) => {
  const { ctx, calls } = watched()
  expect(await request(ctx, { method: 'GET', path })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'path', given: path }] },
  })
  expect(calls).toEqual([])
})

test('behavior: a path that is sent is below /v1/', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('..', '.', '%2e', '%2E%2e', '/', '\\', '%2f', '\t', '\n', '//', '?', '#', '@', ':', '%'),
  )
  return fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      const { ctx, calls } = watched()
      await request(ctx, { method: 'GET', path: parts.join('') })()
      for (const { path } of calls) {
        const url = new URL(`https://api.notion.com/v1/${path}`)
        expect([url.host, url.search, url.hash]).toEqual(['api.notion.com', '', ''])
        expect(url.pathname.startsWith('/v1/')).toBe(true)
      }
    }),
    { numRuns: 150 },
  )
})

const oddities = [undefined, null, 42, 'text', [1], () => 1, Symbol('sign'), 1n, Number.NaN, new Map([[1, 2]])]

test.each([
  ['method', [...oddities, 'PUT', 'get']],
  ['path', oddities.filter((given) => given !== 'text')],
  ['kind', [null, 42, 'twice', Symbol('sign')]],
  ['op', [null, 42, 'x'.repeat(101), {}]],
  ['query', [null, 42, 'a=b', [1], Symbol('sign')]],
  [
    'form',
    [
      null,
      42,
      'a',
      [null],
      [{ name: 1, value: 'a' }],
      [{ name: 'a', value: 1 }],
      [{ name: 'a', value: 'b', filename: 1 }],
    ],
  ],
  ['codec', [null, 42, {}, 'string']],
] as const)('error: reports an invalid %s by its name', async (name, values) => {
  for (const given of values) {
    const { ctx, calls } = watched()
    const params = unsafeCast<RequestParams>({ method: 'POST', path: 'x', [name]: given })
    expect([given, await request(ctx, params)()]).toMatchObject([
      given,
      { left: { _tag: 'InvalidInputError', issues: [{ field: name }] } },
    ])
    expect(calls).toEqual([])
  }
})

test.each([
  ['query.deep', { query: { deep: { a: 1 } } }],
  ['query.count', { query: { count: Number.NaN } }],
  ['query.list', { query: { list: ['a', undefined] } }],
  ['body', { body: 1n }],
  ['body', { body: Symbol('sign') }],
  ['body.list[1]', { body: { list: [1, Number.POSITIVE_INFINITY] } }],
  ['body.a', { body: { a: new Set([1]) } }],
])('error: reports %s if it cannot be sent', async (field, given) => {
  const { ctx, calls } = watched()
  expect(await request(ctx, unsafeCast<RequestParams>({ method: 'POST', path: 'x', ...given }))()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field }] },
  })
  expect(calls).toEqual([])
})

test('error: rejects parameters that are missing or cannot be read', async () => {
  const throws = (): never => {
    throw new Error('not to be read')
  }
  const unreadable = [
    new Proxy({}, { ownKeys: throws, get: throws }),
    {
      method: 'GET',
      path: 'x',
      get body() {
        return throws()
      },
    },
  ]
  for (const [index, given] of [...oddities, ...unreadable].entries()) {
    const { ctx, calls } = watched()
    const result = await request(ctx, unsafeCast<RequestParams>(given))()
    expect([index, result._tag === 'Left' && result.left._tag]).toEqual([index, 'InvalidInputError'])
    expect(calls).toEqual([])
  }
})

test('behavior: a query with a name such as __proto__ is sent unchanged', async () => {
  const { ctx, calls } = watched()
  await request(ctx, { method: 'GET', path: 'x', query: JSON.parse('{"__proto__":"a","constructor":["b"]}') })()
  expect(Object.entries(calls[0]?.query ?? {})).toEqual([
    ['__proto__', 'a'],
    ['constructor', ['b']],
  ])
})

test('behavior: a body that is changed later is sent as it was when the call was made', async () => {
  const { ctx, calls } = watched()
  const body = { list: ['a'] }
  const call = request(ctx, { method: 'POST', path: 'x', body })
  body.list.push('b')
  await call()
  expect(calls[0]?.body).toEqual({ list: ['a'] })
})
