/** The cache in memory: the entries used least recently go first. */
import QuickLRU from 'quick-lru'
import { type Clock, systemClock } from '../clock.js'
import { CACHE_RESOURCES, type Cache, type CacheEntry, type CacheResource, type CacheStore } from './cache.js'
import { type CacheTtls, makeCache } from './makeCache.js'

/** How many entries of each kind are kept. */
export type CacheSizes = { readonly [resource in CacheResource]?: number }

/** What an {@link lruCache} keeps, and for how long. */
export interface LruCacheOptions {
  /** How long answers are kept at most, by kind, in milliseconds. Defaults: pages and queries 5 minutes, blocks 10, databases, data sources and users 30. */
  readonly ttlMs?: CacheTtls
  /** How many of the last used are kept, by kind; for a while up to as many older ones stay with them. Default 1000 each. */
  readonly maxEntries?: CacheSizes
  /** Where the time comes from. Default the platform. */
  readonly clock?: Clock
}

const DEFAULT_MAX_ENTRIES = 1000

/** The entries by kind. A write looks at each of them: that costs less than an index which every entry must be kept in. */
const lruStore = (maxEntries: CacheSizes, clock: Clock): CacheStore => {
  const shelves = new Map(
    CACHE_RESOURCES.map((resource) => {
      const maxSize = maxEntries[resource] ?? DEFAULT_MAX_ENTRIES
      return [resource, new QuickLRU<string, CacheEntry>({ maxSize })]
    }),
  )
  return {
    get: (resource, key) => {
      const entry = shelves.get(resource)?.get(key)
      if (!entry || entry.expiresAt > clock.now()) return entry
      shelves.get(resource)?.delete(key)
      return undefined
    },
    set: (resource, key, entry) => {
      shelves.get(resource)?.set(key, entry)
    },
    invalidate: (tags) => {
      const stale = new Set(tags)
      let count = 0
      for (const entries of shelves.values()) {
        for (const [key, entry] of [...entries]) {
          if (entry.tags.some((tag) => stale.has(tag)) && entries.delete(key)) count++
        }
      }
      return count
    },
    clear: (resource) => {
      for (const [name, entries] of shelves) if (!resource || name === resource) entries.clear()
    },
    size: (resource) => shelves.get(resource)?.size ?? 0,
  }
}

/**
 * A cache in memory that forgets the least recently used answers first.
 *
 * @example
 * import { createContext, lruCache } from 'notion-fp'
 *
 * // Two contexts that share what they keep; their tokens keep them apart where they differ.
 * const cache = lruCache({ ttlMs: { pages: 60_000 }, maxEntries: { pages: 200 } })
 * const readers = [createContext({ auth: 'ntn_a', cache }), createContext({ auth: 'ntn_b', cache })]
 */
export const lruCache = ({ ttlMs, maxEntries = {}, clock = systemClock }: LruCacheOptions = {}): Cache =>
  makeCache(lruStore(maxEntries, clock), ttlMs, clock)
