import { expect, test } from 'vitest'
import { clearCache, getCacheStats } from '../../../src/core/cache/getCacheStats.js'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { makeCache } from '../../../src/core/cache/makeCache.js'
import { type CacheStore, noCache } from '../../../src/core/cache/store.js'
import type { CacheEntry } from '../../../src/core/call/cache.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { deferred, fakeClock, settled } from '../../support/fakes.js'
import { aContext } from '../../support/server.js'

const anEntry = (over: Partial<CacheEntry> = {}): CacheEntry => ({
  value: 'kept',
  tags: ['object:1'],
  expiresAt: fakeClock().now() + 1_000,
  ...over,
})

/** The simplest store there can be: it knows neither kinds nor times. */
const aStore = (): CacheStore & { readonly entries: Map<string, CacheEntry> } => {
  const entries = new Map<string, CacheEntry>()
  return {
    entries,
    get: async (_resource, key) => entries.get(key),
    set: async (_resource, key, entry) => {
      entries.set(key, entry)
    },
    invalidate: (tags) => {
      const stale = [...entries].filter(([, entry]) => entry.tags.some((tag) => tags.includes(tag)))
      for (const [key] of stale) entries.delete(key)
      return stale.length
    },
    clear: () => entries.clear(),
  }
}

test('default: keeps an entry and finds it', async () => {
  const cache = makeCache(aStore(), {}, fakeClock())
  await cache.begin('pages', 'key')(anEntry())
  expect(await cache.lookUp('pages', 'key')).toEqual(anEntry())
  expect(await cache.lookUp('pages', 'other')).toBeUndefined()
})

test('default: how long each kind is kept', () => {
  const { ttlMs } = makeCache(aStore())
  expect([
    ttlMs('pages'),
    ttlMs('blocks'),
    ttlMs('databases'),
    ttlMs('data_sources'),
    ttlMs('queries'),
    ttlMs('users'),
  ]).toEqual([300_000, 600_000, 1_800_000, 1_800_000, 300_000, 1_800_000])
})

test('params: ttlMs sets some kinds and leaves the others', () => {
  const { ttlMs } = makeCache(aStore(), { pages: 1_000 })
  expect([ttlMs('pages'), ttlMs('blocks')]).toEqual([1_000, 600_000])
})

test('behavior: counts hits, misses and invalidations', async () => {
  const cache = makeCache(aStore(), {}, fakeClock())
  expect(cache.stats().hitRate).toBe(0)
  await cache.lookUp('pages', 'key')
  await cache.begin('pages', 'key')(anEntry())
  await cache.lookUp('pages', 'key')
  await cache.lookUp('pages', 'key')
  await cache.lookUp('pages', 'key')
  await cache.invalidate(['object:1', 'object:2'])
  expect(cache.stats()).toEqual({
    hits: 3,
    misses: 1,
    invalidations: 1,
    hitRate: 0.75,
    sizes: { pages: 0, blocks: 0, databases: 0, data_sources: 0, queries: 0, users: 0 },
  })
})

test('behavior: an entry that a store gives too late is a miss', async () => {
  const clock = fakeClock()
  const cache = makeCache(aStore(), {}, clock)
  await cache.begin('pages', 'key')(anEntry())
  clock.advance(1_000)
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
  expect(cache.stats()).toMatchObject({ hits: 0, misses: 1 })
})

test('behavior: a read that was invalidated or cleared on its way is not kept', async () => {
  const store = aStore()
  const cache = makeCache(store, {}, fakeClock())
  const overtaken = cache.begin('pages', 'overtaken')
  const other = cache.begin('blocks', 'other')
  await cache.invalidate(['object:1'])
  await cache.clear('pages')
  await overtaken(anEntry({ tags: ['object:3'] }))
  await other(anEntry())
  const untouched = cache.begin('blocks', 'untouched')
  await untouched(anEntry())
  expect([...store.entries.keys()]).toEqual(['untouched'])
})

test('behavior: a write that comes while a slow store keeps an answer makes it stale', async () => {
  const slow = deferred<void>()
  const store = aStore()
  const cache = makeCache(
    {
      ...store,
      set: async (resource, key, entry) => {
        await slow.promise
        await store.set(resource, key, entry)
      },
    },
    {},
    fakeClock(),
  )
  const keeping = cache.begin('pages', 'key')(anEntry())
  await settled()
  await cache.invalidate(['object:1'])
  slow.resolve()
  await keeping
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
})

test('behavior: an epoch ends with everything that is forgotten', async () => {
  const cache = makeCache(aStore())
  const epochs = [cache.epoch()]
  await cache.invalidate(['object:1'])
  epochs.push(cache.epoch())
  await cache.clear()
  epochs.push(cache.epoch())
  expect(new Set(epochs).size).toBe(3)
})

test('behavior: getCacheStats and clearCache are those of the context’s cache', async () => {
  const cache = makeCache(aStore(), {}, fakeClock())
  const ctx = { ...aContext(), cache }
  await cache.begin('pages', 'key')(anEntry())
  await clearCache(ctx)
  await cache.lookUp('pages', 'key')
  expect(getCacheStats(ctx)).toMatchObject({ hits: 0, misses: 1 })
})

test('behavior: the cache of a context that has none keeps nothing', async () => {
  await noCache.begin('pages', 'key')(anEntry())
  await noCache.invalidate(['object:1'])
  await clearCache(aContext())
  expect(await noCache.lookUp('pages', 'key')).toBeUndefined()
  expect([noCache.ttlMs('pages'), noCache.epoch()]).toEqual([0, 0])
  expect(getCacheStats(aContext())).toMatchObject({ hits: 0, misses: 0, invalidations: 0, hitRate: 0 })
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['an empty object', {}],
  ['a store that cannot forget', { get: () => undefined, set: () => undefined }],
])('error: %s is no store, and throws at once', (_name, store) => {
  expect(() => makeCache(unsafeCast(store))).toThrow(TypeError)
  expect(() => makeCache(unsafeCast(store))).toThrow('store')
})

test.each<[string, () => unknown]>([
  ['a symbol', () => Symbol('now')],
  ['no number', () => 'soon'],
  [
    'nothing, since it throws',
    () => {
      throw new Error('no time')
    },
  ],
])('error: a cache whose clock gives %s fails nobody', async (_name, now) => {
  const cache = lruCache({ clock: unsafeCast({ ...fakeClock(), now }) })
  await cache.begin('pages', 'key')(unsafeCast({ value: 1, tags: ['a'], expiresAt: Number.POSITIVE_INFINITY }))
  await cache.invalidate(['a'])
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
  await cache.clear()
})

test('behavior: what is no context has no cache', async () => {
  expect(getCacheStats(unsafeCast(undefined)).hits).toBe(0)
  await clearCache(unsafeCast(undefined))
})
