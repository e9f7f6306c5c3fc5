import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import type { CacheEntry } from '../../../src/core/call/cache.js'
import { fakeClock } from '../../support/fakes.js'

const anEntry = (over: Partial<CacheEntry> = {}): CacheEntry => ({
  value: 'cached',
  tags: [],
  expiresAt: Number.POSITIVE_INFINITY,
  ...over,
})

test('default: entries of different kinds are separate', async () => {
  const cache = lruCache()
  await cache.begin('pages', 'key')(anEntry())
  expect(await cache.lookUp('pages', 'key')).toEqual(anEntry())
  expect(await cache.lookUp('blocks', 'key')).toBeUndefined()
  expect(cache.stats().sizes).toEqual({ pages: 1, blocks: 0, databases: 0, data_sources: 0, queries: 0, users: 0 })
})

test('params: maxEntries: evicts the least recently used entry', async () => {
  const cache = lruCache({ maxEntries: { pages: 2 } })
  for (let key = 0; key < 20; key++) {
    await cache.begin('pages', `${key}`)(anEntry())
    await cache.lookUp('pages', '0')
  }
  expect(await cache.lookUp('pages', '0')).toBeDefined()
  expect(await cache.lookUp('pages', '19')).toBeDefined()
  expect(await cache.lookUp('pages', '1')).toBeUndefined()
  expect(cache.stats().sizes.pages).toBe(2)
})

test('error: throws if maxEntries is 0', () => {
  expect(() => lruCache({ maxEntries: { pages: 0 } })).toThrow(TypeError)
})

test('behavior: an expired entry is removed', async () => {
  const clock = fakeClock()
  const cache = lruCache({ clock })
  await cache.begin('pages', 'key')(anEntry({ expiresAt: clock.now() + 1 }))
  clock.advance(1)
  expect(await cache.lookUp('pages', 'key')).toBeUndefined()
  expect(cache.stats().sizes.pages).toBe(0)
})

test('behavior: an entry that replaces another has only its new tags', async () => {
  const cache = lruCache()
  await cache.begin('pages', 'key')(anEntry({ tags: ['old'] }))
  await cache.begin('pages', 'key')(anEntry({ tags: ['new'] }))
  await cache.invalidate(['old'])
  expect(cache.stats()).toMatchObject({ invalidations: 0, sizes: { pages: 1 } })
  await cache.invalidate(['new'])
  expect(cache.stats()).toMatchObject({ invalidations: 1, sizes: { pages: 0 } })
})

test('behavior: an entry with several of the tags is invalidated once, whatever its kind', async () => {
  const cache = lruCache()
  await cache.begin('pages', 'one')(anEntry({ tags: ['a', 'b'] }))
  await cache.begin('queries', 'two')(anEntry({ tags: ['b'] }))
  await cache.begin('queries', 'three')(anEntry({ tags: ['c'] }))
  await cache.invalidate(['a', 'b'])
  expect(cache.stats()).toMatchObject({ invalidations: 2, sizes: { pages: 0, queries: 1 } })
})

test('behavior: clear removes the entries of one kind, or all', async () => {
  const cache = lruCache()
  for (const kind of ['pages', 'blocks', 'users'] as const) await cache.begin(kind, 'key')(anEntry())
  await cache.clear('pages')
  expect(cache.stats().sizes).toMatchObject({ pages: 0, blocks: 1, users: 1 })
  await cache.clear()
  expect(cache.stats().sizes).toMatchObject({ pages: 0, blocks: 0, users: 0 })
})

test('behavior: after any sequence of writes and invalidations, a tag invalidates exactly the entries that have it', async () => {
  const tag = fc.constantFrom('a', 'b', 'c')
  const step = fc.oneof(
    fc.record({ store: fc.constantFrom('1', '2', '3', '4', '5'), tags: fc.uniqueArray(tag) }),
    fc.record({ invalidate: tag }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), tag, async (steps, last) => {
      const cache = lruCache({ maxEntries: { pages: 100 } })
      const expected = new Map<string, ReadonlyArray<string>>()
      const invalidate = async (name: string) => {
        await cache.invalidate([name])
        for (const [key, tags] of expected) if (tags.includes(name)) expected.delete(key)
      }
      for (const one of steps) {
        if ('invalidate' in one) await invalidate(one.invalidate)
        else {
          await cache.begin('pages', one.store)(anEntry({ tags: one.tags }))
          expected.set(one.store, one.tags)
        }
      }
      await invalidate(last)
      for (const key of ['1', '2', '3', '4', '5']) {
        expect((await cache.lookUp('pages', key))?.tags).toEqual(expected.get(key))
      }
    }),
  )
})
