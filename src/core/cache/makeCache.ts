/** A {@link Cache} over any store. */

import type { Cache, CacheEntry, CacheResource, MaybePromise, Patience } from '../call/cache.js'
import type { Tag } from '../call/tag.js'
import { type Clock, systemClock } from '../internal/clock.js'
import { inTime, isThenable } from '../internal/deadline.js'
import { isObject } from '../internal/json.js'
import { CLOCK, checkOptions, hasFunctions, NOT_NEGATIVE, type OptionRules, POSITIVE } from '../internal/options.js'
import { orUndefined, tryTo } from '../internal/orUndefined.js'
import { byResource, type CacheStore, type CacheTtls, DEFAULT_TTL_MS } from './store.js'

/**
 * The default timeout of each call of a store.
 *
 * @internal
 */
export const DEFAULT_TIMEOUT_MS = 1_000

/** The maximum number of invalidated tags; above it, all entries are invalidated. */
const MANY_TAGS = 10_000

/**
 * The rules of {@link CacheTtls}.
 *
 * @internal
 */
export const TTL_RULES: OptionRules = byResource(() => NOT_NEGATIVE)

/** A count from a store; 0 if it is not a whole number. If it is a promise that rejects, the rejection is handled. */
const countOf = (given: unknown): number => {
  if (typeof given === 'number' && Number.isInteger(given)) return given
  void orUndefined(() => given)
  return 0
}

/**
 * A cache over a store whose options were checked.
 *
 * @internal
 */
export const cacheOver = (store: CacheStore, ttlMs: CacheTtls, clock: Clock, timeoutMs: number): Cache => {
  const { inMemory } = store
  const count = { hits: 0, misses: 0, invalidations: 0 }
  // Timestamps in milliseconds that never decrease; each invalidation has a unique one. An entry or a read in flight is stale if it
  // began before an invalidation of its tags. So the store need not delete it, and reads that never end use no memory.
  let latest = 0
  let invalidatedAt = 0
  let clearedAt = 0
  const staleAt = new Map<string, number>()

  /** The time; 0 if the clock fails or does not return a number. Then `latest` alone orders the events. */
  const now = (): number => tryTo(() => Number(clock.now()), 0) || 0

  const isStale = (resource: CacheResource, readAt: unknown, tags: ReadonlyArray<Tag>): boolean => {
    const isBefore = (timestamp = 0): boolean => !(Number(readAt) >= timestamp)
    return (
      isBefore(invalidatedAt) &&
      (isBefore(clearedAt) || [`kind ${resource}`, ...tags].some((tag) => isBefore(staleAt.get(tag))))
    )
  }

  const markStale = (tags?: ReadonlyArray<string>): void => {
    invalidatedAt = latest = Math.max(latest + 1, now())
    for (const tag of tags ?? []) staleAt.set(tag, latest)
    if (tags && staleAt.size < MANY_TAGS) return
    clearedAt = latest
    staleAt.clear()
  }

  /** Calls the store. The result is `undefined` if it fails or takes too long. */
  const ask = <A>(work: () => MaybePromise<A>, patience: Patience = {}): MaybePromise<A | undefined> =>
    inTime(clock, () => Math.min(timeoutMs, patience.timeoutMs ?? timeoutMs), patience.signal, work)

  /** An entry from the store, if it is well-formed, not expired and not stale. */
  const usable = (resource: CacheResource, given: unknown): CacheEntry | undefined =>
    tryTo(() => {
      if (!isObject(given)) return undefined
      // Reads each field only once: the store may return any value, even one with getters.
      const { value: stored, tags, expiresAt, readAt = 0 } = given
      if (!Array.isArray(tags) || !(Number(expiresAt) > clock.now()) || isStale(resource, readAt, tags))
        return undefined
      const value = inMemory && typeof stored === 'function' ? stored() : stored
      return value === undefined ? value : { value, tags, expiresAt: Number(expiresAt) }
    }, undefined)

  const counted = (entry: CacheEntry | undefined): CacheEntry | undefined => {
    count[entry ? 'hits' : 'misses']++
    return entry
  }

  return {
    inMemory,
    ttlMs: (resource) => ttlMs[resource] ?? DEFAULT_TTL_MS[resource],
    lookUp: (resource, key, patience) => {
      const given = ask(() => store.get(resource, key), patience)
      return isThenable(given)
        ? given.then((late) => counted(usable(resource, late)))
        : counted(usable(resource, given))
    },
    begin: (resource, key) => {
      latest = Math.max(latest, now())
      const readAt = latest
      return (entry, patience) => {
        if (!entry || isStale(resource, readAt, entry.tags)) return undefined
        // If a write happened while a slow store was storing the entry, other processes must not find it either.
        const onStored = (): void => {
          if (isStale(resource, readAt, entry.tags)) ask(() => store.invalidate(entry.tags))
        }
        // Without a promise for a synchronous store: the caller would need a timer to wait for it.
        return ask(() => {
          const storing = store.set(resource, key, { ...entry, readAt })
          return isThenable(storing) ? Promise.resolve(storing).then(onStored) : undefined
        }, patience)
      }
    },
    epoch: () => invalidatedAt,
    invalidate: async (tags, patience) => {
      markStale(tags)
      const invalidated = await ask(() => store.invalidate(tags), patience)
      count.invalidations += countOf(invalidated)
    },
    clear: async (resource, patience) => {
      markStale(resource && [`kind ${resource}`])
      await ask(() => store.clear(resource), patience)
    },
    stats: () => ({
      ...count,
      hitRate: count.hits / (count.hits + count.misses) || 0,
      sizes: byResource((resource) => countOf(tryTo(() => store.size?.(resource), 0))),
    }),
  }
}

/**
 * A cache over a custom store, such as one that several processes share.
 *
 * The cache remembers the writes of its own process, and never returns an entry that they invalidated, even if the store fails to
 * delete it. Writes of other processes take effect once the store has deleted the entries, or they expire.
 *
 * @param store The store; its methods may be synchronous or return promises.
 * @param ttlMs The maximum time to live, by kind, in milliseconds. Defaults: 5 minutes for pages and queries, 10 for blocks, 30 for
 * databases, data sources and users.
 * @param clock The source of time. Default: the platform.
 * @param timeoutMs The timeout of each call of the store, in milliseconds; the time left for an attempt also limits it. Default 1000.
 * @throws TypeError for an invalid option, such as a negative time.
 * @example
 * import { type CacheEntry, createContext, makeCache } from 'notion-fp'
 *
 * const entries = new Map<string, CacheEntry>()
 * const cache = makeCache({
 *   get: (resource, key) => entries.get(`${resource} ${key}`),
 *   set: (resource, key, entry) => void entries.set(`${resource} ${key}`, entry),
 *   invalidate: (tags) => {
 *     const stale = [...entries].filter(([, entry]) => entry.tags.some((tag) => tags.includes(tag)))
 *     for (const [key] of stale) entries.delete(key)
 *     return stale.length
 *   },
 *   clear: () => entries.clear(),
 * })
 * const ctx = createContext({ auth: 'ntn_…', cache })
 */
export const makeCache = (
  store: CacheStore,
  ttlMs: CacheTtls = {},
  clock: Clock = systemClock,
  timeoutMs = DEFAULT_TIMEOUT_MS,
): Cache => {
  checkOptions(
    { store: store ?? null, ttlMs, timeoutMs, clock },
    {
      store: [hasFunctions('get', 'set', 'invalidate', 'clear'), 'an object with get, set, invalidate and clear'],
      ttlMs: TTL_RULES,
      timeoutMs: POSITIVE,
      clock: CLOCK,
    },
  )
  return cacheOver(store, ttlMs, clock, timeoutMs)
}
