/** A {@link Cache} over any store. */
import { attempt } from '../attempt.js'
import { type Clock, systemClock } from '../clock.js'
import type { Tag } from '../tag.js'
import {
  byResource,
  type Cache,
  type CacheEntry,
  type CacheResource,
  type CacheStore,
  type CacheTtls,
  DEFAULT_TTL_MS,
} from './cache.js'

export type { CacheTtls }

/** A read that is on its way, and what became stale meanwhile; nothing stands for everything. */
interface Reading {
  readonly resource: CacheResource
  stale: Array<Tag> | undefined
}

const overtaken = ({ stale }: Reading, { tags }: CacheEntry): boolean =>
  !stale || stale.some((tag) => tags.includes(tag))

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
  const count = { hits: 0, misses: 0, invalidations: 0 }
  let epoch = 0
  return {
    ttlMs: (resource) => ttlMs[resource] ?? DEFAULT_TTL_MS[resource],
    lookUp: async (resource, key) => {
      const entry = await attempt(() => store.get(resource, key))
      const fresh = entry && entry.expiresAt > clock.now() ? entry : undefined
      count[fresh ? 'hits' : 'misses']++
      return fresh
    },
    begin: (resource, key) => {
      const reading: Reading = { resource, stale: [] }
      readings.add(reading)
      return async (entry) => {
        if (entry && !overtaken(reading, entry)) {
          await attempt(() => store.set(resource, key, entry))
          // A write may have come while a slow store was keeping the answer.
          if (overtaken(reading, entry)) await attempt(() => store.invalidate(entry.tags))
        }
        readings.delete(reading)
      }
    },
    epoch: () => epoch,
    invalidate: async (tags) => {
      epoch++
      for (const { stale } of readings) stale?.push(...tags)
      count.invalidations += (await attempt(() => store.invalidate(tags))) ?? 0
    },
    clear: async (resource) => {
      epoch++
      for (const reading of readings) if (!resource || reading.resource === resource) reading.stale = undefined
      await attempt(() => store.clear(resource))
    },
    stats: () => ({
      ...count,
      hitRate: count.hits / (count.hits + count.misses) || 0,
      sizes: byResource((resource) => store.size?.(resource) ?? 0),
    }),
  }
}
