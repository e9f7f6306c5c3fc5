/** The interface of a cache store, and the default times to live. */

import type { Cache, CacheEntry, CacheResource, MaybePromise } from '../call/cache.js'
import type { Tag } from '../call/tag.js'
import { unsafeCast } from '../internal/unsafeCast.js'

/** The maximum time to live of responses, by kind, in milliseconds. */
export type CacheTtls = { readonly [resource in CacheResource]?: number | undefined }

/**
 * The default times to live. Written as literals, since bundlers do not drop unused products such as `5 * 60_000`.
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
 * An object with a value for each kind of response.
 *
 * @internal
 */
export const byResource = <A>(make: (resource: CacheResource) => A): { readonly [resource in CacheResource]: A } =>
  // `Object.keys` and `Object.fromEntries` return `string` keys: their types do not keep the names.
  unsafeCast(Object.fromEntries(Object.keys(DEFAULT_TTL_MS).map((resource) => [resource, make(unsafeCast(resource))])))

/**
 * Stores cache entries; pass it to `makeCache`. A lookup that fails or times out, or returns an expired or malformed entry, is a miss.
 */
export interface CacheStore {
  readonly get: (resource: CacheResource, key: string) => MaybePromise<CacheEntry | undefined>
  readonly set: (resource: CacheResource, key: string, entry: CacheEntry) => MaybePromise<void>
  /** Deletes all entries that have any of the tags, and returns their number. */
  readonly invalidate: (tags: ReadonlyArray<Tag>) => MaybePromise<number>
  /** Deletes all entries, or those of one kind. */
  readonly clear: (resource?: CacheResource) => MaybePromise<void>
  /**
   * Whether it keeps the entries as they are, in the memory of this process. The `value` of an entry may then be a function that makes it,
   * so that a response that is never read again costs little.
   */
  readonly inMemory?: boolean | undefined
  /** Returns the number of entries of a kind. Optional: without it, the statistics show 0. */
  readonly size?: ((resource: CacheResource) => number) | undefined
}

/** Stands for the cache of a context without one: stores nothing. */
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
