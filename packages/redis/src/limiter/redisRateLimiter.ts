/** A rate limiter that many processes share through Redis. */
import {
  checkOptions,
  FUNCTION,
  RATE_LIMITER_RULES,
  type SharedRateLimiterOptions,
  sharedRateLimiter,
} from '@notion-fp/shared'
import type { RateLimiter } from 'notion-fp'
import { connectionOf, type RedisClient } from '../client/redisClient.js'
import { DEFAULT_PREFIX, PACKAGE, REDIS_RULES, type RedisOptions } from '../client/redisOptions.js'
import { reasonOf, runnerOf } from '../client/script.js'
import { argumentsOf, SOURCE, turnOf } from './turnScript.js'

/** The options of {@link redisRateLimiter}. */
export interface RedisRateLimiterOptions extends RedisOptions, SharedRateLimiterOptions {
  /**
   * The clock of the limits, in milliseconds since the epoch, for simulations whose time passes faster. It must be the same in all
   * processes. Default: the clock of Redis.
   */
  readonly time?: (() => number) | undefined
}

/**
 * A rate limiter that all processes with the same Redis share: together they stay within the limit of each token. A 429 in one process
 * pauses all, and all use the same adapted rate. Free permits are distributed to the waiting processes in turn. Different tokens do not
 * affect each other.
 *
 * @param client A connected client of `redis`, `ioredis` or `@upstash/redis`, or a function that sends one command.
 * @param options The rates, and the behavior while Redis does not respond.
 * @throws TypeError for an invalid option or client.
 * @see https://developers.notion.com/reference/request-limits
 * @example
 * import { redisRateLimiter } from '@notion-fp/redis'
 * import { createContext } from 'notion-fp'
 * import { createClient } from 'redis'
 *
 * const client = createClient({ url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' })
 * client.on('error', (error) => console.error('Redis:', error.message))
 * await client.connect()
 * const ctx = createContext({ auth: 'ntn_…', rateLimit: redisRateLimiter(client) })
 * const disconnect = () => client.close()
 */
export const redisRateLimiter = (client: RedisClient, options: RedisRateLimiterOptions = {}): RateLimiter => {
  checkOptions(PACKAGE, options, { ...REDIS_RULES, ...RATE_LIMITER_RULES, time: FUNCTION })
  const { prefix = DEFAULT_PREFIX, time, ...rest } = options
  const runScript = runnerOf(client)
  return sharedRateLimiter(
    {
      name: 'Redis',
      reasonOf,
      connection: () => connectionOf(client),
      turn: async (tenant, request) => {
        const key = `{${prefix}:limit:${tenant}}`
        const keys = [key, `${key}:open`, `${key}:used`, `${key}:line`, `${key}:due`]
        return turnOf(await runScript(SOURCE, keys, argumentsOf(request, time?.())))
      },
    },
    rest,
  )
}
