/**
 * Entries in memory, bounded by their number and by the bytes that they take.
 *
 * @internal
 */
import QuickLRU from 'quick-lru'
import type { CacheEntry, CacheResource } from '../call/cache.js'
import type { Tag } from '../call/tag.js'
import type { Clock } from '../internal/clock.js'
import { byResource, type CacheStore } from './store.js'

/** The entries of a kind, in the order in which they were used. */
type Shelf = QuickLRU<string, Item>

/** An entry in its place. */
interface Item {
  readonly entry: CacheEntry
  readonly bytes: number
  /** When it was used last, as a count of all uses. */
  used: number
  /** The last invalidation that it is known to have outlived, as a count of all. */
  outlived: number
}

/** A store that counts what was invalidated when it comes upon it. */
export interface LruStore extends CacheStore {
  /** How many entries were invalidated so far. */
  readonly invalidated: () => number
}

const DEFAULT_MAX_ENTRIES = 1_000

/** What an entry takes besides its value and key, and what each of its tags takes, in bytes. */
const ENTRY_BYTES = 500
const TAG_BYTES = 100

/** Entries that expired or were invalidated are looked for once a second at most. */
const SWEEP_MS = 1_000

/** How many tags are remembered as invalidated before all entries are looked at, whatever the time. */
const MANY_TAGS = 10_000

/**
 * A store in memory. What an invalidation concerns is not looked for: a write would have to wait for it, and there may be more
 * than ten thousand entries. It is told when it is come upon: when it is asked for, replaced, counted or makes way for others.
 *
 * @param maxEntries How many entries of a kind there are at most; default 1000.
 * @param maxBytes How many bytes all of them take at most. An entry of more than a quarter of that is not stored.
 */
export const lruStore = (
  maxEntries: { readonly [resource in CacheResource]?: number | undefined },
  maxBytes: number,
  clock: Clock,
): LruStore => {
  // Of a bound of its own it makes two generations: twice as many entries, whose order is that of the generations only.
  const shelves = byResource((): Shelf => new QuickLRU({ maxSize: Number.POSITIVE_INFINITY }))
  const all = Object.values(shelves)
  /** The number of the last invalidation of each tag, since what was invalidated was last looked for. */
  const invalidatedBy = new Map<Tag, number>()
  let invalidations = 0
  let found = 0
  let bytes = 0
  let uses = 0
  let sweepAt = 0

  const isFresh = (item: Item): boolean => {
    const { outlived } = item
    if (outlived !== invalidations) {
      if (item.entry.tags.some((tag) => (invalidatedBy.get(tag) ?? 0) > outlived)) return false
      item.outlived = invalidations
    }
    return true
  }
  const leave = (item: Item): void => {
    if (!isFresh(item)) found++
    bytes -= item.bytes
  }
  const drop = (shelf: Shelf, key: string, item: Item): void => {
    leave(item)
    shelf.delete(key)
  }
  const sweep = (): void => {
    const now = clock.now()
    sweepAt = now + SWEEP_MS
    for (const shelf of all) {
      for (const [key, item] of shelf) if (item.entry.expiresAt <= now || !isFresh(item)) drop(shelf, key, item)
    }
    invalidatedBy.clear()
  }
  /** Drops the least recently used of some shelves. */
  const dropOldest = (among: ReadonlyArray<Shelf>): void => {
    let oldest: Parameters<typeof drop> | undefined
    for (const shelf of among) {
      for (const [key, item] of shelf.entriesAscending()) {
        if (!oldest || item.used < oldest[2].used) oldest = [shelf, key, item]
        break
      }
    }
    if (oldest) drop(...oldest)
  }

  return {
    get: (resource, key) => {
      const shelf = shelves[resource]
      const item = shelf.get(key)
      if (!item) return undefined
      if (!isFresh(item)) return void drop(shelf, key, item)
      if (item.used !== uses) {
        item.used = ++uses
        // The order within a generation is that in which things came.
        shelf.delete(key)
        shelf.set(key, item)
      }
      return item.entry
    },
    set: (resource, key, entry) => {
      const shelf = shelves[resource]
      const before = shelf.get(key)
      if (before) drop(shelf, key, before)
      if (clock.now() >= sweepAt) sweep()
      const size = entry.size ?? JSON.stringify(entry.value).length
      const item = {
        entry,
        bytes: size + key.length + ENTRY_BYTES + TAG_BYTES * entry.tags.length,
        used: ++uses,
        outlived: invalidations,
      }
      if (item.bytes > maxBytes / 4) return
      shelf.set(key, item)
      bytes += item.bytes
      if (shelf.size > (maxEntries[resource] ?? DEFAULT_MAX_ENTRIES)) dropOldest([shelf])
      while (bytes > maxBytes) dropOldest(all)
    },
    invalidate: (tags) => {
      invalidations++
      for (const tag of tags) invalidatedBy.set(tag, invalidations)
      if (invalidatedBy.size > MANY_TAGS) sweep()
      // Not known yet.
      return 0
    },
    clear: (resource) => {
      for (const shelf of resource ? [shelves[resource]] : all) {
        for (const item of shelf.values()) leave(item)
        shelf.clear()
      }
    },
    size: (resource) => {
      sweep()
      return shelves[resource].size
    },
    invalidated: () => {
      sweep()
      return found
    },
  }
}
