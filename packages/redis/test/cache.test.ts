/** The cache in Redis, with several processes. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { type CacheEntry, createContext, getPage, updatePage } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { manualClock } from '../../../test/support/fakes.js'
import { createSimulator } from '../../simulator/src/index.js'
import { INVALIDATE_MEMBERS } from '../src/cache/entryScripts.js'
import { type RedisClient, redisCache, redisStore } from '../src/index.js'
import { aFleet, aLog, ownClient, ownServer, passing, shifted } from './support/fleet.js'
import { noServer, startRedis } from './support/redisServer.js'

const anEntry = (value: unknown, tags: ReadonlyArray<string> = ['a'], now = Date.now()): CacheEntry => ({
  value,
  tags,
  expiresAt: now + 60_000,
})

const PAGE = '0f0e0d0c-0b0a-4908-8706-050403020100'
const OTHER = '0f0e0d0c-0b0a-4908-8706-050403020101'

describe.skipIf(noServer)('the cache', () => {
  const { one, other, prefix } = aFleet()
  const pair = (options = {}) => {
    const shared = { prefix: prefix(), ...options }
    return [redisCache(one().client, shared), redisCache(other().client, shared)] as const
  }
  /** The names of the keys of a prefix. */
  const keys = async (ofPrefix: string): Promise<ReadonlyArray<string>> =>
    [await one().send('KEYS', `*${ofPrefix}:*`)].flat().map(String).sort()

  test('default: a response that one process has read is a hit in another', async () => {
    const [cacheA, cacheB] = pair()
    expect(await cacheA.lookUp('pages', 'key')).toBeUndefined()
    await cacheA.begin('pages', 'key')(anEntry({ title: 'Plan' }))
    expect(await cacheB.lookUp('pages', 'key')).toMatchObject({ value: { title: 'Plan' }, tags: ['a'] })
    expect([cacheA.stats().hits, cacheA.stats().misses, cacheB.stats().hits]).toEqual([0, 1, 1])
    expect(cacheB.stats().hitRate).toBe(1)
  })

  test('behavior: a write in one process makes the entry of the others stale at once', async () => {
    const [cacheA, cacheB] = pair()
    await cacheA.lookUp('pages', 'key')
    await cacheA.begin('pages', 'key')(anEntry(1, ['a', 'b']))
    await cacheB.invalidate(['b'])
    expect(await cacheA.lookUp('pages', 'key')).toBeUndefined()
  })

  test('behavior: a read that began before the write of another process is not cached', async () => {
    const [cacheA, cacheB] = pair({ singleFlightMs: 0 })
    await cacheA.lookUp('pages', 'key')
    const commit = cacheA.begin('pages', 'key')
    await cacheB.invalidate(['a'])
    // Also when the process has seen the newer version meanwhile.
    await cacheA.lookUp('pages', 'another')
    await commit(anEntry('old'))
    expect(await cacheA.lookUp('pages', 'key')).toBeUndefined()
    expect(await cacheB.lookUp('pages', 'key')).toBeUndefined()
  })

  test('behavior: a refreshed read, which was not looked up, is cached only if no write followed the last lookup', async () => {
    const [cacheA, cacheB] = pair()
    // Nothing was seen yet.
    await cacheA.begin('pages', 'key')(anEntry('unknown'))
    expect(await cacheB.lookUp('pages', 'key')).toBeUndefined()
    await cacheA.lookUp('pages', 'another')
    await cacheA.begin('pages', 'key')(anEntry('fresh'))
    expect(await cacheB.lookUp('pages', 'key')).toMatchObject({ value: 'fresh' })
    await cacheB.invalidate(['a'])
    await cacheA.begin('pages', 'key')(anEntry('not known to be fresh'))
    expect(await cacheB.lookUp('pages', 'key')).toBeUndefined()
  })

  test('behavior: in any order of reads and writes, no process finds a response from before a finished write', async () => {
    const action = fc.record({
      process: fc.nat(1),
      object: fc.constantFrom('a', 'b'),
      what: fc.constantFrom('begin', 'end', 'write', 'look', 'clear', 'refresh'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
        const caches = pair({ singleFlightMs: 0 })
        const notion: { [object: string]: number } = { a: 0, b: 0 }
        const reads: Array<() => Promise<void>> = []
        for (const { process, object, what } of actions) {
          const cache = caches[process] ?? caches[0]
          const found = what === 'look' || what === 'begin' ? await cache.lookUp('pages', object) : undefined
          if (found) expect(found.value).toBe(notion[object])
          if (what === 'begin' || what === 'refresh') {
            const commit = cache.begin('pages', object)
            const value = notion[object]
            reads.push(async () => commit(anEntry(value, [object])))
          }
          if (what === 'end') await reads.shift()?.()
          if (what === 'write') {
            notion[object] = (notion[object] ?? 0) + 1
            await cache.invalidate([object])
          }
          if (what === 'clear') await cache.clear('pages')
        }
      }),
      { numRuns: 40 },
    )
  })

  test('behavior: Redis removes an entry when its time to live ends', async () => {
    const shared = { prefix: prefix() }
    const store = redisStore(one().client, shared)
    await store.set('pages', 'key', anEntry(1))
    const [, entry = ''] = await keys(shared.prefix)
    const left = Number(await one().send('PTTL', entry))
    expect(left).toBeGreaterThan(50_000)
    expect(left).toBeLessThanOrEqual(60_000)
  })

  test('behavior: clocks that differ by an hour change nothing', async () => {
    for (const [hours, back] of [
      [1, 0],
      [0, 1],
      [-1, 1],
    ] as const) {
      const shared = { prefix: prefix() }
      const [early, late] = [shifted(hours * 3_600_000), shifted(back * 3_600_000)]
      const cacheA = redisCache(one().client, { ...shared, clock: early })
      const cacheB = redisCache(other().client, { ...shared, clock: late })
      await cacheA.lookUp('pages', 'key')
      await cacheA.begin('pages', 'key')(anEntry(1, ['a'], early.now()))
      const found = await cacheB.lookUp('pages', 'key')
      expect(found?.value).toBe(1)
      expect(Number(found?.expiresAt) - late.now()).toBeGreaterThan(50_000)
      expect(Number(found?.expiresAt) - late.now()).toBeLessThanOrEqual(60_000)
      await cacheB.invalidate(['a'])
      expect(await cacheA.lookUp('pages', 'key')).toBeUndefined()
      await cacheA.begin('pages', 'key')(anEntry(2, ['a'], early.now()))
      expect(await cacheB.lookUp('pages', 'key')).toMatchObject({ value: 2 })
      await cacheA.invalidate(['a'])
      expect(await cacheB.lookUp('pages', 'key')).toBeUndefined()
    }
  })

  describe('one read at a time', () => {
    // The time of Redis advances while a slow machine works, and that of the test may: both limits are long.
    test('behavior: a process waits for the same read of another process', async () => {
      const clock = manualClock()
      const [cacheA, cacheB] = pair({ clock, singleFlightMs: 60_000, commandTimeoutMs: 600_000 })
      expect(await cacheA.lookUp('pages', 'key')).toBeUndefined()
      const waiting = cacheB.lookUp('pages', 'key')
      await other().idle()
      await cacheA.begin('pages', 'key')(anEntry('read once', ['a'], clock.now()))
      expect(await passing(clock, waiting, other().idle)).toMatchObject({ value: 'read once' })
    })

    test('behavior: it sends its own request when the other process takes too long, or died', async () => {
      const clock = manualClock()
      const [cacheA, cacheB] = pair({ clock, singleFlightMs: 60_000, commandTimeoutMs: 600_000 })
      await cacheA.lookUp('pages', 'key')
      const began = clock.now()
      expect(await passing(clock, cacheB.lookUp('pages', 'key'), other().idle)).toBeUndefined()
      expect(clock.now() - began).toBeGreaterThanOrEqual(60_000)
      expect(clock.now() - began).toBeLessThan(90_000)
    })

    test('behavior: reads of the same process do not wait for each other', async () => {
      const [cacheA] = pair({ clock: manualClock() })
      await cacheA.lookUp('pages', 'key')
      expect(await cacheA.lookUp('pages', 'key')).toBeUndefined()
    })

    test('params: singleFlightMs of 0 never waits', async () => {
      const [cacheA, cacheB] = pair({ clock: manualClock(), singleFlightMs: 0 })
      await cacheA.lookUp('pages', 'key')
      expect(await cacheB.lookUp('pages', 'key')).toBeUndefined()
    })
  })

  test('behavior: tokens share invalidations, since their objects are the same, and never entries', async () => {
    const simulator = createSimulator()
    await simulator.load({
      pages: [
        { id: PAGE, title: 'Plan' },
        { id: OTHER, title: 'Other' },
      ],
    })
    const requests: Array<string> = []
    const shared = prefix()
    const contextOf = (auth: string, client: RedisClient) =>
      createContext({
        auth,
        logLevel: 'silent',
        cache: redisCache(client, { prefix: shared }),
        // What each token is shown of a page may differ.
        fetch: async (...given: Parameters<typeof simulator.fetch>) => {
          requests.push(auth)
          const response = await simulator.fetch(...given)
          return new Response((await response.text()).replaceAll('Plan', `Plan of ${auth}`), response)
        },
      })
    const tokens = ['ntn_one', 'ntn_other'] as const
    const [cacheA, cacheB] = [contextOf(tokens[0], one().client), contextOf(tokens[1], other().client)]
    const read = async (ctx: typeof cacheA, page_id: string) => JSON.stringify(await getPage(ctx, { page_id })())
    for (const [index, ctx] of [cacheA, cacheB, cacheA, cacheB].entries()) {
      expect(await read(ctx, PAGE)).toContain(`Plan of ${tokens[index % 2]}`)
      await read(ctx, OTHER)
    }
    expect(requests).toEqual(['ntn_one', 'ntn_one', 'ntn_other', 'ntn_other'])
    // The page has changed for both; the other page for none.
    await updatePage(cacheA, { page_id: PAGE, icon: { type: 'emoji', emoji: '🦀' } })()
    expect(await read(cacheB, PAGE)).toContain('🦀')
    await read(cacheB, OTHER)
    expect(requests.slice(4)).toEqual(['ntn_one', 'ntn_other'])
  })

  test('behavior: two contexts read a page once, and a write of one is seen by the other', async () => {
    const simulator = createSimulator()
    await simulator.load({ pages: [{ id: PAGE, title: 'Plan' }] })
    let requests = 0
    const fetch = (...given: Parameters<typeof simulator.fetch>) => {
      requests++
      return simulator.fetch(...given)
    }
    const auth = 'ntn_a_very_secret_token'
    const shared = prefix()
    const contexts = [one(), other()].map(({ client }) =>
      createContext({ auth, fetch, logLevel: 'silent', cache: redisCache(client, { prefix: shared }) }),
    )
    const [cacheA = createContext({ auth }), cacheB = cacheA] = contexts
    await Promise.all([getPage(cacheA, { page_id: PAGE })(), getPage(cacheB, { page_id: PAGE })()])
    expect(requests).toBe(1)
    const written = await updatePage(cacheA, { page_id: PAGE, icon: { type: 'emoji', emoji: '🦀' } })()
    expect(written).toMatchObject({ _tag: 'Right' })
    expect(await getPage(cacheB, { page_id: PAGE })()).toMatchObject({ right: { icon: { emoji: '🦀' } } })
    expect(requests).toBe(3)

    const names = await keys(shared)
    expect(names.length).toBeGreaterThan(1)
    for (const name of names) {
      expect(name).toMatch(/^\{test-\d+:cache\}(:pages:[0-9a-f]{32}(:lease)?)?$/)
      const content = name.endsWith('cache}')
        ? await one().send('ZRANGE', name, '0', '-1')
        : await one().send('GET', name)
      expect(JSON.stringify(content)).not.toContain('secret')
    }
  })

  describe('faults', () => {
    test('error: a malformed entry is a reported miss, and the next read replaces it', async () => {
      const { lines, logger } = aLog()
      const shared = { prefix: prefix(), logger, singleFlightMs: 0 }
      const store = redisStore(one().client, shared)
      await store.set('pages', 'key', anEntry(1))
      const [, entry = ''] = await keys(shared.prefix)
      const good = String(await one().send('GET', entry))
      const [header = '', body = ''] = good.split('\n')
      const garbage = [
        '',
        'x',
        '\n',
        'null\nnull',
        '{}\n{}',
        '[1,2,3]\n{}',
        `["a","1",[{}]]\n${body}`,
        `["a",[],["b"]]\n${body}`,
        `${header}\n`,
        `${header}\n{`,
        `${header}\nnull`,
        `${header}\n{"tags":["a"]}`,
        `${header}\n{"tags":"a","value":1}`,
        `${header}\n{"tags":[1],"value":1}`,
        good.slice(0, -1),
      ]
      for (const text of garbage) {
        await one().send('SET', entry, text, 'PX', '60000')
        expect(await store.get('pages', 'key')).toBeUndefined()
      }
      await one().send('DEL', entry)
      await one().send('HSET', entry, 'a', 'b')
      expect(await store.get('pages', 'key')).toBeUndefined()
      expect(lines).toEqual([`warn: Redis cache: ${entry} contains a malformed entry`])
      await store.set('pages', 'key', anEntry(2))
      expect(await store.get('pages', 'key')).toMatchObject({ value: 2 })
    })

    test('error: any text in the place of an entry is a miss', async () => {
      const shared = { prefix: prefix(), logger: () => undefined, singleFlightMs: 0 }
      const store = redisStore(one().client, shared)
      await store.set('pages', 'key', anEntry(1))
      const [, entry = ''] = await keys(shared.prefix)
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.string(),
            fc.json(),
            fc.tuple(fc.json(), fc.json()).map((two) => two.join('\n')),
          ),
          async (text) => {
            await one().send('SET', entry, text, 'PX', '60000')
            expect(await store.get('pages', 'key')).toBeUndefined()
          },
        ),
        { numRuns: 50 },
      )
    })

    test('error: a key of another type is reported, and every read is a miss', async () => {
      const { lines, logger } = aLog()
      const shared = { prefix: prefix(), logger }
      await one().send('SET', `{${shared.prefix}:cache}`, 'something else')
      const cache = redisCache(one().client, shared)
      expect(await cache.lookUp('pages', 'key')).toBeUndefined()
      expect(lines).toHaveLength(1)
      expect(lines[0]).toMatch(
        /^warn: Redis cache: unavailable, so reads are sent to Notion: WRONGTYPE: a key that begins with \{[\w-]+:cache\} has another type; delete it, or choose another prefix$/,
      )
    })

    test.each([
      ['a text without an end', ['SET'], ['someone']],
      ['a list', ['RPUSH'], ['x']],
      ['a hash', ['HSET'], ['x', 'y']],
    ])(
      'error: a lease that is %s neither delays a read nor prevents a response from being stored',
      async (_name, before, after) => {
        const { lines, logger } = aLog()
        // Longer than the test may take.
        const shared = { prefix: prefix(), logger, singleFlightMs: 60_000 }
        const cache = redisCache(one().client, shared)
        await cache.lookUp('pages', 'key')
        const [lease = ''] = [await one().send('KEYS', `{${shared.prefix}:cache}:*:lease`)].flat().map(String)
        await one().send('DEL', lease)
        await one().send(...before, lease, ...after)
        expect(await cache.lookUp('pages', 'key')).toBeUndefined()
        await cache.begin('pages', 'key')(anEntry(1))
        expect(await redisCache(other().client, shared).lookUp('pages', 'key')).toMatchObject({ value: 1 })
        expect(lines).toEqual([])
      },
    )

    test('error: versions that were evicted or flushed make all entries stale', async () => {
      for (const lose of [(key: string) => one().send('DEL', key), () => one().send('FLUSHALL')]) {
        const shared = prefix()
        const [cacheA, cacheB] = [one(), other()].map(({ client }) =>
          redisCache(client, { prefix: shared, singleFlightMs: 0 }),
        )
        await cacheA?.lookUp('pages', 'key')
        const [commit, late] = [cacheA?.begin('pages', 'key'), cacheA?.begin('pages', 'late')]
        await commit?.(anEntry(1))
        await lose(`{${shared}:cache}`)
        expect(await cacheB?.lookUp('pages', 'key')).toBeUndefined()
        // Nor is a read cached that began before: a write may have been forgotten.
        await late?.(anEntry(2))
        expect(await cacheB?.lookUp('pages', 'late')).toBeUndefined()
      }
    })

    test('error: a server that was restarted from an older state serves no stale entry', async () => {
      const { port, stop } = await ownServer('--save', '3600', '1')
      const before = await ownClient(`redis://127.0.0.1:${port}`)
      const folder = String([await before.send('CONFIG', 'GET', 'dir')].flat()[1])
      const cacheA = redisCache(before.client, { singleFlightMs: 0 })
      await cacheA.lookUp('pages', 'key')
      await cacheA.begin('pages', 'key')(anEntry('old'))
      await before.send('SAVE')
      await cacheA.invalidate(['a'])
      const dump = readFileSync(join(folder, 'dump.rdb'))
      await stop()
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'dump.rdb'), dump)
      const again = await startRedis(port, '--dir', folder)
      try {
        const after = await ownClient(again.url)
        expect([await after.send('KEYS', '*pages*')].flat()).toHaveLength(1)
        const cacheB = redisCache(after.client, { singleFlightMs: 0 })
        expect(await cacheB.lookUp('pages', 'key')).toBeUndefined()
      } finally {
        await again.stop()
        rmSync(folder, { recursive: true, force: true })
      }
    })

    test('error: a server without memory for an invalidation makes everything stale', async () => {
      const { url } = await ownServer()
      const { client, send } = await ownClient(url)
      const cache = redisCache(client, { logger: () => undefined, singleFlightMs: 0 })
      const another = redisCache(client, { logger: () => undefined, singleFlightMs: 0 })
      await cache.lookUp('pages', 'key')
      await cache.begin('pages', 'key')(anEntry('old'))
      await send('CONFIG', 'SET', 'maxmemory', '1')
      await another.invalidate(['a'])
      await send('CONFIG', 'SET', 'maxmemory', '0')
      expect(await cache.lookUp('pages', 'key')).toBeUndefined()
    })

    test('behavior: an invalidation during an outage reaches the others afterwards, before anything is read', async () => {
      const { url, freeze, thaw } = await ownServer()
      const [{ client }, { client: second, idle }] = [await ownClient(url), await ownClient(url)]
      const clock = manualClock()
      const { lines, logger } = aLog()
      const cacheA = redisCache(client, { logger: () => undefined, singleFlightMs: 0 })
      const cacheB = redisCache(second, { clock, logger, singleFlightMs: 0 })
      await cacheA.lookUp('pages', 'key')
      await cacheA.begin('pages', 'key')(anEntry('old'))
      expect(await cacheB.lookUp('pages', 'key')).toBeDefined()
      freeze()
      await passing(clock, cacheB.invalidate(['a']))
      // While nothing is sent, nothing is found.
      expect(await cacheB.lookUp('pages', 'key')).toBeUndefined()
      thaw()
      await idle()
      await clock.advance(1_000)
      expect(await cacheB.lookUp('pages', 'key')).toBeUndefined()
      expect(await cacheA.lookUp('pages', 'key')).toBeUndefined()
      expect(lines).toEqual([
        'warn: Redis cache: unavailable, so reads are sent to Notion: no reply within 1000 ms',
        'info: Redis cache: available again',
      ])
    })

    test('params: onUnavailable local uses a cache in this process, which is cleared after the outage', async () => {
      const { url, freeze, thaw } = await ownServer()
      const { client, idle } = await ownClient(url)
      const clock = manualClock()
      const cache = redisCache(client, { clock, logger: () => undefined, onUnavailable: 'local' })
      const fail = async (): Promise<void> => {
        freeze()
        await passing(clock, cache.lookUp('pages', 'another'))
      }
      const recover = async (): Promise<void> => {
        thaw()
        await idle()
        await clock.advance(30_000)
        await cache.lookUp('pages', 'another')
      }
      await fail()
      expect(await cache.lookUp('pages', 'key')).toBeUndefined()
      await cache.begin('pages', 'key')(anEntry('local', ['a'], clock.now()))
      expect(await cache.lookUp('pages', 'key')).toMatchObject({ value: 'local' })
      expect(cache.stats().hits).toBe(1)
      await cache.invalidate(['a'])
      expect(await cache.lookUp('pages', 'key')).toBeUndefined()
      await cache.begin('pages', 'key')(anEntry('local again', ['a'], clock.now()))
      await recover()
      expect(await cache.lookUp('pages', 'key')).toBeUndefined()
      await fail()
      expect(await cache.lookUp('pages', 'key')).toBeUndefined()
    })

    test('behavior: above the maximum of tags, the older half is removed, and older entries are stale', async () => {
      const shared = prefix()
      const key = `{${shared}:cache}`
      const cache = redisCache(one().client, { prefix: shared, singleFlightMs: 0 })
      await cache.lookUp('pages', 'key')
      await cache.begin('pages', 'key')(anEntry('old', ['a']))
      const invalidate = (...tags: ReadonlyArray<string>) =>
        one().send('EVAL', INVALIDATE_MEMBERS.source, '1', key, 'random', '20', ...tags)
      await invalidate('tag a')
      for (let tag = 0; tag < 40; tag++) {
        await invalidate(`tag ${tag}`)
        expect(Number(await one().send('ZCARD', key))).toBeLessThanOrEqual(21)
        expect(await cache.lookUp('pages', 'key')).toBeUndefined()
      }
      await cache.begin('pages', 'key')(anEntry('new', ['a']))
      expect(await cache.lookUp('pages', 'key')).toMatchObject({ value: 'new' })
    })

    test('params: maxEntryBytes: larger entries, counted in bytes, are not stored', async () => {
      const store = redisStore(one().client, { prefix: prefix(), maxEntryBytes: 100 })
      for (const [value, isStored] of [
        ['x'.repeat(50), true],
        ['x'.repeat(200), false],
        ['€'.repeat(40), false],
      ] as const) {
        await store.set('pages', value, anEntry(value))
        expect((await store.get('pages', value))?.value === value).toBe(isStored)
      }
    })
  })
})
