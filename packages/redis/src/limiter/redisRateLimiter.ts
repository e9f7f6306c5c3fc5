/** A rate limiter that many processes share through Redis. */
import { type RateLimiter, type RateLimitOptions, rateLimiter } from 'notion-fp'
import type { RedisClient } from '../client/client.js'
import { openLink } from '../client/link.js'
import {
  checkOptions,
  NOT_NEGATIVE,
  ON_UNAVAILABLE,
  type OnUnavailable,
  POSITIVE,
  type RedisOptions,
  withDefaults,
} from '../client/options.js'
import { openQueue, type Queue, type Rates } from './queue.js'

/** The options of {@link redisRateLimiter}. */
export interface RedisRateLimiterOptions extends RedisOptions, Omit<RateLimitOptions, 'clock'> {
  /**
   * How long a permit may go unreported, in milliseconds. A permit counts for a minute from its response, or at the latest from the end
   * of its lease: so a process that dies gives its permits back. Default 5000.
   */
  readonly leaseMs?: number | undefined
  /**
   * What becomes of calls while Redis does not answer. `local`, the default: this process has a limiter of its own, with its share of the
   * limit. `fail`: calls are not sent, and fail with a `RateLimitError` with `unsent`.
   */
  readonly onUnavailable?: OnUnavailable | undefined
  /** The share of the limit that a process has while Redis does not answer, from 0 to 1. Default 0.1: that of one of ten. */
  readonly localShare?: number | undefined
}

/** The number of queues from which idle ones are removed. */
const MANY_QUEUES = 100

/** The rates with their defaults, which adapt to those that are given, as those of `rateLimiter` do. */
const ratesOf = ({ perMinute, maxPerMinute, minPerMinute }: RateLimitOptions): Rates => {
  const start = perMinute ?? Math.max(minPerMinute ?? 0, Math.min(180, maxPerMinute ?? 180))
  return {
    perMinute: start,
    maxPerMinute: maxPerMinute ?? Math.max(600, start),
    minPerMinute: minPerMinute ?? Math.min(5, start),
  }
}

/**
 * The limiter, with the time for the script: that of Redis, if it is left out.
 *
 * @internal
 */
export const limiterAt = (
  client: RedisClient,
  options: RedisRateLimiterOptions,
  time: (() => number) | undefined,
): RateLimiter => {
  checkOptions(options, {
    perMinute: POSITIVE,
    maxPerMinute: POSITIVE,
    minPerMinute: POSITIVE,
    leaseMs: NOT_NEGATIVE,
    onUnavailable: ON_UNAVAILABLE,
    localShare: [(given) => Number(given) > 0 && Number(given) <= 1, 'a number above 0, at most 1'],
  })
  const { prefix, commandTimeoutMs, logger, clock } = withDefaults(options)
  const { leaseMs = 5_000, onUnavailable = 'local', localShare = 0.1 } = options
  const rates = ratesOf(options)
  // Throws for rates that contradict each other, in the words of the library.
  rateLimiter(rates)
  const meanwhile =
    onUnavailable === 'local' ? `this process uses ${localShare} of the limit on its own` : 'calls are not sent'
  const link = openLink(client, { clock, logger, commandTimeoutMs, user: 'rate limiter', meanwhile })
  const process = Math.floor(clock.random() * 2 ** 48).toString(36) + Math.floor(Math.random() * 2 ** 48).toString(36)
  const rejectedAt = new WeakMap<object, number>()
  const queues = new Map<string, Queue>()
  const locals = new Map<string, RateLimiter>()
  let taken = 0

  const localOf = (tenant: string, limit: number): RateLimiter => {
    const known = locals.get(tenant)
    if (known) return known
    const perMinute = Math.max(1, limit * localShare)
    const own = rateLimiter({
      perMinute,
      maxPerMinute: Math.max(perMinute, rates.maxPerMinute * localShare),
      minPerMinute: Math.min(perMinute, rates.minPerMinute * localShare),
      clock,
    })
    locals.set(tenant, own)
    return own
  }

  const queueOf = (tenant: string): Queue => {
    const known = queues.get(tenant)
    if (known) return known
    if (queues.size >= MANY_QUEUES) for (const [name, { isIdle }] of queues) if (isIdle()) queues.delete(name)
    const key = `{${prefix}:limit:${tenant}}`
    const made = openQueue({
      ...rates,
      link,
      clock,
      leaseMs,
      keys: [key, `${key}:open`, `${key}:used`, `${key}:line`, `${key}:due`],
      process,
      take: (count) => {
        taken += count
        return taken - count
      },
      time,
      rejectedAt,
      isLocal: onUnavailable === 'local',
      withoutRedis: (limit, reason, signal, budget) =>
        onUnavailable === 'local'
          ? localOf(tenant, limit).acquire(tenant, signal, budget)
          : { retryAfterMs: link.restMs(), reason: `Redis is unavailable: ${reason}` },
      onTurn: () => locals.delete(tenant),
    })
    queues.set(tenant, made)
    return made
  }

  return { acquire: (tenant, signal, budget) => queueOf(tenant).acquire(signal, budget) }
}

/**
 * A rate limiter that all processes with the same Redis share: together, they keep to the limit of each token. A 429 in one of them
 * pauses all, and what one learns of the limit holds for all. Free permits are dealt out to the waiting processes in turn; those of
 * different tokens do not affect each other.
 *
 * @param client The client, connected: of `redis`, `ioredis` or `@upstash/redis`, or a function that sends one command.
 * @param options The rates, and what happens while Redis does not answer.
 * @throws TypeError for an invalid option, or for a client that is none of these.
 * @see https://developers.notion.com/reference/request-limits
 * @example
 * import { redisRateLimiter } from '@notion-fp/redis'
 * import { createContext } from 'notion-fp'
 * import { createClient } from 'redis'
 *
 * const client = createClient({ url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' })
 * await client.connect()
 * const ctx = createContext({ auth: 'ntn_…', rateLimit: redisRateLimiter(client) })
 * const disconnect = () => client.close()
 */
export const redisRateLimiter = (client: RedisClient, options: RedisRateLimiterOptions = {}): RateLimiter =>
  limiterAt(client, options, undefined)
