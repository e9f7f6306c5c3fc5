/** What is wrong with one process, or with Redis, tried between processes: a miss or an error that says so, and never a wrong page. */
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { describe, expect, onTestFinished, test } from 'vitest'
import { redisCache, redisRateLimiter } from '../src/index.js'
import { aProgram } from './support/aProgram.js'
import { connect } from './support/clients.js'
import { aLog, ownClient, ownServer } from './support/fleet.js'
import { aProxy } from './support/proxy.js'
import type { Reader, ReaderOrder, ReaderReply } from './support/reader.js'
import { freePort, noServer } from './support/redisServer.js'

describe.skipIf(noServer)('faults between processes', () => {
  const { client, server, start } = aProgram('reader')
  let prefixes = 0

  /** Starts a process, and tells it what to do. */
  const aProcess = (given: Partial<Reader> & { readonly prefix: string }) => {
    const child = start({ shiftMs: 0, commandTimeoutMs: 60_000, ...given })
    return async (order: ReaderOrder): Promise<ReaderReply> => {
      child.send(order)
      const [reply]: ReadonlyArray<ReaderReply> = await once(child, 'message')
      return reply ?? { lines: [] }
    }
  }
  const aPrefix = (): string => `fault-${++prefixes}`
  const store: ReaderOrder = { what: 'store', key: 'key', value: 'page' }
  const read: ReaderOrder = { what: 'read', key: 'key' }

  test.each([
    ['a wrong address', async () => `redis://127.0.0.1:${await freePort()}`, /./],
    ['a password that is refused', async () => '', /NOAUTH|WRONGPASS|no reply/],
  ])(
    'error: %s of one process: it continues on its own and logs that, and the other process is not affected',
    async (name, wrong, why) => {
      const prefix = aPrefix()
      const own = name.includes('password') ? await ownServer('--requirepass', 'right-password') : server()
      const url = own.url.replace('//', name.includes('password') ? '//:right-password@' : '//')
      const [good, bad] = [
        aProcess({ prefix, url }),
        aProcess({
          prefix,
          url: (await wrong()) || own.url.replace('//', '//:wrong-password@'),
          commandTimeoutMs: 500,
        }),
      ]
      expect(await good(store)).toEqual({ lines: [] })
      const found = await bad(read)
      expect(found.given).toBeUndefined()
      expect(found.lines).toHaveLength(1)
      expect(found.lines[0]).toMatch(/^warn: Redis cache: unavailable, so reads are sent to Notion: /)
      expect(found.lines[0]).toMatch(why)
      expect(found.lines[0]).not.toMatch(/password@|wrong-password/)
      const taken = await bad({ what: 'take', count: 1, until: 1 })
      expect(taken.given).toBe(1)
      expect(taken.lines[0]).toMatch(/^warn: Redis rate limiter: unavailable, so this process uses 0.1 of the limit/)
      expect(await good(read)).toEqual({ given: 'page', lines: [] })
    },
  )

  test('behavior: scripts that are flushed between any two commands are sent again', async () => {
    const prefix = aPrefix()
    const [one, other] = [aProcess({ prefix }), aProcess({ prefix })]
    const flush = () => client().send('SCRIPT', 'FLUSH')
    await one(store)
    await flush()
    expect(await other(read)).toEqual({ given: 'page', lines: [] })
    await flush()
    expect(await other({ what: 'invalidate' })).toEqual({ lines: [] })
    await flush()
    expect(await one(read)).toEqual({ lines: [] })
    await flush()
    expect(await one({ what: 'take', count: 3, until: 3 })).toEqual({ given: 3, lines: [] })
    await flush()
    expect(await other({ what: 'take', count: 3, until: 1 })).toEqual({ given: 1, lines: [] })
  })

  test('behavior: clocks that are an hour ahead and behind neither serve stale entries nor have limits of their own', async () => {
    const prefix = aPrefix()
    const [ahead, behind] = [aProcess({ prefix, shiftMs: 3_600_000 }), aProcess({ prefix, shiftMs: -3_600_000 })]
    for (const [reader, writer] of [
      [ahead, behind],
      [behind, ahead],
    ] as const) {
      await reader(store)
      expect(await writer(read)).toEqual({ given: 'page', lines: [] })
      // A read that began before the write, whose response comes after it.
      await reader({ what: 'begin', key: 'late' })
      await writer({ what: 'invalidate' })
      await reader({ what: 'finish', value: 'old' })
      for (const each of [reader, writer]) {
        expect(await each(read)).toEqual({ lines: [] })
        expect(await each({ what: 'read', key: 'late' })).toEqual({ lines: [] })
      }
    }
    expect(await ahead({ what: 'take', count: 3, until: 3 })).toEqual({ given: 3, lines: [] })
    expect(await behind({ what: 'take', count: 3, until: 1 })).toEqual({ given: 1, lines: [] })
  })

  test('error: garbage in all keys: each process reports a miss, and the next response replaces it', async () => {
    const prefix = aPrefix()
    const [one, other] = [aProcess({ prefix }), aProcess({ prefix })]
    await one(store)
    const names = [await client().send('KEYS', `{${prefix}:cache}:*`)].flat().map(String)
    expect(names).toHaveLength(1)
    for (const garbage of ['<html>', '[]', '["generation",5]\n{}', '']) {
      for (const name of names) await client().send('SET', name, garbage)
      for (const each of [one, other]) expect((await each(read)).given).toBeUndefined()
      await other(store)
      expect((await one(read)).given).toBe('page')
    }
    await client().send('SET', names[0] ?? '', '<html>')
    // It has been said, at most once a minute.
    expect(await one(read)).toEqual({ lines: [] })
    await client().send('HSET', `{${prefix}:limit:tenant}`, 'limit', 'nan', 'paused', '<html>', 'trial', '')
    expect(await one({ what: 'take', count: 6, until: 4 })).toEqual({ given: 4, lines: [] })
  })

  /** The cache and the limiter of a process with a connection of its own, and what they log. By default it waits as long as it takes. */
  const aPair = async (url: string, prefix: string, commandTimeoutMs = 60_000) => {
    const own = await ownClient(url, connect)
    const { lines, logger } = aLog()
    const shared = { prefix, logger, commandTimeoutMs }
    const cache = redisCache(own.client, { ...shared, singleFlightMs: 0 })
    const limiter = redisRateLimiter(own.client, { ...shared, perMinute: 20, maxPerMinute: 20 })
    const permit = async (): Promise<boolean> => {
      const acquired = await limiter.acquire('tenant')
      return acquired !== undefined && 'passed' in acquired
    }
    const keep = async (key: string, value: string): Promise<void> => {
      await cache.lookUp('pages', key)
      await cache.begin('pages', key)({ value, tags: ['a'], expiresAt: Date.now() + 60_000 })
    }
    const found = async (key: string): Promise<unknown> => (await cache.lookUp('pages', key))?.value
    return { cache, permit, keep, found, lines }
  }

  test('error: a read-only replica is reported as such, and serves no entry', async () => {
    const replica = await ownServer('--replicaof', '127.0.0.1', `${server().port}`)
    const { permit, keep, found, lines } = await aPair(replica.url, aPrefix())
    await keep('key', 'page')
    expect(await found('key')).toBeUndefined()
    expect(await permit()).toBe(true)
    const why = "READONLY You can't write against a read only replica."
    expect(lines).toEqual([
      `warn: Redis cache: unavailable, so reads are sent to Notion: ${why}`,
      `warn: Redis rate limiter: unavailable, so this process uses 0.1 of the limit on its own: ${why}`,
    ])
  })

  test('error: TLS to a server without it: the log says that the client is not connected', async () => {
    const { lines, logger } = aLog()
    const unconnected = new Redis(server().url.replace('redis:', 'rediss:'), { retryStrategy: () => 20 })
    onTestFinished(() => unconnected.disconnect())
    unconnected.on('error', () => undefined)
    const limiter = redisRateLimiter(unconnected, { logger, commandTimeoutMs: 200, onUnavailable: 'fail' })
    const reason = "no reply within 200 ms: the client is not connected; its 'error' events say why"
    expect(await limiter.acquire('tenant')).toMatchObject({ reason: `Redis is unavailable: ${reason}` })
    expect(lines).toEqual([`warn: Redis rate limiter: unavailable, so calls are not sent: ${reason}`])
  })

  test('behavior: connections that the server closes are opened again, and no entry is lost', async () => {
    const { permit, keep, found, lines } = await aPair(server().url, aPrefix())
    await keep('key', 'page')
    for (let round = 0; round < 3; round++) {
      await client().send('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
      expect(await found('key')).toBe('page')
      expect(await permit()).toBe(true)
    }
    expect(lines).toEqual([])
  })

  test('error: a server without memory: reads go to Notion, and the limit is kept', async () => {
    const own = await ownServer()
    const admin = await ownClient(own.url)
    const { permit, keep, found, lines } = await aPair(own.url, aPrefix())
    await keep('key', 'page')
    await admin.send('CONFIG', 'SET', 'maxmemory', '1')
    await keep('other', 'page')
    expect(await found('other')).toBeUndefined()
    expect(await permit()).toBe(true)
    expect(lines.filter((line) => !line.includes('available again'))).toEqual([
      expect.stringMatching(/^warn: Redis cache: unavailable, so reads are sent to Notion: OOM command not allowed/),
    ])
  })

  test('error: a network partition: after it, what was written during it is stale on both sides', async () => {
    const proxy = await aProxy(server().port)
    onTestFinished(proxy.close)
    const prefix = aPrefix()
    const [here, beyond] = [await aPair(server().url, prefix), await aPair(proxy.url, prefix, 2_000)]
    for (const key of ['theirs', 'ours']) await here.keep(key, 'old')
    expect([await beyond.found('theirs'), await beyond.found('ours')]).toEqual(['old', 'old'])
    proxy.cut()
    await here.cache.invalidate(['a'])
    await here.keep('theirs', 'new')
    // The other half cannot know of it, and gives no page rather than a stale one. It owes a write of its own.
    expect(await beyond.found('theirs')).toBeUndefined()
    await beyond.cache.invalidate(['a'])
    expect(await beyond.permit()).toBe(true)
    expect(beyond.lines).toHaveLength(2)
    expect(await here.found('theirs')).toBe('new')
    proxy.mend()
    // It asks again after a second.
    await expect.poll(() => beyond.found('theirs').then(() => beyond.lines.length), { timeout: 30_000 }).toBe(3)
    expect(beyond.lines[2]).toBe('info: Redis cache: available again')
    expect([await here.found('theirs'), await beyond.found('theirs')]).toEqual([undefined, undefined])
  })
})
