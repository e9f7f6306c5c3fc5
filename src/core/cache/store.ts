/** Where a cache keeps its entries, and for how long. `makeCache` makes a cache of a store. */

import type { Cache, CacheEntry, CacheResource, MaybePromise } from '../call/cache.js'
import type { Tag } from '../call/tag.js'
import { unsafeCast } from '../internal/unsafeCast.js'

/**
 * How long answers are kept at most, by kind, in milliseconds.
 */
export type CacheTtls = { readonly [resource in CacheResource]?: number | undefined }

/**
 * How long answers are kept where nothing else is asked for. In plain numbers: a product would stay in every bundle.
 *
 * @internal
 */
export const DEFAULT_TTL_MS: Readonly<Record<CacheResource, number>> = {
  pages: 300_000,
  blocks: 600_000,
  databases: 1_800_000,
  data_sources: 1_800_000,
  queries: 300_000,
  users: 1_800_000,
}

/**
 * Something for each kind of answers.
 *
 * @internal
 */
export const byResource = <A>(make: (resource: CacheResource) => A): { readonly [resource in CacheResource]: A } =>
  unsafeCast(Object.fromEntries(Object.keys(DEFAULT_TTL_MS).map((resource) => [resource, make(unsafeCast(resource))])))

/**
 * Where entries are kept. A failure, a malformed entry, an expired one and no answer within the time-out of the cache count as
 * a miss.
 */
export interface CacheStore {
  readonly get: (resource: CacheResource, key: string) => MaybePromise<CacheEntry | undefined>
  readonly set: (resource: CacheResource, key: string, entry: CacheEntry) => MaybePromise<void>
  /** Forgets every entry that bears one of the tags, and says how many there were. */
  readonly invalidate: (tags: ReadonlyArray<Tag>) => MaybePromise<number>
  /** Forgets every entry, or every entry of one kind. */
  readonly clear: (resource?: CacheResource) => MaybePromise<void>
  /** How many entries of a kind there are; a store that cannot say leaves it out. */
  readonly size?: ((resource: CacheResource) => number) | undefined
}

/** The cache of a context that has none. */
export const noCache: Cache = {
  ttlMs: () => 0,
  lookUp: async () => undefined,
  begin: () => async () => undefined,
  epoch: () => 0,
  invalidate: async () => undefined,
  clear: async () => undefined,
  stats: () => ({
    hits: 0,
    misses: 0,
    invalidations: 0,
    hitRate: 0,
    sizes: byResource(() => 0),
  }),
}
