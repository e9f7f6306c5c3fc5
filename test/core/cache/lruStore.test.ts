import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { type LruStore, lruStore } from '../../../src/core/cache/lruStore.js'
import type { CacheEntry } from '../../../src/core/call/cache.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { type FakeClock, fakeClock } from '../../support/fakes.js'

const anEntry = (over: Partial<CacheEntry> = {}): CacheEntry => ({
  value: 'cached',
  tags: [],
  expiresAt: Number.POSITIVE_INFINITY,
  ...over,
})

/** An entry of about a kilobyte, including its overhead. */
const aKilobyte = (over: Partial<CacheEntry> = {}) => anEntry({ size: 500, ...over })

test('params: maxBytes: evicts the least recently used entry of any kind', () => {
  const store = lruStore({}, 10_500, fakeClock())
  for (let key = 0; key < 10; key++) store.set(key % 2 ? 'queries' : 'pages', `${key}`, aKilobyte())
  store.get('pages', '0')
  store.set('users', '10', aKilobyte())
  store.set('users', '11', aKilobyte())
  const left = (['pages', 'queries', 'users'] as const).map((kind) =>
    Array.from({ length: 12 }, (_, key) => `${key}`).filter((key) => store.get(kind, key)),
  )
  expect(left).toEqual([
    ['0', '4', '6', '8'],
    ['3', '5', '7', '9'],
    ['10', '11'],
  ])
})

test('behavior: the total size never exceeds maxBytes', () => {
  const step = fc.record({
    kind: fc.constantFrom('pages', 'queries', 'users'),
    key: fc.integer({ min: 0, max: 30 }).map(String),
    size: fc.integer({ min: 0, max: 9_000 }),
    tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    invalidate: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const store = lruStore({ pages: 5 }, 20_000, fakeClock())
      for (const { kind, key, size, tags, invalidate } of steps) {
        if (invalidate) store.invalidate(tags)
        else store.set(kind, key, anEntry({ size, tags }))
        const held = (['pages', 'queries', 'users'] as const).flatMap((one) =>
          Array.from({ length: 31 }, (_, number) => store.get(one, `${number}`)),
        )
        const bytes = held.reduce((sum, entry) => sum + (unsafeCast<CacheEntry | undefined>(entry)?.size ?? 0), 0)
        expect(bytes).toBeLessThanOrEqual(20_000)
      }
    }),
    { numRuns: 30 },
  )
})

test('behavior: an entry of more than a quarter of maxBytes is not stored, and removes the previous one of its key', () => {
  const store = lruStore({}, 10_000, fakeClock())
  store.set('pages', 'key', aKilobyte())
  store.set('pages', 'key', anEntry({ size: 2_500 }))
  expect(store.get('pages', 'key')).toBeUndefined()
})

test('behavior: an entry without a size has the size of its JSON', () => {
  const store = lruStore({}, 10_000, fakeClock())
  store.set('pages', 'key', anEntry({ value: 'x'.repeat(2_500) }))
  expect(store.get('pages', 'key')).toBeUndefined()
})

test('behavior: the size of a replaced entry is subtracted', () => {
  const store = lruStore({}, 10_500, fakeClock())
  store.set('pages', 'other', aKilobyte())
  for (let turn = 0; turn < 100; turn++) store.set('pages', 'key', aKilobyte())
  expect([store.get('pages', 'key'), store.get('pages', 'other')].map(Boolean)).toEqual([true, true])
})

test('behavior: expired entries are removed without a lookup', () => {
  const clock = fakeClock()
  const store = lruStore({}, 100_000, clock)
  for (let key = 0; key < 50; key++) store.set('pages', `${key}`, aKilobyte({ expiresAt: clock.now() + 1_000 }))
  clock.advance(1_000)
  store.set('users', 'new', aKilobyte())
  expect([store.size?.('pages'), store.size?.('users')]).toEqual([0, 1])
})

test('behavior: an evicted entry frees its size, and is not counted as invalidated', () => {
  const store = lruStore({ pages: 2 }, 100_000, fakeClock())
  for (let key = 0; key < 100; key++) store.set('pages', `${key}`, aKilobyte({ tags: ['a'] }))
  store.invalidate(['a'])
  expect(store.invalidated()).toBe(2)
  expect(store.size?.('pages')).toBe(0)
  // All of maxBytes is available again.
  for (let key = 0; key < 90; key++) store.set('users', `${key}`, aKilobyte())
  expect(store.size?.('users')).toBe(90)
})

test('behavior: an invalidation reads no entry', () => {
  let reads = 0
  const counting = (tags: ReadonlyArray<string>): CacheEntry => ({
    ...anEntry({ size: 500 }),
    get tags() {
      reads++
      return tags
    },
  })
  const store = lruStore({}, 16_777_216, fakeClock())
  for (let key = 0; key < 1_000; key++) store.set('pages', `${key}`, counting(['tree', `object:${key}`]))
  for (let key = 0; key < 10; key++) store.set('users', `${key}`, counting(['users']))
  reads = 0
  store.invalidate(['tree', 'object:5'])
  expect(reads).toBe(0)
  expect([store.get('pages', '5'), store.get('pages', '6')]).toEqual([undefined, undefined])
  expect([store.size?.('pages'), store.size?.('users'), store.invalidated()]).toEqual([0, 10, 1_000])
})

test.each<[string, (store: LruStore, clock: FakeClock) => void]>([
  ['looked up', (store) => void store.get('pages', 'stale')],
  ['replaced', (store) => void store.set('pages', 'stale', aKilobyte({ tags: ['a'] }))],
  ['cleared', (store) => void store.clear('pages')],
  ['cleared with all kinds', (store) => void store.clear()],
  ['evicted by maxEntries', (store) => void ['1', '2'].map((key) => store.set('pages', key, aKilobyte()))],
  [
    'evicted by maxBytes',
    (store) => void Array.from({ length: 20 }, (_, key) => store.set('users', `${key}`, aKilobyte())),
  ],
  [
    'expired',
    (store, clock) => {
      clock.advance(5_000)
      store.set('users', 'other', aKilobyte())
    },
  ],
])('behavior: an invalidated entry counts once, even if it is then %s', (_name, then) => {
  const clock = fakeClock()
  const store = lruStore({ pages: 2 }, 12_000, clock)
  store.set('pages', 'stale', aKilobyte({ tags: ['a', 'b'], expiresAt: clock.now() + 2_000 }))
  store.invalidate(['a'])
  store.invalidate(['a', 'b'])
  then(store, clock)
  expect(store.invalidated()).toBe(1)
})

test('behavior: invalidated entries are removed without a lookup', () => {
  const clock = fakeClock()
  const store = lruStore({}, 20_500, clock)
  for (let key = 0; key < 10; key++) store.set('users', `${key}`, aKilobyte())
  for (let key = 0; key < 10; key++) store.set('pages', `${key}`, aKilobyte({ tags: [] }))
  for (let key = 0; key < 5; key++) store.set('pages', `${key}`, aKilobyte({ size: 400, tags: ['a'] }))
  store.invalidate(['a'])
  clock.advance(1_000)
  for (let key = 0; key < 5; key++) store.set('blocks', `${key}`, aKilobyte())
  expect(['users', 'pages', 'blocks'].map((kind) => store.size?.(unsafeCast(kind)))).toEqual([10, 5, 5])
})

test('behavior: an invalidation affects only entries that were stored before it, even if they were read since the last one', () => {
  const store = lruStore({}, 100_000, fakeClock())
  store.set('pages', 'other', aKilobyte({ tags: ['b'] }))
  store.invalidate(['a'])
  store.set('pages', 'new', aKilobyte({ tags: ['a'] }))
  expect([store.get('pages', 'other'), store.get('pages', 'new')].map(Boolean)).toEqual([true, true])
  store.invalidate(['b'])
  expect([store.get('pages', 'other'), store.get('pages', 'new')].map(Boolean)).toEqual([false, true])
})

test('behavior: an invalidation remains in effect after more tags than are remembered', () => {
  const store = lruStore({}, 100_000, fakeClock())
  store.set('pages', 'one', aKilobyte({ tags: ['a'] }))
  store.set('pages', 'two', aKilobyte({ tags: ['tag 3'] }))
  for (let tag = 0; tag < 25_000; tag++) store.invalidate([`tag ${tag}`])
  expect([store.get('pages', 'one'), store.get('pages', 'two')].map(Boolean)).toEqual([true, false])
  store.invalidate(['a'])
  expect(store.get('pages', 'one')).toBeUndefined()
})

test.each<[string, object]>([
  ['maxBytes', { maxBytes: Number.NaN }],
  ['maxBytes', { maxBytes: 0 }],
  ['maxBytes', { maxBytes: '1' }],
  ['maxEntries', { maxEntries: 5 }],
  ['maxEntries.pages', { maxEntries: { pages: 0.5 } }],
  ['maxEntries.page', { maxEntries: { page: 5 } }],
  ['ttlMs', { ttlMs: -1 }],
  ['ttlMs.pages', { ttlMs: { pages: -1 } }],
  ['clock', { clock: 5 }],
])('error: throws if %s is invalid: %o', (field, options) => {
  expect(() => lruCache(unsafeCast(options))).toThrow(TypeError)
  expect(() => lruCache(unsafeCast(options))).toThrow(field)
})

test('params: undefined options have their defaults', () => {
  const cache = lruCache({
    maxBytes: undefined,
    maxEntries: { pages: undefined },
    ttlMs: { pages: undefined },
    clock: undefined,
  })
  expect(cache.ttlMs('pages')).toBe(300_000)
})
