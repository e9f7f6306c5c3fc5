/** A {@link Cache} over any store. */

import type { Cache, CacheEntry, CacheResource, MaybePromise, Patience } from '../call/cache.js'
import type { Tag } from '../call/tag.js'
import { type Clock, systemClock } from '../internal/clock.js'
import { inTime, isThenable } from '../internal/deadline.js'
import { isObject } from '../internal/json.js'
import { CLOCK, checkOptions, hasFunctions, NOT_NEGATIVE, type OptionRules, POSITIVE } from '../internal/options.js'
import { orUndefined, tryTo } from '../internal/orUndefined.js'
import { byResource, type CacheStore, type CacheTtls, DEFAULT_TTL_MS } from './store.js'

/** How many tags are remembered as stale before everything older is treated as stale. */
const MANY_TAGS = 10_000

/**
 * What the times by kind must be.
 *
 * @internal
 */
export const TTL_RULES: OptionRules = byResource(() => NOT_NEGATIVE)

/** A count that a store gave, which may be anything; one that comes later is none, and may fail without anybody's harm. */
const whole = (given: unknown): number => {
  if (typeof given === 'number' && Number.isInteger(given)) return given
  void orUndefined(() => given)
  return 0
}

/**
 * A cache over a store of one's own, such as one that several processes share.
 *
 * Each process knows the writes that went through itself, and gives nothing that they made stale, also where the store fails to
 * forget it. What another process writes is seen when the store was told, or an entry expires.
 *
 * @param store Where entries are kept; it may answer at once or with a promise.
 * @param ttlMs How long answers are cached at most, by kind, in milliseconds. Defaults: pages and queries 5 minutes, blocks
 * 10, databases, data sources and users 30.
 * @param clock Where the time comes from. Default the platform.
 * @param timeoutMs How long an answer of the store is waited for, in milliseconds; never longer than an attempt of the call may
 * take. Default 1000.
 * @throws TypeError for an invalid option, such as a negative time.
 */
export const makeCache = (
  store: CacheStore,
  ttlMs: CacheTtls = {},
  clock: Clock = systemClock,
  timeoutMs = 1_000,
): Cache => {
  checkOptions(
    { store: store ?? null, ttlMs, timeoutMs, clock },
    {
      store: [hasFunctions('get', 'set', 'invalidate', 'clear'), 'a store'],
      ttlMs: TTL_RULES,
      timeoutMs: POSITIVE,
      clock: CLOCK,
    },
  )
  const count = { hits: 0, misses: 0, invalidations: 0 }
  // Moments in milliseconds that never go back, each invalidation at one of its own. An entry, and a read in flight, is stale when it
  // began before one. So it does not matter whether the store forgets, and nothing gathers where reads never end.
  let latest = 0
  let invalidatedAt = 0
  let clearedAt = 0
  const staleAt = new Map<string, number>()

  /** The time, or none where the clock fails or gives no number: what follows is told by `latest` alone. */
  const now = (): number => tryTo(() => Number(clock.now()), 0) || 0

  const isStale = (resource: CacheResource, readAt: unknown, tags: ReadonlyArray<Tag>): boolean => {
    const isBefore = (moment = 0): boolean => !(Number(readAt) >= moment)
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

  /** What the store answers, or nothing where it fails or takes too long. */
  const ask = <A>(work: () => MaybePromise<A>, patience: Patience = {}): MaybePromise<unknown> =>
    inTime(clock, Math.min(timeoutMs, patience.timeoutMs ?? timeoutMs), patience.signal, work)

  const usable = (resource: CacheResource, given: unknown): CacheEntry | undefined =>
    tryTo(() => {
      if (!isObject(given)) return undefined
      // Each field once: what a store gives may be anything.
      const { value, tags, expiresAt, readAt = 0 } = given
      return value !== undefined &&
        Array.isArray(tags) &&
        Number(expiresAt) > clock.now() &&
        !isStale(resource, readAt, tags)
        ? { value, tags, expiresAt: Number(expiresAt) }
        : undefined
    }, undefined)

  const counted = (entry: CacheEntry | undefined): CacheEntry | undefined => {
    count[entry ? 'hits' : 'misses']++
    return entry
  }

  return {
    ttlMs: (resource) => ttlMs[resource] ?? DEFAULT_TTL_MS[resource],
    lookUp: (resource, key, patience) => {
      const given = ask(() => store.get(resource, key), patience)
      return given instanceof Promise
        ? given.then((late) => counted(usable(resource, late)))
        : counted(usable(resource, given))
    },
    begin: (resource, key) => {
      latest = Math.max(latest, now())
      const readAt = latest
      return async (entry, patience) => {
        if (!entry || isStale(resource, readAt, entry.tags)) return
        // A write may have come while a slow store was storing the answer: other processes must not find it either.
        const stored = (): void => {
          if (isStale(resource, readAt, entry.tags)) ask(() => store.invalidate(entry.tags))
        }
        await ask(() => {
          const storing = store.set(resource, key, { ...entry, readAt })
          return isThenable(storing) ? Promise.resolve(storing).then(stored) : undefined
        }, patience)
      }
    },
    epoch: () => invalidatedAt,
    invalidate: async (tags, patience) => {
      markStale(tags)
      const number = await ask(() => store.invalidate(tags), patience)
      count.invalidations += whole(number)
    },
    clear: async (resource, patience) => {
      markStale(resource && [`kind ${resource}`])
      await ask(() => store.clear(resource), patience)
    },
    stats: () => ({
      ...count,
      hitRate: count.hits / (count.hits + count.misses) || 0,
      sizes: byResource((resource) => whole(tryTo(() => store.size?.(resource), 0))),
    }),
  }
}
