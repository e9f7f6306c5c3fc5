/** A cache over stores that fail, hang or return any value: it never returns a stale entry, and never fails. */
import { expect, test } from 'vitest'
import { makeCache } from '../../../src/core/cache/makeCache.js'
import type { CacheStore } from '../../../src/core/cache/store.js'
import type { CacheEntry } from '../../../src/core/call/cache.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { deferred, fakeClock, manualClock, settled } from '../../support/fakes.js'

const anEntry = (over: Partial<CacheEntry> = {}): CacheEntry => ({
  value: 'cached',
  tags: ['object:1'],
  expiresAt: fakeClock().now() + 3_600_000,
  ...over,
})

/** An in-memory store with some functions replaced. */
const aStore = (over: Partial<CacheStore> = {}) => {
  const entries = new Map<string, CacheEntry>()
  const store: CacheStore = {
    get: async (_resource, key) => entries.get(key),
    set: async (_resource, key, entry) => {
      entries.set(key, entry)
    },
    invalidate: async (tags) => {
      const stale = [...entries].filter(([, entry]) => entry.tags.some((tag) => tags.includes(tag)))
      for (const [key] of stale) entries.delete(key)
      return stale.length
    },
    clear: async () => entries.clear(),
    ...over,
  }
  return { store, entries }
}

const never = (): Promise<never> => new Promise(() => undefined)

/** An object that throws on every access. */
const unreadable: object = new Proxy(
  {},
  {
    get: () => {
      throw new Error('no')
    },
    has: () => {
      throw new Error('no')
    },
  },
)

const failures: ReadonlyArray<readonly [string, () => never | Promise<never>]> = [
  ['never settles', never],
  ['rejects', () => Promise.reject(unreadable)],
  [
    'throws',
    () => {
      throw unreadable
    },
  ],
]

test.each(failures)(
  'behavior: an invalidated entry is not returned if invalidate of the store %s',
  async (_name, fail) => {
    const clock = manualClock()
    const { store } = aStore({ invalidate: fail, clear: fail })
    const cache = makeCache(store, {}, clock)
    const read = async () => {
      await cache.begin('pages', 'key')(anEntry())
      await cache.begin('blocks', 'other')(anEntry({ tags: ['object:2'] }))
    }
    const found = async () => [await cache.lookUp('pages', 'key'), await cache.lookUp('blocks', 'other')].map(Boolean)
    await read()
    expect(await found()).toEqual([true, true])
    const writing = cache.invalidate(['object:1'])
    await clock.advance(1_000)
    await writing
    expect(await found()).toEqual([false, true])
    await read()
    expect(await found()).toEqual([true, true])
    for (const [kind, left] of [
      ['pages', [false, true]],
      [undefined, [false, false]],
    ] as const) {
      const clearing = cache.clear(kind)
      await clock.advance(1_000)
      await clearing
      expect(await found()).toEqual(left)
    }
    await read()
    expect(await found()).toEqual([true, true])
  },
)

test('behavior: an entry that a slow store stores after a write is not returned, and is deleted', async () => {
  const clock = manualClock()
  const slow = deferred<void>()
  const { store, entries } = aStore()
  const cache = makeCache(
    {
      ...store,
      set: async (...given) => {
        await slow.promise
        await store.set(...given)
      },
    },
    {},
    clock,
  )
  const storing = cache.begin('pages', 'key')(anEntry())
  await clock.advance(1_000)
  await storing
  await cache.invalidate(['object:1'])
  slow.resolve()
  await Promise.resolve()
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
  await settled()
  expect([...entries]).toEqual([])
})

test('behavior: a lookup does not return an entry that is invalidated during the lookup', async () => {
  const slow = deferred<CacheEntry>()
  const cache = makeCache(aStore({ get: () => slow.promise }).store, {}, fakeClock())
  const lookup = cache.lookUp('pages', 'key')
  await cache.invalidate(['object:1'])
  slow.resolve(anEntry({ readAt: fakeClock().now() - 1 }))
  expect(await lookup).toBeUndefined()
})

test('behavior: an entry of another process is returned until a write of this one invalidates it', async () => {
  const { store, entries } = aStore({ invalidate: async () => 0 })
  const cache = makeCache(store, {}, fakeClock())
  entries.set('old', anEntry())
  entries.set('new', anEntry({ readAt: fakeClock().now() + 5 }))
  await cache.invalidate(['object:2'])
  expect([await cache.lookUp('pages', 'old'), await cache.lookUp('pages', 'new')].map(Boolean)).toEqual([true, true])
  await cache.invalidate(['object:1'])
  expect([await cache.lookUp('pages', 'old'), await cache.lookUp('pages', 'new')].map(Boolean)).toEqual([false, true])
})

test('behavior: a stale entry stays stale if the clock is set back', async () => {
  const clock = fakeClock()
  const cache = makeCache(aStore({ invalidate: async () => 0 }).store, {}, clock)
  await cache.begin('pages', 'key')(anEntry())
  clock.advance(-3_600_000)
  await cache.invalidate(['object:1'])
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
  await cache.begin('pages', 'key')(anEntry())
  expect(await cache.lookUp('pages', 'key')).toBeDefined()
})

test('behavior: all older entries are stale after more invalidated tags than are remembered', async () => {
  const { store } = aStore({ invalidate: async () => 0 })
  const cache = makeCache(store, {}, fakeClock())
  await cache.begin('pages', 'key')(anEntry())
  const stale = cache.begin('pages', 'stale')
  await cache.invalidate(Array.from({ length: 10_000 }, (_, number) => `object:${number + 2}`))
  await stale(anEntry())
  expect([await cache.lookUp('pages', 'key'), await cache.lookUp('pages', 'stale')]).toEqual([undefined, undefined])
  await cache.begin('pages', 'key')(anEntry())
  expect(await cache.lookUp('pages', 'key')).toBeDefined()
})

test('behavior: an invalidation without tags has no effect', async () => {
  const cache = makeCache(aStore().store, {}, fakeClock())
  await cache.begin('pages', 'key')(anEntry())
  await cache.invalidate([])
  expect(await cache.lookUp('pages', 'key')).toBeDefined()
})

const { value, tags, expiresAt } = anEntry()

test.each<[string, unknown]>([
  ['a number', 42],
  ['a string', 'timeout'],
  ['null', null],
  ['an empty object', {}],
  ['no value', { tags, expiresAt }],
  ['no tags', { value, expiresAt }],
  ['tags that are not a list', { value, tags: 'object:1', expiresAt }],
  ['no expiresAt', { value, tags }],
  ['an expiresAt that is not a number', { value, tags, expiresAt: 'soon' }],
  ['an object that cannot be read', unreadable],
  [
    'a getter that throws',
    {
      tags,
      expiresAt,
      get value() {
        throw unreadable
      },
    },
  ],
  ['tags that cannot be read', { value, tags: unreadable, expiresAt }],
  ['a list', []],
  ['a function', () => value],
  ['a promise of undefined', Promise.resolve(undefined)],
  ['an object whose then is not a function', Object.fromEntries([['then', 1]])],
  ['an object whose then throws', Object.defineProperty({}, 'then', { get: () => unreadable.toString() })],
])('behavior: a lookup is a miss if the store returns %s', async (_name, given) => {
  for (const get of [() => unsafeCast<CacheEntry>(given), async () => unsafeCast<CacheEntry>(given)]) {
    const cache = makeCache(aStore({ get }).store, {}, fakeClock())
    await cache.invalidate(['object:9'])
    expect(await cache.lookUp('pages', 'key')).toBeUndefined()
    expect(cache.stats()).toMatchObject({ hits: 0, misses: 1 })
  }
})

test.each<[string, unknown]>([
  ['a string', '5'],
  ['NaN', Number.NaN],
  ['undefined', undefined],
  ['an object that cannot be read', unreadable],
])('behavior: the statistics stay numbers if the store returns %s as a count', async (_name, given) => {
  const { store } = aStore({ invalidate: () => unsafeCast<number>(given), size: () => unsafeCast<number>(given) })
  const cache = makeCache(store, {}, fakeClock())
  await cache.invalidate(['object:1'])
  const { sizes, ...counts } = cache.stats()
  for (const number of [...Object.values(sizes), ...Object.values(counts)]) expect(number).toBeTypeOf('number')
  expect(Number.isNaN(sizes.pages + counts.invalidations)).toBe(false)
})

test('behavior: the size is 0 if size of the store throws', () => {
  const size = () => {
    throw unreadable
  }
  expect(makeCache(aStore({ size }).store).stats().sizes.pages).toBe(0)
})

test.each(failures)('behavior: the cache never fails if each function of the store %s', async (_name, fail) => {
  const clock = manualClock()
  const cache = makeCache({ get: fail, set: fail, invalidate: fail, clear: fail, size: unsafeCast(fail) }, {}, clock)
  const all = Promise.all([
    cache.lookUp('pages', 'key'),
    cache.begin('pages', 'key')(anEntry()),
    cache.invalidate(['object:1']),
    cache.clear(),
  ])
  await clock.advance(1_000)
  expect(await all).toEqual([undefined, undefined, undefined, undefined])
  expect(clock.sleeping()).toBe(0)
})

test.each<[string, () => unknown]>([
  ['ttlMs', () => makeCache(aStore().store, unsafeCast(-1))],
  ['ttlMs.pages', () => makeCache(aStore().store, { pages: -1 })],
  ['ttlMs.pages', () => makeCache(aStore().store, { pages: Number.NaN })],
  ['ttlMs.page', () => makeCache(aStore().store, unsafeCast({ page: 1 }))],
  ['timeoutMs', () => makeCache(aStore().store, {}, fakeClock(), 0)],
])('error: throws if %s is invalid', (field, make) => {
  expect(make).toThrow(TypeError)
  expect(make).toThrow(field)
})

test('behavior: the size is 0 if size of the store returns a promise, whose rejection is handled', async () => {
  const cache = makeCache({
    get: () => undefined,
    set: () => undefined,
    invalidate: () => 0,
    clear: () => undefined,
    size: () => unsafeCast<number>(Promise.reject(new Error('no size'))),
  })
  expect(cache.stats().sizes.pages).toBe(0)
  // An unhandled rejection would fail the test run.
  await new Promise((resolve) => setImmediate(resolve))
})
