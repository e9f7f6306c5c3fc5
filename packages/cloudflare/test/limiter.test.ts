/** The limiter in a Durable Object, in workerd. */
import { rateLimiterCases } from '@notion-fp/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { durableObjectRateLimiter, type ObjectNamespace } from '../src/index.js'
import { aFolder, bundled, startWorkers, WORKER, type Workers } from './support/workers.js'

let code = ''
let workers: Workers
const folder = aFolder()

beforeAll(async () => {
  code = await bundled(WORKER)
  workers = await startWorkers(code, undefined, folder.path)
})
afterAll(async () => {
  await workers.stop()
  folder.remove()
})

test.each(rateLimiterCases.map(({ name }, index) => ({ name, index })))(
  'behavior: the limiter $name',
  async ({ index }) => {
    expect(await workers.run('limiter-case', { index })).toBe('passed')
  },
)

describe('the object', () => {
  test('behavior: Workers whose clocks differ by two hours share the calls of a minute', async () => {
    const shared = { prefix: 'clocks', count: 8 }
    const given = [
      await workers.run('take', { ...shared, shift: 3_600_000 }),
      await workers.run('take', { ...shared, shift: -3_600_000 }),
    ]
    expect(given).toEqual([8, 2])
  })

  test('params: waitUntil keeps a request alive until all Workers know its 429', async () => {
    await workers.run('refuse', { prefix: 'pause' })
    expect(await workers.run('take', { prefix: 'pause', count: 1 })).toBe(0)
  })

  test('behavior: the state survives the end of the object', async () => {
    expect(await workers.run('take', { prefix: 'evicted', count: 7 })).toBe(7)
    await workers.stop()
    workers = await startWorkers(code, undefined, folder.path)
    expect(await workers.run('take', { prefix: 'evicted', count: 7 })).toBe(3)
  })

  test('behavior: an alarm ends the leases of dead Workers, and clears the storage two hours after the last turn', async () => {
    const storage = await workers.run('storage')
    const { began, isPermit, asked, leased, over, idle } = unsafeCast<{
      began: number
      isPermit: boolean
      [name: string]: unknown
    }>(storage)
    expect(isPermit).toBe(true)
    const end = began + 65_000
    expect(asked).toMatchObject({ kept: [['limiter', { open: [[expect.any(String), end]], used: [] }]], alarm: end })
    expect(leased).toMatchObject({ kept: [['limiter', { open: [[expect.any(String), end]] }]], alarm: end })
    expect(over).toMatchObject({ kept: [['limiter', { open: [], used: [], now: began }]], alarm: began + 7_200_000 })
    expect(idle).toEqual({ kept: [], alarm: null })
  })

  test('error: a malformed state in the storage is reset', async () => {
    expect(await workers.run('spoilt')).toBe(true)
  })

  test('error: invalid requests are rejected, and change nothing', async () => {
    const send = (path: string, body: unknown, method = 'POST') =>
      workers.run('questions', { path, method, body: typeof body === 'string' ? body : JSON.stringify(body) })
    const request = {
      process: 'a',
      want: 1,
      base: 0,
      perMinute: 10,
      maxPerMinute: 10,
      minPerMinute: 1,
      leaseMs: 5,
      reports: [],
    }
    const asked = await Promise.all([
      send('turn', 'no JSON'),
      send('turn', { ...request, want: -1 }),
      send('turn', { ...request, perMinute: 10_001, maxPerMinute: 10_001 }),
      send('read', { keys: 'x' }),
      send('read', { keys: ['x'.repeat(601)] }),
      send('write', { keys: ['x'], versions: [] }),
      send('constructor', {}),
      send('turn', request, 'PUT'),
    ])
    const noTurn = { status: 400, text: 'invalid body for turn' }
    expect(asked).toEqual([
      noTurn,
      noTurn,
      noTurn,
      { status: 400, text: 'invalid body for read' },
      { status: 400, text: 'invalid body for read' },
      { status: 400, text: 'invalid body for write' },
      { status: 404, text: 'the path must be turn, read or write' },
      { status: 405, text: 'only POST' },
    ])
    expect(await send('turn', request)).toMatchObject({ status: 200 })
  })
})

describe('an object that does not respond', () => {
  test.each([
    ['rejects', 'Network connection lost.'],
    ['throws', 'The object is overloaded.'],
    ['answers 500', 'the Durable Object responded with 500: internal error'],
    ['answers text', expect.stringMatching(/not valid JSON/)],
    ['answers garbage', 'its reply is not what was asked for'],
    ['never answers', 'no reply within 50 ms'],
  ])('error: one that %s is reported, and each Worker has its share or none', async (name, reason) => {
    const local = await workers.run('limiter-fault', { name, how: 'local' })
    const start = 'warn: Durable Object rate limiter: unavailable, so'
    const text = typeof reason === 'string' ? reason : 'not valid JSON'
    expect(local).toEqual({
      acquired: 'permit',
      lines: [expect.stringContaining(`${start} this process uses 0.1 of the limit on its own: `)],
    })
    expect(JSON.stringify(local)).toContain(text)
    const fail = await workers.run('limiter-fault', { name, how: 'fail' })
    expect(fail).toEqual({
      acquired: { retryAfterMs: expect.any(Number), reason: expect.stringContaining(text) },
      lines: [expect.stringContaining(`${start} calls are not sent: `)],
    })
  })
})

test('error: invalid options, and bindings of another kind', () => {
  const namespace: ObjectNamespace = { idFromName: (name) => name, get: () => unsafeCast({}) }
  const start = '@notion-fp/cloudflare: '
  expect(() => durableObjectRateLimiter(unsafeCast(undefined))).toThrow(
    `${start}namespace must be a binding of Durable Objects, such as env.NOTION, not undefined: is the binding in the configuration of the Worker?`,
  )
  expect(() => durableObjectRateLimiter(unsafeCast('NOTION'))).toThrow(
    /namespace must be .*, not a string of length 6$/,
  )
  const tried: ReadonlyArray<readonly [object, string]> = [
    [{ perMinute: 10_001 }, 'perMinute must be a number greater than 0, at most 10000, not 10001'],
    [{ perMinute: 0 }, 'perMinute must be'],
    [{ maxPerMinute: Number.POSITIVE_INFINITY }, 'maxPerMinute must be'],
    [{ prefix: 'a/b' }, 'prefix must be a string of at most 64 letters, digits, - and _'],
    [{ waitUntil: 5 }, 'waitUntil must be a function, not 5'],
    [{ leaseMs: -1 }, 'leaseMs must be'],
    [{ lease: 1 }, 'lease must be left out; the options are prefix, waitUntil,'],
  ]
  for (const [options, message] of tried)
    expect(() => durableObjectRateLimiter(namespace, options)).toThrow(`${start}${message}`)
})
