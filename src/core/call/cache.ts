/** A cache, as a call and a context know it. What keeps the entries is in the room of the cache. */
import type { Tag } from './tag.js'

/** The kinds of answers that are kept, each with its own time to live and size. */
export type CacheResource = 'pages' | 'blocks' | 'databases' | 'data_sources' | 'queries' | 'users'

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

/**
 * A value, now or later.
 *
 * @internal
 */
export type MaybePromise<A> = A | Promise<A>

/**
 * How long a caller waits for a store at most.
 *
 * @internal
 */
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
export type CommitRead = (entry?: CacheEntry, patience?: Patience) => Promise<void>

/** A store with its counters, that gives no entry which a write of this process has made stale. */
export interface Cache {
  /** How long an answer of a kind is cached at most, in milliseconds. */
  readonly ttlMs: (resource: CacheResource) => number
  /** The entry under a key. Counts a hit or a miss. */
  readonly lookUp: (resource: CacheResource, key: string, patience?: Patience) => MaybePromise<CacheEntry | undefined>
  /** Begins a read whose answer may be cached. */
  readonly begin: (resource: CacheResource, key: string) => CommitRead
  /** Changes with every invalidation: a read must not join one in flight that began in an earlier epoch. */
  readonly epoch: () => number
  /** Invalidates what depends on the tags, the reads in flight included. */
  readonly invalidate: (tags: ReadonlyArray<Tag>, patience?: Patience) => Promise<void>
  /** Invalidates everything, or everything of a kind, the reads in flight included. */
  readonly clear: (resource?: CacheResource, patience?: Patience) => Promise<void>
  readonly stats: () => CacheStats
}
