/** A cache that many processes share through Redis. */
import { checkOptions, OBJECT, ON_UNAVAILABLE, type OnUnavailable, withDefaults } from '@notion-fp/shared'
import { type Cache, type CacheTtls, lruCache, makeCache } from 'notion-fp'
import type { RedisClient } from '../client/redisClient.js'
import { PACKAGE } from '../client/redisOptions.js'
import { openStore, type RedisStoreOptions, STORE_RULES } from './redisStore.js'

/** The options of {@link redisCache}. */
export interface RedisCacheOptions extends RedisStoreOptions {
  /**
   * The maximum time to live, by kind, in milliseconds. Defaults: 5 minutes for pages and queries, 10 for blocks, 30 for databases, data
   * sources and users.
   */
  readonly ttlMs?: CacheTtls | undefined
  /**
   * How to serve reads while Redis does not respond. `fail` (default): they are sent to Notion, and not cached. `local`: they use a cache
   * in this process, which does not see the writes of other processes.
   */
  readonly onUnavailable?: OnUnavailable | undefined
}

/**
 * A cache that all processes with the same Redis share. A write of any process invalidates the entries of all at once, and processes that
 * send the same read at the same time share one request. Different tokens never share entries. If Redis does not respond, or an entry is
 * malformed, it is a miss, which is logged.
 *
 * @param client A connected client of `redis`, `ioredis` or `@upstash/redis`, or a function that sends one command.
 * @param options The times to live, and the behavior while Redis does not respond.
 * @throws TypeError for an invalid option or client.
 * @example
 * import { redisCache } from '@notion-fp/redis'
 * import { createContext } from 'notion-fp'
 * import { Redis } from 'ioredis'
 *
 * const client = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379')
 * const ctx = createContext({ auth: 'ntn_…', cache: redisCache(client, { prefix: 'my-app' }) })
 * const disconnect = () => client.quit()
 */
export const redisCache = (client: RedisClient, options: RedisCacheOptions = {}): Cache => {
  checkOptions(PACKAGE, options, { ...STORE_RULES, ttlMs: OBJECT, onUnavailable: ON_UNAVAILABLE })
  const { ttlMs, onUnavailable, singleFlightMs = 1_000 } = options
  const { clock, commandTimeoutMs } = withDefaults(options)
  const isLocal = onUnavailable === 'local'
  const meanwhile = isLocal ? 'this process has a cache of its own' : 'reads are sent to Notion'
  const { store, link, seen } = openStore(client, options, meanwhile)
  // A lookup may first have to send an invalidation, and then wait for another process.
  const shared = makeCache(store, ttlMs, clock, 3 * commandTimeoutMs + singleFlightMs)
  const own = lruCache({ ttlMs, clock })
  let outage = 0
  /** The cache of this process, while Redis does not respond. */
  const local = (): Cache | undefined => {
    const current = isLocal ? link.outage() : 0
    if (current === 0) return undefined
    // Its earlier entries are out of date.
    if (current !== outage) void own.clear()
    outage = current
    return own
  }
  return {
    ...shared,
    lookUp: async (resource, key, patience) =>
      (await shared.lookUp(resource, key, patience)) ?? (await local()?.lookUp(resource, key, patience)),
    begin: (resource, key) => {
      const commits = [shared.begin(resource, key), local()?.begin(resource, key)]
      const version = seen()
      return async (entry, patience) => {
        // The version at the start of the read determines whether another process wrote after it.
        const marked = entry && { ...entry, seen: version }
        await Promise.all(commits.map((commit) => commit?.(marked, patience)))
      }
    },
    invalidate: async (tags, patience) => {
      await Promise.all([shared.invalidate(tags, patience), local()?.invalidate(tags, patience)])
    },
    clear: async (resource, patience) => {
      await Promise.all([shared.clear(resource, patience), local()?.clear(resource, patience)])
    },
    stats: () => {
      const { hits, misses, ...rest } = shared.stats()
      const ownHits = own.stats().hits
      const all = hits + misses
      return { ...rest, hits: hits + ownHits, misses: misses - ownHits, hitRate: (hits + ownHits) / all || 0 }
    },
  }
}
