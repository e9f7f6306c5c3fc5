/** A {@link Cache} over any store. */
import { type Clock, systemClock } from '../clock.js'
import type { Tag } from '../tag.js'
import { CACHE_RESOURCES, type Cache, type CacheEntry, type CacheResource, type CacheStore } from './cache.js'

/** How long answers are kept at most, by kind, in milliseconds. */
export type CacheTtls = { readonly [resource in CacheResource]?: number }

/** How long answers are kept where nothing else is asked for. In plain numbers: a product would stay in every bundle. */
export const DEFAULT_TTL_MS: Required<CacheTtls> = {
  pages: 300_000,
  blocks: 600_000,
  databases: 1_800_000,
  data_sources: 1_800_000,
  queries: 300_000,
  users: 1_800_000,
}

/** A read that is on its way, and what became stale meanwhile. */
interface Reading {
  readonly resource: CacheResource
  stale: ReadonlyArray<Tag>
  cleared: boolean
}

const overtaken = ({ stale, cleared }: Reading, { tags }: CacheEntry): boolean =>
  cleared || stale.some((tag) => tags.includes(tag))

const attempt = async <A>(run: () => A | Promise<A>, otherwise: A): Promise<A> => {
  try {
    return await run()
  } catch {
    return otherwise
  }
}

/**
 * A cache over a store of one's own, such as one that several processes share.
 *
 * Each process knows the writes that went through itself: what another one writes is seen when an entry expires.
 *
 * @param store Where entries are kept; it may answer at once or with a promise.
 * @param ttlMs How long answers are kept at most, by kind, in milliseconds. Defaults: pages and queries 5 minutes, blocks
 * 10, databases, data sources and users 30.
 * @param clock Where the time comes from. Default the platform.
 */
export const makeCache = (store: CacheStore, ttlMs: CacheTtls = {}, clock: Clock = systemClock): Cache => {
  const readings = new Set<Reading>()
  let epoch = 0
  const count = { hits: 0, misses: 0, invalidations: 0 }
  const forget = (tags: ReadonlyArray<Tag>): Promise<number> => attempt(() => store.invalidate(tags), 0)
  return {
    ttlMs: (resource) => ttlMs[resource] ?? DEFAULT_TTL_MS[resource],
    lookUp: async (resource, key) => {
      const entry = await attempt(() => store.get(resource, key), undefined)
      const fresh = entry && entry.expiresAt > clock.now() ? entry : undefined
      count[fresh ? 'hits' : 'misses']++
      return fresh
    },
    begin: (resource, key) => {
      const reading: Reading = { resource, stale: [], cleared: false }
      readings.add(reading)
      return async (entry) => {
        if (entry && !overtaken(reading, entry)) {
          await attempt(() => store.set(resource, key, entry), undefined)
          // A write may have come while a slow store was keeping the answer.
          if (overtaken(reading, entry)) await forget(entry.tags)
        }
        readings.delete(reading)
      }
    },
    epoch: () => epoch,
    invalidate: async (tags) => {
      epoch++
      for (const reading of readings) reading.stale = [...reading.stale, ...tags]
      count.invalidations += await forget(tags)
    },
    clear: async (resource) => {
      epoch++
      for (const reading of readings) if (!resource || reading.resource === resource) reading.cleared = true
      await attempt(() => store.clear(resource), undefined)
    },
    stats: () => ({
      ...count,
      hitRate: count.hits === 0 ? 0 : count.hits / (count.hits + count.misses),
      sizes: sizesOf(store),
    }),
  }
}

const sizesOf = ({ size = () => 0 }: CacheStore): Required<CacheTtls> => {
  const sizes = { ...DEFAULT_TTL_MS }
  for (const resource of CACHE_RESOURCES) sizes[resource] = size(resource)
  return sizes
}
