/** The cache interface that calls and contexts use. The implementation is in `core/cache`. */
import type { Tag } from './tag.js'

/** The kinds of responses that are cached, each with its own time to live and maximum size. */
export type CacheResource = 'pages' | 'blocks' | 'databases' | 'data_sources' | 'queries' | 'users'

/** One cached response. It is plain JSON, so it can be stored anywhere; a store must keep every field. */
export interface CacheEntry {
  /**
   * The response. For a store that is `inMemory`, it may be a function that makes it when it is first called, and returns the same one
   * afterwards.
   */
  readonly value: unknown
  /** What the response depends on; invalidating one of these tags invalidates the entry. */
  readonly tags: ReadonlyArray<Tag>
  /** When the entry expires, in milliseconds since the epoch. */
  readonly expiresAt: number
  /** When its read began, in approximate milliseconds since the epoch. A read that began before a write is stale. Set by the cache. */
  readonly readAt?: number | undefined
  /** The approximate size of the value in memory, in bytes. Default: the length of its JSON. */
  readonly size?: number | undefined
}

/**
 * A value, now or later.
 *
 * @internal
 */
export type MaybePromise<A> = A | Promise<A>

/**
 * How long a caller waits for a store.
 *
 * @internal
 */
export interface Patience {
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** The counters of a cache. */
export interface CacheStats {
  /** The number of reads answered from the cache. */
  readonly hits: number
  /** The number of reads that needed a request. */
  readonly misses: number
  /** The number of entries that writes invalidated. */
  readonly invalidations: number
  /** Hits divided by all reads, from 0 to 1; 0 before the first read. */
  readonly hitRate: number
  /** The number of entries of each kind. */
  readonly sizes: { readonly [resource in CacheResource]: number }
}

/** Caches a response, unless a write has invalidated it since its read began. */
export type CommitRead = (entry?: CacheEntry, patience?: Patience) => MaybePromise<void>

/** A store with counters. It never returns an entry that a write of this process has invalidated. */
export interface Cache {
  /** Whether the value of an entry may be a function that makes it. Default: it may not. */
  readonly inMemory?: boolean | undefined
  /** The maximum time to live of a kind of response, in milliseconds. */
  readonly ttlMs: (resource: CacheResource) => number
  /** Returns the entry of a key, and counts a hit or a miss. */
  readonly lookUp: (resource: CacheResource, key: string, patience?: Patience) => MaybePromise<CacheEntry | undefined>
  /** Begins a read whose response may be cached. */
  readonly begin: (resource: CacheResource, key: string) => CommitRead
  /** Changes with every invalidation: a read must not join one in flight that began in an earlier epoch. */
  readonly epoch: () => number
  /** Invalidates the entries and the reads in flight that depend on the tags. */
  readonly invalidate: (tags: ReadonlyArray<Tag>, patience?: Patience) => Promise<void>
  /** Invalidates all entries, or those of one kind, and the reads in flight. */
  readonly clear: (resource?: CacheResource, patience?: Patience) => Promise<void>
  readonly stats: () => CacheStats
}
