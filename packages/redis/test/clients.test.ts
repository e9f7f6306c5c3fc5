/** What can be wrong with a client: its address, its password, what it replies, and what it is. */
import { Redis as Upstash } from '@upstash/redis'
import { Redis as IoRedis } from 'ioredis'
import { createClient } from 'redis'
import { describe, expect, onTestFinished, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { fakeClock, manualClock } from '../../../test/support/fakes.js'
import { type RedisClient, redisCache, redisRateLimiter, redisStore, type SendCommand } from '../src/index.js'
import { aLog, ownServer, passing } from './support/fleet.js'
import { freePort, noServer } from './support/redisServer.js'

const ENTRY = { value: 1, tags: ['a'], expiresAt: Date.UTC(2100, 0) }

/** What a limiter and a cache with this client do, and log. */
const tried = async (client: RedisClient) => {
  const clock = manualClock()
  const { lines, logger } = aLog()
  const options = { clock, logger }
  const local = redisRateLimiter(client, options)
  const closed = redisRateLimiter(client, { ...options, onUnavailable: 'fail' })
  const cache = redisCache(client, options)
  const permit = await passing(clock, local.acquire('tenant'))
  const refusal = await passing(clock, closed.acquire('tenant'))
  const found = await passing(clock, cache.lookUp('pages', 'key'))
  await passing(clock, cache.begin('pages', 'key')(ENTRY))
  await passing(clock, cache.invalidate(['a']))
  await passing(clock, cache.clear())
  return { isLocal: permit !== undefined && 'passed' in permit, refusal, found, lines }
}

/** Whether the fault was survived, and reported with a reason. */
const expectReported = async (client: RedisClient, reason: RegExp, secret?: string): Promise<void> => {
  const { isLocal, refusal, found, lines } = await tried(client)
  expect([isLocal, found]).toEqual([true, undefined])
  expect(refusal).toMatchObject({ retryAfterMs: expect.any(Number), reason: expect.stringMatching(reason) })
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line).toMatch(reason)
  if (secret !== undefined) expect(JSON.stringify([refusal, lines])).not.toContain(secret)
}

describe('an unsupported client', () => {
  test.each([undefined, null, 42, 'redis://127.0.0.1', {}, { get: () => undefined }, []])('error: %j', (client) => {
    for (const make of [redisRateLimiter, redisCache, redisStore])
      expect(() => make(unsafeCast<RedisClient>(client))).toThrow(
        /^@notion-fp\/redis: client must be a client of redis, ioredis or @upstash\/redis, or a function that sends a command, not /,
      )
  })
})

describe('invalid options', () => {
  const send: SendCommand = async () => undefined
  test.each([
    [{ prefix: '{a}' }, 'prefix must be a string without braces'],
    [{ prefix: '' }, 'prefix must be a string without braces'],
    [{ commandTimeoutMs: 0 }, 'commandTimeoutMs must be a number greater than 0, not 0'],
    [{ commandTimeoutMs: Number.NaN }, 'commandTimeoutMs must be'],
    [{ logger: 'secret' }, 'logger must be a function, not a string of length 6'],
    [{ clock: {} }, 'clock must be a clock'],
    [{ onUnavailable: 'miss' }, "onUnavailable must be 'local' or 'fail', not a string of length 4"],
    [{ unknown: 1 }, 'unknown must be left out; the options are prefix,'],
    [null, 'options must be an object, not null'],
    ['options', 'options must be an object, not a string of length 7'],
  ])('error: %j', (options, message) => {
    for (const make of [redisRateLimiter, redisCache])
      expect(() => make(send, unsafeCast(options))).toThrow(`@notion-fp/redis: ${message}`)
  })

  test.each([
    [{ perMinute: 0 }, 'perMinute must be a number greater than 0, not 0'],
    [{ perMinute: 10, maxPerMinute: 5 }, 'perMinute must be from minPerMinute to maxPerMinute'],
    [{ leaseMs: -1 }, 'leaseMs must be a number of 0 or more, not -1'],
    [{ localShare: 2 }, 'localShare must be a number above 0, at most 1, not 2'],
    [{ time: unsafeCast<() => number>(0) }, 'time must be a function, not 0'],
  ])('error: %j of a limiter', (options, message) => {
    expect(() => redisRateLimiter(send, options)).toThrow(message)
  })

  test.each([
    [{ singleFlightMs: -1 }, 'singleFlightMs must be a number of 0 or more, not -1'],
    [{ maxEntryBytes: 0 }, 'maxEntryBytes must be a number greater than 0, not 0'],
    [{ ttlMs: { pages: -1 } }, 'ttlMs.pages must be a number of 0 or more'],
    [{ ttlMs: 5 }, 'ttlMs must be an object, not 5'],
  ])('error: %j of a cache', (options, message) => {
    expect(() => redisCache(send, unsafeCast(options))).toThrow(message)
  })
})

describe('a client with an unexpected reply', () => {
  test.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['OK', 'OK'],
    ['a number', 42],
    ['an empty list', []],
    ['a list of texts', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['a list that is too long', Array(100).fill(1)],
    ['an object', { granted: 1 }],
    ['a hit without a value', ['hit', 'x|1', 60_000]],
    ['a hit that is no text', ['hit', 'x|1', 60_000, { value: 1 }]],
  ])('error: %s', async (_name, reply) => {
    const client: SendCommand = async () => reply
    await expectReported(client, /its reply is not what was asked for/)
  })

  test('error: an entry that Redis did not store is a miss', async () => {
    for (const json of ['', '=', '=null', '={}', '={"value":1}', '={"value":1,"tags":[1]}']) {
      const cache = redisCache(async () => ['hit', 'x|1', 60_000, json], { logger: () => undefined })
      expect(await cache.lookUp('pages', 'key')).toBeUndefined()
    }
  })

  test('error: it throws, or rejects with any value', async () => {
    const thrown = (error: unknown): SendCommand => {
      return () => {
        throw error
      }
    }
    await expectReported(thrown(new Error('broken')), /broken/)
    await expectReported(async () => Promise.reject(undefined), /undefined/)
    await expectReported(async () => Promise.reject({ code: 1 }), /object/)
    await expectReported(
      async () => Promise.reject(new Error('cannot connect to redis://user:a-password@127.0.0.1:1')),
      /cannot connect to redis:\/\/127\.0\.0\.1:1/,
      'a-password',
    )
  })

  test('error: it never replies, and is not called again for a time that doubles', async () => {
    let commands = 0
    const clock = manualClock()
    const client: SendCommand = () => {
      commands++
      return new Promise(() => undefined)
    }
    const limiter = redisRateLimiter(client, { clock, logger: () => undefined, onUnavailable: 'fail' })
    for (let second = 0; second < 120; second++) {
      await passing(clock, limiter.acquire('tenant'))
      await clock.advance(1_000)
    }
    // After 1, 2, 4, 8, 16, 30, 30 and 30 seconds.
    expect(commands).toBeGreaterThan(5)
    expect(commands).toBeLessThan(12)
  })

  test('error: the command, which may contain a page, is not repeated in the log', async () => {
    const client = new Upstash({ url: 'http://127.0.0.1:1', token: 'a-token', enableTelemetry: false, retry: false })
    const { fetch } = globalThis
    onTestFinished(() => {
      globalThis.fetch = fetch
    })
    globalThis.fetch = async () => Response.json({ error: 'ERR out of order' }, { status: 400 })
    const { lines, logger } = aLog()
    await redisStore(client, { logger }).set('pages', 'key', { ...ENTRY, value: 'private words' })
    const unknown = async () => {
      throw new Error("ERR unknown command 'EVALSHA', with args beginning with: 'private\nwords'")
    }
    await redisStore(unknown, { logger }).set('pages', 'key', ENTRY)
    expect(lines).toEqual([
      expect.stringMatching(/ERR out of order$/),
      expect.stringMatching(/ERR unknown command 'EVALSHA'$/),
    ])
  })

  test('behavior: a logger that throws or rejects does not affect calls', async () => {
    const loggers = [
      () => {
        throw new Error('broken')
      },
      () => unsafeCast<undefined>(Promise.reject(new Error('broken'))),
    ]
    for (const logger of loggers) {
      const cache = redisCache(async () => 'garbage', { logger, clock: fakeClock() })
      expect(await cache.lookUp('pages', 'key')).toBeUndefined()
    }
  })
})

describe('nothing at the address', () => {
  test('error: redis', async () => {
    const client = createClient({ url: `redis://127.0.0.1:${await freePort()}`, socket: { reconnectStrategy: false } })
    client.on('error', () => undefined)
    await client.connect().catch(() => undefined)
    await expectReported(client, /closed|ECONNREFUSED/i)
  })

  test('error: ioredis, which keeps reconnecting', async () => {
    const client = new IoRedis(await freePort(), '127.0.0.1', { retryStrategy: () => 5, maxRetriesPerRequest: null })
    client.on('error', () => undefined)
    onTestFinished(() => client.disconnect())
    await expectReported(client, /no reply within 1000 ms/)
  })

  test('error: @upstash/redis', async () => {
    const client = new Upstash({
      url: `http://127.0.0.1:${await freePort()}`,
      token: 'a-secret-token',
      retry: false,
      enableTelemetry: false,
    })
    await expectReported(client, /fetch failed|ECONNREFUSED/, 'a-secret-token')
  })
})

describe.skipIf(noServer)('a password that is refused', () => {
  test('error: redis, ioredis', async () => {
    const { url, port } = await ownServer('--requirepass', 'right-password')
    const wrong = url.replace('//', '//:wrong-password@')
    const client = createClient({ url: wrong, socket: { reconnectStrategy: false } })
    client.on('error', () => undefined)
    await client.connect().catch(() => undefined)
    await expectReported(client, /closed|WRONGPASS|no reply/i, 'wrong-password')

    const io = new IoRedis(port, '127.0.0.1', { password: 'wrong-password', retryStrategy: () => 5 })
    io.on('error', () => undefined)
    onTestFinished(() => io.disconnect())
    await expectReported(io, /NOAUTH|WRONGPASS|no reply/, 'wrong-password')
  })

  test('error: a user who may not run scripts', async () => {
    const { port } = await ownServer('--user', 'reader', 'on', '>password', '~*', '+get')
    const io = new IoRedis(port, '127.0.0.1', { username: 'reader', password: 'password', enableReadyCheck: false })
    io.on('error', () => undefined)
    onTestFinished(() => io.disconnect())
    await expectReported(io, /NOPERM/)
  })
})
