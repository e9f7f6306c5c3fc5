/** A process of a test, with a Redis and a clock of its own: it reads, writes and calls as the test orders, and replies with the result and what it has logged. */
import { Redis } from 'ioredis'
import { systemClock } from 'notion-fp'
import { redisCache, redisRateLimiter } from '../../src/index.js'

/** What the process is started with. */
export interface Reader {
  readonly url: string
  readonly prefix: string
  /** How far its clock is wrong, in milliseconds. */
  readonly shiftMs: number
  /** How long it waits for Redis, in milliseconds. */
  readonly commandTimeoutMs: number
}

/** An instruction. */
export type ReaderOrder =
  | { readonly what: 'read'; readonly key: string }
  /** Reads and stores what it has not found. */
  | { readonly what: 'store'; readonly key: string; readonly value: string }
  /** Begins a read whose response comes with the next `finish`. */
  | { readonly what: 'begin'; readonly key: string }
  | { readonly what: 'finish'; readonly value: string }
  | { readonly what: 'invalidate' }
  /** Requests permits all at once. When the expected number has been granted, the other calls are aborted. */
  | { readonly what: 'take'; readonly count: number; readonly until: number }

/** What it answers. */
export interface ReaderReply {
  /** What was found, or how many permits were given. */
  readonly given?: unknown
  /** What it has logged since its last answer. */
  readonly lines: ReadonlyArray<string>
}

const { url, prefix, shiftMs, commandTimeoutMs }: Reader = JSON.parse(process.argv[2] ?? '')
const client = new Redis(url, { retryStrategy: () => 50, enableOfflineQueue: true })
client.on('error', () => undefined)
let lines: Array<string> = []
const shared = {
  prefix,
  commandTimeoutMs,
  clock: { ...systemClock, now: () => Date.now() + shiftMs },
  logger: ({ level, message }: { level: string; message: string }) => void lines.push(`${level}: ${message}`),
}
const limiter = redisRateLimiter(client, { ...shared, perMinute: 4, maxPerMinute: 4 })
const cache = redisCache(client, { ...shared, singleFlightMs: 0 })
let begun: ReturnType<typeof cache.begin> | undefined

const anEntry = (value: string) => ({ value, tags: ['a'], expiresAt: shared.clock.now() + 60_000 })

const take = async (count: number, until: number): Promise<number> => {
  const leaving = new AbortController()
  let given = 0
  const calls = Array.from({ length: count }, async () => {
    const acquired = await limiter.acquire('tenant', leaving.signal)
    if (acquired && 'passed' in acquired) given++
    // Those of the same turn come in the same moment.
    if (given === until) setImmediate(() => leaving.abort())
  })
  await Promise.all(calls)
  return given
}

const obey = async (order: ReaderOrder): Promise<unknown> => {
  if (order.what === 'read') return (await cache.lookUp('pages', order.key))?.value
  if (order.what === 'store') {
    await cache.lookUp('pages', order.key)
    return cache.begin('pages', order.key)(anEntry(order.value))
  }
  if (order.what === 'begin') {
    await cache.lookUp('pages', order.key)
    begun = cache.begin('pages', order.key)
    return undefined
  }
  if (order.what === 'finish') return begun?.(anEntry(order.value))
  if (order.what === 'invalidate') return cache.invalidate(['a'])
  return take(order.count, order.until)
}

process.on('message', async (order: ReaderOrder) => {
  const given = await obey(order)
  const reply: ReaderReply = { ...(given !== undefined && { given }), lines }
  lines = []
  process.send?.(reply)
})
process.on('disconnect', () => process.exit())
