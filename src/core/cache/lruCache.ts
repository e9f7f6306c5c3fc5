/** The cache in memory: the entries used least recently go first. */
import QuickLRU from 'quick-lru'
import { type Clock, systemClock } from '../clock.js'
import type { Tag } from '../tag.js'
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

/** The keys that bear each tag, so that a write finds its entries without looking at all of them. */
const tagIndex = () => {
  const keys = new Map<Tag, Set<string>>()
  return {
    add: (key: string, { tags }: CacheEntry): void => {
      for (const tag of tags) {
        const bearers = keys.get(tag)
        if (bearers) bearers.add(key)
        else keys.set(tag, new Set([key]))
      }
    },
    remove: (key: string, { tags }: CacheEntry): void => {
      for (const tag of tags) {
        const bearers = keys.get(tag)
        bearers?.delete(key)
        if (bearers?.size === 0) keys.delete(tag)
      }
    },
    bearers: (tag: Tag): ReadonlyArray<string> => [...(keys.get(tag) ?? [])],
  }
}

/** The entries of one kind. */
const shelf = (maxSize: number, clock: Clock) => {
  const index = tagIndex()
  const entries = new QuickLRU<string, CacheEntry>({ maxSize, onEviction: index.remove })
  const drop = (key: string): boolean => {
    const entry = entries.peek(key)
    if (!entry) return false
    entries.delete(key)
    index.remove(key, entry)
    return true
  }
  return {
    get: (key: string): CacheEntry | undefined => {
      const entry = entries.get(key)
      if (!entry || entry.expiresAt > clock.now()) return entry
      drop(key)
      return undefined
    },
    set: (key: string, entry: CacheEntry): void => {
      drop(key)
      entries.set(key, entry)
      index.add(key, entry)
    },
    invalidate: (tags: ReadonlyArray<Tag>): number => tags.flatMap((tag) => index.bearers(tag)).filter(drop).length,
    clear: (): void => {
      for (const key of [...entries.keys()]) drop(key)
    },
    size: (): number => entries.size,
  }
}

type Shelf = ReturnType<typeof shelf>

const lruStore = (maxEntries: CacheSizes, clock: Clock): CacheStore => {
  const shelfOf = (resource: CacheResource): Shelf => shelf(maxEntries[resource] ?? DEFAULT_MAX_ENTRIES, clock)
  const shelves: { readonly [resource in CacheResource]: Shelf } = {
    pages: shelfOf('pages'),
    blocks: shelfOf('blocks'),
    databases: shelfOf('databases'),
    data_sources: shelfOf('data_sources'),
    queries: shelfOf('queries'),
    users: shelfOf('users'),
  }
  return {
    get: (resource, key) => shelves[resource].get(key),
    set: (resource, key, entry) => shelves[resource].set(key, entry),
    invalidate: (tags) => CACHE_RESOURCES.reduce((sum, resource) => sum + shelves[resource].invalidate(tags), 0),
    clear: (resource) => {
      for (const name of resource ? [resource] : CACHE_RESOURCES) shelves[name].clear()
    },
    size: (resource) => shelves[resource].size(),
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
