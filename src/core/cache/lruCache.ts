/** The cache in memory: the entries used least recently go first. */
import QuickLRU from 'quick-lru'
import { type Clock, systemClock } from '../clock.js'
import {
  byResource,
  type Cache,
  type CacheEntry,
  type CacheResource,
  type CacheStore,
  type CacheTtls,
} from './cache.js'
import { makeCache } from './makeCache.js'

/** How many entries of each kind are kept. */
export type CacheSizes = { readonly [resource in CacheResource]?: number | undefined }

/** What an {@link lruCache} keeps, and for how long. */
export interface LruCacheOptions {
  /** How long answers are kept at most, by kind, in milliseconds. Defaults: pages and queries 5 minutes, blocks 10, databases, data sources and users 30. */
  readonly ttlMs?: CacheTtls | undefined
  /** How many of the last used are kept, by kind; for a while up to as many older ones stay with them. Default 1000 each. */
  readonly maxEntries?: CacheSizes | undefined
  /** Where the time comes from. Default the platform. */
  readonly clock?: Clock | undefined
}

const DEFAULT_MAX_ENTRIES = 1000

/** The entries by kind. A write looks at each of them: that costs less than an index which every entry must be kept in. */
const lruStore = (maxEntries: CacheSizes, clock: Clock): CacheStore => {
  const shelves = byResource(
    (resource) => new QuickLRU<string, CacheEntry>({ maxSize: maxEntries[resource] ?? DEFAULT_MAX_ENTRIES }),
  )
  return {
    get: (resource, key) => {
      const entry = shelves[resource].get(key)
      if (entry && entry.expiresAt <= clock.now()) shelves[resource].delete(key)
      return entry
    },
    set: (resource, key, entry) => {
      shelves[resource].set(key, entry)
    },
    invalidate: (tags) => {
      const stale = new Set(tags)
      let count = 0
      for (const entries of Object.values(shelves)) {
        for (const [key, entry] of [...entries]) {
          if (entry.tags.some((tag) => stale.has(tag)) && entries.delete(key)) count++
        }
      }
      return count
    },
    clear: (resource) => {
      for (const entries of resource ? [shelves[resource]] : Object.values(shelves)) entries.clear()
    },
    size: (resource) => shelves[resource].size,
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
