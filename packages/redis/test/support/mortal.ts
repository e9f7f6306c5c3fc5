/** A process that a test kills: it acquires permits or begins a read as instructed, and does not finish. */
import { Redis } from 'ioredis'
import type { Permit } from 'notion-fp'
import { redisCache, redisRateLimiter } from '../../src/index.js'

/** What the process is started with. */
export interface Mortal {
  readonly url: string
  readonly prefix: string
  /** The time of the limiter, which stands still in this process. */
  readonly now: number
  readonly limiter: object
  readonly cache: object
}

/** An instruction. The process sends it back when it has carried it out. */
export type Order =
  /** Takes permits, and holds them. */
  | { readonly what: 'take'; readonly count: number }
  /** Waits for permits, which do not come while it lives. */
  | { readonly what: 'wait'; readonly count: number }
  /** Reports that the call of its first permit was a 429. */
  | { readonly what: 'refuse'; readonly retryAfterMs: number }
  /** Begins to read what the cache does not have. */
  | { readonly what: 'read'; readonly key: string }

const { url, prefix, now, limiter: limits, cache: options }: Mortal = JSON.parse(process.argv[2] ?? '')
const client = new Redis(url, { maxRetriesPerRequest: null })
const limiter = redisRateLimiter(client, { prefix, time: () => now, ...limits })
const cache = redisCache(client, { prefix, ...options })
const held: Array<Permit> = []

const take = async (): Promise<void> => {
  const acquired = await limiter.acquire('tenant')
  if (acquired && 'passed' in acquired) held.push(acquired)
}

const obey = async (order: Order): Promise<void> => {
  if (order.what === 'take') await Promise.all(Array.from({ length: order.count }, take))
  if (order.what === 'wait') for (let call = 0; call < order.count; call++) void take()
  if (order.what === 'refuse') held[0]?.refused(order.retryAfterMs)
  if (order.what === 'read') await cache.lookUp('pages', order.key)
  process.send?.(order)
}

process.on('message', (order: Order) => void obey(order))
process.on('disconnect', () => process.exit())
