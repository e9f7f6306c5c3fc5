/**
 * What is kept of earlier answers. A {@link CacheStore} keeps entries; a {@link Cache} on top of it counts, and makes sure
 * that nothing stale is given and that a store that fails or hangs is a miss and nothing worse.
 */

import type { Tag } from '../call/tag.js'
import type { Context } from '../context/context.js'
import { trust } from '../internal/unsafeCast.js'

/** The kinds of answers that are kept, each with its own time to live and size. */
export type CacheResource = 'pages' | 'blocks' | 'databases' | 'data_sources' | 'queries' | 'users'

/** How long answers are kept at most, by kind, in milliseconds. */
export type CacheTtls = { readonly [resource in CacheResource]?: number | undefined }

/** How long answers are kept where nothing else is asked for. In plain numbers: a product would stay in every bundle. */
export const DEFAULT_TTL_MS: Readonly<Record<CacheResource, number>> = {
  pages: 300_000,
  blocks: 600_000,
  databases: 1_800_000,
  data_sources: 1_800_000,
  queries: 300_000,
  users: 1_800_000,
}

/** Something for each kind of answers. */
export const byResource = <A>(make: (resource: CacheResource) => A): { readonly [resource in CacheResource]: A } =>
  trust(Object.fromEntries(Object.keys(DEFAULT_TTL_MS).map((resource) => [resource, make(trust(resource))])))

/** One cached answer. It is JSON throughout, so it may be kept anywhere; a store keeps it whole. */
export interface CacheEntry {
  readonly value: unknown
  /** What the answer depends on. */
  readonly tags: ReadonlyArray<Tag>
  /** When it must no longer be used, in milliseconds since the epoch. */
  readonly expiresAt: number
  /** When its read began, in about milliseconds since the epoch: one that began before a write is stale. A cache sets it. */
  readonly readAt?: number | undefined
  /** About how many bytes of memory the value takes. Default the length of its JSON. */
  readonly size?: number | undefined
}

export type MaybePromise<A> = A | Promise<A>

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

/** How long a caller waits for a store at most. */
export interface Patience {
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** What a cache has done so far. */
export interface CacheStats {
  /** Reads that were answered without a request. */
  readonly hits: number
  /** Reads that were not. */
  readonly misses: number
  /** Entries that writes made stale. */
  readonly invalidations: number
  /** Hits among all reads, from 0 to 1; 0 before the first read. */
  readonly hitRate: number
  /** How many entries there are, by kind. */
  readonly sizes: { readonly [resource in CacheResource]: number }
}

/** Caches an answer, unless a write has made it stale since its read began. */
export type Keep = (entry?: CacheEntry, patience?: Patience) => Promise<void>

/** A store with its counters, that gives no entry which a write of this process has made stale. */
export interface Cache {
  /** How long an answer of a kind is cached at most, in milliseconds. */
  readonly ttlMs: (resource: CacheResource) => number
  /** The entry under a key. Counts a hit or a miss. */
  readonly lookUp: (resource: CacheResource, key: string, patience?: Patience) => MaybePromise<CacheEntry | undefined>
  /** Begins a read whose answer may be cached. */
  readonly begin: (resource: CacheResource, key: string) => Keep
  /** Changes with every invalidation: a read must not join one in flight that began in an earlier epoch. */
  readonly epoch: () => number
  /** Invalidates what depends on the tags, the reads in flight included. */
  readonly invalidate: (tags: ReadonlyArray<Tag>, patience?: Patience) => Promise<void>
  /** Invalidates everything, or everything of a kind, the reads in flight included. */
  readonly clear: (resource?: CacheResource, patience?: Patience) => Promise<void>
  readonly stats: () => CacheStats
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

/**
 * Hits, misses, invalidations, the hit rate and the number of entries by kind.
 *
 * @example
 * import { type Context, getCacheStats } from 'notion-fp'
 *
 * const requestsSaved = (ctx: Context) => getCacheStats(ctx).hits
 */
export const getCacheStats = (ctx: Context): CacheStats => (ctx.cache ?? noCache).stats()

/**
 * Forgets every kept answer, or those of one kind.
 *
 * @example
 * import { clearCache, type Context } from 'notion-fp'
 *
 * const forgetPages = (ctx: Context) => clearCache(ctx, 'pages')
 */
export const clearCache = (ctx: Context, resource?: CacheResource): Promise<void> =>
  (ctx.cache ?? noCache).clear(resource)
