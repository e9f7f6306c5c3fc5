/** A cache in memory keeps the text of a response, and makes the value of its entry when that is first read. */
import { right } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { makeCache } from '../../../src/core/cache/makeCache.js'
import type { CacheStore } from '../../../src/core/cache/store.js'
import type { Cache, CacheEntry } from '../../../src/core/call/cache.js'
import type { Validate } from '../../../src/core/call/config.js'
import type { Middleware } from '../../../src/core/call/fetcher.js'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import {
  addCache,
  type Context,
  fetchFetcher,
  getBlockChildren,
  getPage,
  invalidate,
  makeContext,
  objectTag,
  toPromise,
  wrap,
} from '../../../src/index.js'
import { aBlock } from '../../support/blocks.js'
import { fakeClock } from '../../support/fakes.js'
import { aList, anId, aPage, aRequest } from '../../support/fixtures.js'

const page_id = anId(1)

const reading = (answer: unknown, cache: Cache = lruCache(), more: { readonly validate?: Validate } = {}) => {
  let requests = 0
  const fetch = async () => {
    requests++
    return Response.json(answer)
  }
  const bare = makeContext({ auth: 'ntn_of_a_test', fetch, logLevel: 'silent', ...more }, fetchFetcher)
  return { ctx: addCache(cache)(bare), bare, cache, requests: () => requests }
}

const send = (ctx: Context, request: NotionRequest<unknown>) => ctx.fetcher(request)()

test('default: the caller that missed gets a value of its own, and all hits share another one, frozen', async () => {
  const { ctx, requests } = reading(aPage({ url: 'https://www.notion.so/as-it-was' }))
  const first = await toPromise(getPage(ctx, { page_id }))
  expect([Object.isFrozen(first), Object.isFrozen(first.properties)]).toEqual([false, false])
  expect(Reflect.set(first, 'url', 'spoilt')).toBe(true)
  const second = await toPromise(getPage(ctx, { page_id }))
  const third = await toPromise(getPage(ctx, { page_id }))
  expect(second.url).toBe('https://www.notion.so/as-it-was')
  expect([Object.isFrozen(second), Object.isFrozen(second.properties)]).toEqual([true, true])
  expect(third).toBe(second)
  expect(requests()).toBe(1)
})

test('default: a response is decoded once more for its first hit, and no more after it', async () => {
  const { ctx } = reading({ title: 'a' })
  let decoded = 0
  const request = aRequest({
    cache: { resource: 'pages' },
    decode: (json) => {
      decoded++
      return right(json)
    },
  })
  const seen: Array<number> = []
  for (let read = 0; read < 4; read++) {
    await send(ctx, request)
    seen.push(decoded)
  }
  expect(seen).toEqual([1, 2, 2, 2])
})

test('default: a response that is never read again is neither parsed nor frozen for the cache', async () => {
  const entries: Array<CacheEntry> = []
  const store: CacheStore = { ...memory(), set: (_resource, _key, entry) => void entries.push(entry) }
  const { ctx } = reading(aPage(), makeCache({ ...store, inMemory: true }))
  await toPromise(getPage(ctx, { page_id }))
  expect(entries).toMatchObject([{ value: expect.any(Function) }])
})

test.each<[Validate, string]>([
  ['contain', 'unknown:image'],
  ['warn', 'image'],
  ['off', 'image'],
])('behavior: with `%s`, hits show a damaged block as the first response did', async (validate, type) => {
  const damaged = aList([aBlock(), aBlock({ type: 'image', image: 'gone' })])
  const { ctx, requests } = reading(damaged, lruCache(), { validate })
  const types = async () =>
    (await toPromise(getBlockChildren(ctx, { block_id: page_id }))).results.map((block) => String(block.type))
  expect([await types(), await types(), await types()]).toEqual(Array(3).fill(['paragraph', type]))
  expect(requests()).toBe(1)
})

test('behavior: an entry whose text does not decode any more is a miss', async () => {
  const { ctx, requests } = reading({ title: 'a' })
  let decoded = 0
  const request = aRequest({
    cache: { resource: 'pages' },
    decode: (json) => (++decoded === 2 ? { _tag: 'Left', left: [] } : right(json)),
  })
  expect([await send(ctx, request), await send(ctx, request)]).toEqual([right({ title: 'a' }), right({ title: 'a' })])
  expect(requests()).toBe(2)
})

test('behavior: what another middleware put in place of the response is cached, not the text of it', async () => {
  const { bare, requests } = reading({ title: 'a' })
  const renaming: Middleware = (next) => (request) => async () => {
    const result = await next(request)()
    // The test knows what it reads.
    return result._tag === 'Right' ? right(unsafeCast({ title: 'b' })) : result
  }
  const ctx = addCache(lruCache())(wrap(renaming)(bare))
  const request = aRequest({ cache: { resource: 'pages' } })
  expect([await send(ctx, request), await send(ctx, request)]).toEqual([right({ title: 'b' }), right({ title: 'b' })])
  expect(requests()).toBe(1)
})

test('behavior: a hit expires before the signed URLs in its text do', async () => {
  const clock = fakeClock()
  const expiry_time = new Date(clock.now() + 120_000).toISOString()
  const cache = lruCache({ clock })
  const fetch = async () => Response.json({ file: { url: 'https://…', expiry_time } })
  const ctx = addCache(cache)(makeContext({ auth: 'ntn_of_a_test', fetch, clock }, fetchFetcher))
  const request = aRequest({ cache: { resource: 'pages' } })
  await send(ctx, request)
  clock.advance(59_999)
  await send(ctx, request)
  expect(cache.stats()).toMatchObject({ hits: 1, misses: 1 })
  clock.advance(1)
  await send(ctx, request)
  expect(cache.stats()).toMatchObject({ hits: 1, misses: 2 })
})

test('behavior: a text that mentions a page is invalidated with it, before and after its first hit', async () => {
  const { ctx, requests } = reading({ rich_text: [{ mention: { type: 'page', page: { id: anId(4) } } }] })
  const request = aRequest({ cache: { resource: 'pages' } })
  await send(ctx, request)
  await invalidate(ctx, [objectTag(anId(4))])
  await send(ctx, request)
  expect(requests()).toBe(2)
  await send(ctx, request)
  expect(requests()).toBe(2)
  await invalidate(ctx, [objectTag(anId(4))])
  await send(ctx, request)
  expect(requests()).toBe(3)
})

/** The functions of a store that keeps nothing. */
const memory = (): CacheStore => ({
  get: () => undefined,
  set: () => undefined,
  invalidate: () => 0,
  clear: () => undefined,
})

test('behavior: a store that does not say that it is in memory gets entries of plain JSON', async () => {
  const stored: Array<CacheEntry> = []
  const { ctx } = reading(aPage(), makeCache({ ...memory(), set: (_resource, _key, entry) => void stored.push(entry) }))
  const first = await toPromise(getPage(ctx, { page_id }))
  expect(JSON.parse(JSON.stringify(stored))).toMatchObject([{ value: aPage() }])
  expect(stored[0]?.value).toBe(first)
  expect(Object.isFrozen(first)).toBe(true)
})

test('behavior: a store that does not say that it is in memory cannot have functions called', async () => {
  let called = 0
  const value = () => {
    called++
    return 'made'
  }
  const entry = { value, tags: [], expiresAt: Number.POSITIVE_INFINITY }
  const cache = makeCache({ ...memory(), get: () => entry })
  await cache.lookUp('pages', 'key')
  expect(called).toBe(0)
})

test.each<[string, () => undefined]>([
  ['gives nothing', () => undefined],
  [
    'throws',
    () => {
      throw new SyntaxError('not JSON')
    },
  ],
])('behavior: an entry whose value %s is a miss', async (_name, value) => {
  const cache = lruCache()
  await cache.begin('pages', 'key')({ value, tags: [], expiresAt: Number.POSITIVE_INFINITY })
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
  expect(cache.stats()).toMatchObject({ hits: 0, misses: 1 })
})

test('behavior: an entry counts with two bytes for each character of its text', async () => {
  const sizes: Array<unknown> = []
  const store: CacheStore = {
    ...memory(),
    inMemory: true,
    set: (_resource, _key, entry) => void sizes.push(entry.size),
  }
  const { ctx } = reading(aPage(), makeCache(store))
  await toPromise(getPage(ctx, { page_id }))
  expect(sizes).toEqual([2 * JSON.stringify(aPage()).length])
})
