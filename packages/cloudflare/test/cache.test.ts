/** The stores in KV and in the Cache API, in workerd. */
import { cacheStoreCases } from '@notion-fp/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundled, startWorkers, WORKER, type Workers } from './support/workers.js'

let workers: Workers

beforeAll(async () => {
  workers = await startWorkers(await bundled(WORKER))
})
afterAll(() => workers.stop())

const STORES = ['KV', 'KV with versions', 'edge', 'edge with versions']

describe.each(STORES)('%s', (store) => {
  test.each(cacheStoreCases.map(({ name }, index) => ({ name, index })))('behavior: it $name', async ({ index }) => {
    expect(await workers.run('store-case', { store, index })).toBe('passed')
  })

  test('behavior: no stale entry is found if any clock is wrong by an hour', async () => {
    const found = await workers.run('clocks', { store })
    // The read that was in flight during the write is cached by neither Worker; the next read is.
    expect(found).toEqual(Array.from({ length: 4 }, () => ['old', null, [null, null], 'new']))
  })
})

test('behavior: a Worker finds nothing from before its own writes in a delayed KV; other Workers do only until KV has distributed them', async () => {
  expect(await workers.run('kv-behind')).toEqual({ early: [null, 'old'], late: [null, null] })
})

test('behavior: an invalidation that KV rejects is stored later', async () => {
  expect(await workers.run('owed')).toEqual({
    meanwhile: [null, 'old'],
    afterwards: [null, null],
    lines: [
      'warn: KV cache invalidation: unavailable, so others may read what was cached before a write until its time to live ends: KV PUT failed: 429 Too Many Requests',
      'info: KV cache invalidation: available again',
    ],
    versions: ['notion-fp:version:hash:'].map(() => expect.stringContaining('notion-fp:version:')),
  })
})

test('behavior: an entry whose version was evicted is a miss', async () => {
  expect(await workers.run('dropped')).toEqual(['old', null])
})

test('behavior: KV stores nothing for less than a minute, and entries for at most half as long as versions', async () => {
  expect(await workers.run('ttl')).toEqual([
    ['entry', 61],
    ['entry', 600],
    ['entry', 43_200],
    ['version', 86_400],
  ])
})

test('error: malformed entries and versions are reported misses, and are replaced', async () => {
  const { found, lines }: { found?: unknown; lines?: unknown } = Object(await workers.run('garbage'))
  expect(found).toEqual(Array.from({ length: 12 }, () => [null, 'new']).flat())
  expect(lines).toEqual([
    ...Array.from({ length: 6 }, () =>
      expect.stringMatching(/^warn: KV cache: test-[\w-]+:entry:pages:\w+ contains a malformed entry$/),
    ),
    ...Array.from({ length: 6 }, () => 'warn: KV cache: a version is malformed'),
  ])
})

test.each([
  ['get throws', 'KV GET failed: 500 Internal Server Error'],
  ['get rejects', 'KV GET failed: 500 Internal Server Error'],
  ['get never answers', 'no reply within 50 ms'],
])('error: a KV whose %s is a miss, which is reported once', async (name, reason) => {
  expect(await workers.run('kv-fault', { name })).toEqual({
    found: null,
    again: null,
    lines: [`warn: KV cache: unavailable, so reads are sent to Notion: ${reason}`],
  })
})

test('error: if put of KV rejects, nothing is stored, and a write still invalidates entries for its own Worker', async () => {
  const reason = 'KV PUT failed: 429 Too Many Requests'
  expect(await workers.run('kv-fault', { name: 'put rejects' })).toEqual({
    found: null,
    again: null,
    lines: [
      `warn: KV cache storage: unavailable, so responses are not cached: ${reason}`,
      `warn: KV cache invalidation: unavailable, so others may read what was cached before a write until its time to live ends: ${reason}`,
    ],
  })
})

test('error: invalid options, and bindings of another kind', async () => {
  expect(await workers.run('options')).toEqual({
    taken: ['taken', 'taken', 'taken'],
    refused: [
      /ttlMs.pages must be 0 or at least 60000 \(the minimum of KV cache\), not 59999/,
      /ttlMs.pages must be/,
      /ttlMs must be an object, not 5/,
      /versions must be a binding of Durable Objects, such as env.NOTION, not object/,
      /prefix must be a string of at most 64/,
      /prefix must be a string of at most 64/,
      /maxEntryBytes must be a number greater than 0, not 0/,
      /ttl must be left out; the options are/,
      /namespace must be a binding of KV, such as env.CACHE, not undefined: is the binding in/,
      /namespace must be a binding of KV, such as env.CACHE, not object/,
      /cache must be a cache, such as caches.default, not object/,
      /ttlMs.pages must be 0 or at least 1000 \(the minimum of edge cache\), not 10/,
    ].map((pattern) => expect.stringMatching(pattern)),
  })
})
