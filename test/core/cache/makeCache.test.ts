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
  value: 'cached',
  tags: ['object:1'],
  expiresAt: fakeClock().now() + 1_000,
  ...over,
})

/** A minimal store, without kinds and expiry. */
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

test('default: stores an entry and finds it', async () => {
  const cache = makeCache(aStore(), {}, fakeClock())
  await cache.begin('pages', 'key')(anEntry())
  expect(await cache.lookUp('pages', 'key')).toEqual(anEntry())
  expect(await cache.lookUp('pages', 'other')).toBeUndefined()
})

test('default: the times to live by kind', () => {
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

test('params: ttlMs overrides the default of the given kinds', () => {
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

test('behavior: an expired entry from the store is a miss', async () => {
  const clock = fakeClock()
  const cache = makeCache(aStore(), {}, clock)
  await cache.begin('pages', 'key')(anEntry())
  clock.advance(1_000)
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
  expect(cache.stats()).toMatchObject({ hits: 0, misses: 1 })
})

test('behavior: a read that is invalidated or cleared in flight is not stored', async () => {
  const store = aStore()
  const cache = makeCache(store, {}, fakeClock())
  const stale = cache.begin('pages', 'stale')
  const other = cache.begin('blocks', 'other')
  await cache.invalidate(['object:1'])
  await cache.clear('pages')
  await stale(anEntry({ tags: ['object:3'] }))
  await other(anEntry())
  const untouched = cache.begin('blocks', 'untouched')
  await untouched(anEntry())
  expect([...store.entries.keys()]).toEqual(['untouched'])
})

test('behavior: a write during a slow store operation invalidates the entry', async () => {
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
  const storing = cache.begin('pages', 'key')(anEntry())
  await settled()
  await cache.invalidate(['object:1'])
  slow.resolve()
  await storing
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
})

test('behavior: the epoch changes with every invalidation', async () => {
  const cache = makeCache(aStore())
  const epochs = [cache.epoch()]
  await cache.invalidate(['object:1'])
  epochs.push(cache.epoch())
  await cache.clear()
  epochs.push(cache.epoch())
  expect(new Set(epochs).size).toBe(3)
})

test('behavior: getCacheStats and clearCache use the cache of the context', async () => {
  const cache = makeCache(aStore(), {}, fakeClock())
  const ctx = { ...aContext(), cache }
  await cache.begin('pages', 'key')(anEntry())
  await clearCache(ctx)
  await cache.lookUp('pages', 'key')
  expect(getCacheStats(ctx)).toMatchObject({ hits: 0, misses: 1 })
})

test('behavior: a context without a cache stores nothing', async () => {
  await noCache.begin('pages', 'key')(anEntry())
  await noCache.invalidate(['object:1'])
  await clearCache(aContext())
  expect(await noCache.lookUp('pages', 'key')).toBeUndefined()
  expect([noCache.ttlMs('pages'), noCache.epoch()]).toEqual([0, 0])
  expect(getCacheStats(aContext())).toMatchObject({ hits: 0, misses: 0, invalidations: 0, hitRate: 0 })
})

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['an empty object', {}],
  ['a store without invalidate', { get: () => undefined, set: () => undefined }],
])('error: throws if the store is %s', (_name, store) => {
  expect(() => makeCache(unsafeCast(store))).toThrow(TypeError)
  expect(() => makeCache(unsafeCast(store))).toThrow('store')
})

test.each<[string, () => unknown]>([
  ['returns a symbol', () => Symbol('now')],
  ['returns a string', () => 'soon'],
  [
    'throws',
    () => {
      throw new Error('no time')
    },
  ],
])('error: a cache does not fail if now of its clock %s', async (_name, now) => {
  const cache = lruCache({ clock: unsafeCast({ ...fakeClock(), now }) })
  await cache.begin('pages', 'key')(unsafeCast({ value: 1, tags: ['a'], expiresAt: Number.POSITIVE_INFINITY }))
  await cache.invalidate(['a'])
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
  await cache.clear()
})

test('behavior: getCacheStats and clearCache accept a missing context', async () => {
  expect(getCacheStats(unsafeCast(undefined)).hits).toBe(0)
  await clearCache(unsafeCast(undefined))
})
