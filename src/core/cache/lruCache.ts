/** An in-memory cache that evicts the least recently used entries first. */

import type { Cache, CacheResource } from '../call/cache.js'
import { type Clock, systemClock } from '../internal/clock.js'
import { CLOCK, COUNT, checkOptions, type OptionRules, POSITIVE } from '../internal/options.js'
import { lruStore } from './lruStore.js'
import { cacheOver, DEFAULT_TIMEOUT_MS, TTL_RULES } from './makeCache.js'
import type { CacheTtls } from './store.js'
import { byResource } from './store.js'

/** The maximum number of entries, by kind. */
export type CacheSizes = { readonly [resource in CacheResource]?: number | undefined }

/** The options of {@link lruCache}. */
export interface LruCacheOptions {
  /**
   * The maximum time to live, by kind, in milliseconds. Defaults: 5 minutes for pages and queries, 10 for blocks, 30 for databases, data
   * sources and users.
   */
  readonly ttlMs?: CacheTtls | undefined
  /** The maximum number of entries, by kind. Default 1000 each. */
  readonly maxEntries?: CacheSizes | undefined
  /**
   * The maximum memory of all entries together, in bytes (estimated). A response that takes more than a quarter of it is not
   * cached. Default 16 MiB.
   */
  readonly maxBytes?: number | undefined
  /** The source of time. Default: the platform. */
  readonly clock?: Clock | undefined
}

/**
 * The rules of {@link LruCacheOptions}.
 *
 * @internal
 */
export const CACHE_RULES: OptionRules = {
  ttlMs: TTL_RULES,
  maxEntries: byResource(() => COUNT),
  maxBytes: POSITIVE,
  clock: CLOCK,
}

/**
 * An in-memory cache that evicts the least recently used responses first.
 *
 * @throws TypeError for an invalid option, such as `maxBytes: NaN`.
 * @example
 * import { createContext, lruCache } from 'notion-fp'
 *
 * // Two contexts with one cache. Contexts with different tokens never share entries.
 * const cache = lruCache({ ttlMs: { pages: 60_000 }, maxEntries: { pages: 200 } })
 * const readers = [createContext({ auth: 'ntn_a', cache }), createContext({ auth: 'ntn_b', cache })]
 */
export const lruCache = (options: LruCacheOptions = {}): Cache => {
  checkOptions(options, CACHE_RULES)
  const { ttlMs = {}, maxEntries = {}, maxBytes = 16_777_216, clock = systemClock } = options
  const store = lruStore(maxEntries, maxBytes, clock)
  const cache = cacheOver(store, ttlMs, clock, DEFAULT_TIMEOUT_MS)
  return { ...cache, stats: () => ({ ...cache.stats(), invalidations: store.invalidated() }) }
}
