/** The requirements of a `CacheStore`, as conformance cases. */
import type { CacheEntry, CacheStore } from 'notion-fp'
import { assert, assertSame, type ConformanceCase, caseWith } from './conformanceCase.js'

/** A store to test. */
export interface CacheStoreSubject {
  /** The stores of two processes, which share their entries. If a store has only one process, the same store twice. */
  readonly stores: readonly [CacheStore, CacheStore]
  /** The current time of the processes. Default: that of the platform. */
  readonly now?: (() => number) | undefined
  /** Lets a number of milliseconds pass. Default: waits. */
  readonly pass?: ((milliseconds: number) => unknown) | undefined
}

type Case = ConformanceCase<CacheStoreSubject>

const HOUR_MS = 3_600_000

/** An open subject, with helpers for the cases. */
const opened = async (make: () => CacheStoreSubject | Promise<CacheStoreSubject>) => {
  const { stores, now = Date.now, pass } = await make()
  const [one, other] = stores
  const anEntry = (value: unknown, tags: ReadonlyArray<string> = ['a'], ttlMs = HOUR_MS): CacheEntry => ({
    value,
    tags,
    expiresAt: now() + ttlMs,
    readAt: undefined,
  })
  const valueIn = async (store: CacheStore, key: string): Promise<unknown> => (await store.get('pages', key))?.value
  return {
    one,
    other,
    now,
    anEntry,
    valueIn,
    wait: async (ms: number): Promise<void> => {
      await (pass ? pass(ms) : new Promise((resolve) => setTimeout(resolve, ms)))
    },
  }
}

const aCase = caseWith(opened)

/** Values, keys and tags that are hard to store exactly. */
const VALUES: ReadonlyArray<unknown> = [
  null,
  false,
  0,
  '',
  '=',
  '{"a":1}',
  [],
  {},
  [[]],
  { a: { b: [1.5, -0.25, 1e300, 'ü€😀\u2028\n\r\t\0"\\'] }, '': null, constructor: 1 },
  JSON.parse('{"__proto__":{"a":1}}'),
  'x'.repeat(100_000),
]
const KEYS = [
  ...['', ' ', 'a b', 'A b', 'a b ', 'a:b', 'a\nb', '{a}', '*', 'ü€😀', '\0', '\u00e9', 'e\u0301', '__proto__'],
  ...['k', 'l'].map((last) => 'k'.repeat(10_000) + last),
]
/** Tags that contain each other, which a search by prefix would confuse. */
const TAGS = ['a', 'ab', 'a,b', 'b', 'a b', 'A', '']
/** Names of inherited properties, which a store over a plain object would find. */
const INHERITED = ['constructor', 'toString', '__proto__']

/** The cases. Each makes a subject of its own. */
export const cacheStoreCases: ReadonlyArray<Case> = [
  aCase('finds what was stored, in every process', async ({ one, other, anEntry, now }) => {
    const entry = anEntry({ title: 'Plan' }, ['a', 'b'])
    await one.set('pages', 'key', entry)
    for (const store of [one, other]) {
      const found = await store.get('pages', 'key')
      assertSame(found?.value, entry.value, 'the value')
      assertSame(found?.tags, entry.tags, 'the tags')
      const left = Number(found?.expiresAt) - now()
      assert(left > HOUR_MS - 60_000 && left <= HOUR_MS + 1_000, `expiresAt is ${left} ms ahead, not an hour`)
    }
  }),
  aCase('finds nothing under another key or kind', async ({ one, anEntry }) => {
    await one.set('pages', 'key', anEntry(1))
    for (const key of ['other', ...INHERITED]) assertSame(await one.get('pages', key), undefined, `the key ${key}`)
    assertSame(await one.get('blocks', 'key'), undefined, 'another kind')
  }),
  aCase('keeps the last of several entries of a key', async ({ one, other, anEntry, valueIn }) => {
    await one.set('pages', 'key', anEntry(1, ['a']))
    await other.set('pages', 'key', anEntry(2, ['b']))
    await one.invalidate(['a'])
    assertSame(await valueIn(one, 'key'), 2, 'the value')
  }),
  aCase('gives every value back as it was', async ({ one, other, anEntry, valueIn }) => {
    for (const [index, value] of VALUES.entries()) {
      await one.set('pages', `key ${index}`, anEntry(value))
      assertSame(await valueIn(other, `key ${index}`), value, `value ${index}`)
    }
  }),
  aCase('tells all keys apart', async ({ one, anEntry, valueIn }) => {
    for (const [index, key] of KEYS.entries()) await one.set('pages', key, anEntry(index))
    for (const [index, key] of KEYS.entries()) assertSame(await valueIn(one, key), index, `key ${index}`)
  }),
  aCase('takes entries of no tag and of a thousand', async ({ one, other, anEntry, valueIn }) => {
    const many = Array.from({ length: 1_000 }, (_, index) => `object:${index}`)
    await one.set('pages', 'none', anEntry('none', []))
    await one.set('pages', 'many', anEntry('many', many))
    assertSame([await valueIn(other, 'none'), await valueIn(other, 'many')], ['none', 'many'], 'the values')
    await other.invalidate(['object:999'])
    assertSame([await valueIn(one, 'none'), await valueIn(one, 'many')], ['none', undefined], 'the values')
  }),
  aCase('invalidates by any of the tags, in every process at once', async ({ one, other, anEntry, valueIn }) => {
    await one.set('pages', 'ab', anEntry(1, ['a', 'b']))
    await one.set('pages', 'c', anEntry(2, ['c']))
    await other.set('pages', 'b', anEntry(3, ['b']))
    assert(Number.isInteger(await other.invalidate(['b', 'unknown'])), 'invalidate must return a number')
    for (const store of [one, other]) {
      const found = [await valueIn(store, 'ab'), await valueIn(store, 'c'), await valueIn(store, 'b')]
      assertSame(found, [undefined, 2, undefined], 'the values')
    }
  }),
  aCase(
    'finds the tags of an invalidation in any order, and in every kind',
    async ({ one, other, anEntry, valueIn }) => {
      await one.set('pages', 'key', anEntry(1, ['a', 'b']))
      await one.set('users', 'key', anEntry(2, ['c', 'b']))
      await one.set('queries', 'key', anEntry(3, ['c']))
      await other.invalidate(['unknown', 'b'])
      const found = [await valueIn(one, 'key'), (await one.get('users', 'key'))?.value]
      assertSame([...found, (await one.get('queries', 'key'))?.value], [undefined, undefined, 3], 'the values')
    },
  ),
  aCase('tells all tags apart', async ({ one, other, anEntry, valueIn }) => {
    for (const tag of TAGS) await one.set('pages', tag, anEntry(tag, [tag]))
    for (const tag of TAGS) await one.set('pages', `${tag} twice`, anEntry(tag, ['z', tag]))
    for (const [index, tag] of TAGS.entries()) {
      await other.invalidate([tag])
      for (const [at, each] of TAGS.entries())
        for (const key of [each, `${each} twice`])
          assertSame(await valueIn(one, key), at > index ? each : undefined, `after ${tag}, the value of ${each}`)
    }
  }),
  aCase('stores again what was invalidated', async ({ one, other, anEntry, valueIn }) => {
    for (const round of [1, 2, 3]) {
      await one.set('pages', 'key', anEntry(round, ['a']))
      assertSame(await valueIn(other, 'key'), round, 'the value')
      await other.invalidate(['a'])
      assertSame(await valueIn(one, 'key'), undefined, 'the invalidated value')
    }
  }),
  aCase('invalidates nothing by no tags, or by unknown and odd ones', async ({ one, anEntry, valueIn }) => {
    await one.set('pages', 'key', anEntry(1, ['a']))
    await one.invalidate([])
    await one.invalidate(['A', 'a ', '', 'floor', 'kind pages', '*', '__proto__'])
    assertSame(await valueIn(one, 'key'), 1, 'the value')
  }),
  aCase('clears one kind', async ({ one, other, anEntry, valueIn }) => {
    await one.set('pages', 'key', anEntry(1))
    await one.set('blocks', 'pages', anEntry(2))
    await other.clear('pages')
    assertSame([await valueIn(one, 'key'), (await one.get('blocks', 'pages'))?.value], [undefined, 2], 'the values')
  }),
  aCase('clears everything, and goes on', async ({ one, other, anEntry, valueIn }) => {
    await one.set('pages', 'key', anEntry(1))
    await one.set('users', 'key', anEntry(2))
    await other.clear()
    assertSame([await valueIn(one, 'key'), await one.get('users', 'key')], [undefined, undefined], 'the values')
    await one.set('pages', 'key', anEntry(3))
    assertSame(await valueIn(other, 'key'), 3, 'the value afterwards')
  }),
  aCase('gives no entry that has expired as one that has not', async ({ one, other, anEntry, now, wait }) => {
    await one.set('pages', 'key', anEntry(1, ['a'], 20))
    await one.set('pages', 'never', anEntry(1, ['a'], -20))
    await wait(30)
    for (const key of ['key', 'never']) {
      const found = await other.get('pages', key)
      assert(found === undefined || found.expiresAt <= now(), `${key} has expired, and is given as one that has not`)
    }
  }),
  aCase('takes many calls at once', async ({ one, other, anEntry, valueIn }) => {
    const keys = Array.from({ length: 50 }, (_, index) => `key ${index}`)
    await Promise.all(keys.map((key, index) => (index % 2 ? one : other).set('pages', key, anEntry(key, [key]))))
    await Promise.all(keys.map((key, index) => index % 5 === 0 && (index % 2 ? other : one).invalidate([key])))
    const found = await Promise.all(keys.map((key, index) => valueIn(index % 3 ? one : other, key)))
    const expected = keys.map((key, index) => (index % 5 === 0 ? undefined : key))
    assertSame(found, expected, 'the values')
  }),
]
