/**
 * An in-memory store, limited by the number of its entries and by their size.
 *
 * @internal
 */
import QuickLRU from 'quick-lru'
import type { CacheEntry, CacheResource } from '../call/cache.js'
import type { Tag } from '../call/tag.js'
import type { Clock } from '../internal/clock.js'
import { byResource, type CacheStore } from './store.js'

/** The entries of one kind. Iterating yields the one that was used least recently first. */
type Items = QuickLRU<string, Item>

/** An entry with its metadata. */
interface Item {
  /** Absent once the item was dropped: V8 keeps the tables that a map has outgrown, with their items, until a full garbage collection. */
  entry?: CacheEntry | undefined
  readonly bytes: number
  /** The number of its last use, counting the uses of all entries. */
  used: number
  /** The number of the last invalidation that is known not to affect it. */
  checked: number
}

/** A store that counts invalidated entries only when it finds them. */
export interface LruStore extends CacheStore {
  /** The number of entries that were invalidated so far. */
  readonly invalidated: () => number
}

const DEFAULT_MAX_ENTRIES = 1_000

/** The size of an entry besides its value and key, and of each of its tags, in bytes. */
const ENTRY_BYTES = 500
const TAG_BYTES = 100

/** The minimum interval between two sweeps, which remove expired and invalidated entries. */
const SWEEP_MS = 1_000

/** The maximum number of invalidated tags; above it, a sweep happens at once. */
const MANY_TAGS = 10_000

/**
 * An in-memory store. An invalidation only records its tags, since a write should not wait for a search of all entries. An entry is
 * compared with these tags when it is read, replaced, counted or evicted.
 *
 * @param maxEntries The maximum number of entries, by kind. Default 1000 each.
 * @param maxBytes The maximum size of all entries together. An entry of more than a quarter of it is not stored.
 */
export const lruStore = (
  maxEntries: { readonly [resource in CacheResource]?: number | undefined },
  maxBytes: number,
  clock: Clock,
): LruStore => {
  // Without a limit of their own: quick-lru would keep up to twice as many entries, and their order only by generation.
  const itemsBy = byResource((): Items => new QuickLRU({ maxSize: Number.POSITIVE_INFINITY }))
  const all = Object.values(itemsBy)
  /** The number of the last invalidation of each tag since the last sweep. */
  const invalidatedBy = new Map<Tag, number>()
  let invalidations = 0
  let invalidated = 0
  let bytes = 0
  let uses = 0
  let sweepAt = 0

  const isFresh = (item: Item): boolean => {
    const { checked } = item
    if (checked !== invalidations) {
      if (item.entry?.tags.some((tag) => (invalidatedBy.get(tag) ?? 0) > checked)) return false
      item.checked = invalidations
    }
    return true
  }
  const release = (item: Item): void => {
    if (!isFresh(item)) invalidated++
    bytes -= item.bytes
  }
  const drop = (items: Items, key: string, item: Item): void => {
    release(item)
    items.delete(key)
    item.entry = undefined
  }
  const sweep = (): void => {
    const now = clock.now()
    sweepAt = now + SWEEP_MS
    for (const items of all) {
      for (const [key, item] of items)
        if (!(Number(item.entry?.expiresAt) > now) || !isFresh(item)) drop(items, key, item)
    }
    invalidatedBy.clear()
  }
  /** Evicts the least recently used entry of some kinds. */
  const evictOldest = (among: ReadonlyArray<Items>): void => {
    let oldest: Parameters<typeof drop> | undefined
    for (const items of among) {
      for (const [key, item] of items) {
        if (!oldest || item.used < oldest[2].used) oldest = [items, key, item]
        break
      }
    }
    if (oldest) drop(...oldest)
  }

  return {
    inMemory: true,
    get: (resource, key) => {
      const items = itemsBy[resource]
      const item = items.get(key)
      if (!item) return undefined
      if (!isFresh(item)) return void drop(items, key, item)
      if (item.used !== uses) {
        item.used = ++uses
        // Without a limit, quick-lru keeps the order of insertion, so the entry is inserted again.
        items.delete(key)
        items.set(key, item)
      }
      return item.entry
    },
    set: (resource, key, entry) => {
      const items = itemsBy[resource]
      const before = items.get(key)
      if (before) drop(items, key, before)
      if (clock.now() >= sweepAt) sweep()
      const size = entry.size ?? JSON.stringify(entry.value).length
      const item: Item = {
        entry,
        bytes: size + key.length + ENTRY_BYTES + TAG_BYTES * entry.tags.length,
        used: ++uses,
        checked: invalidations,
      }
      if (item.bytes > maxBytes / 4) return
      items.set(key, item)
      bytes += item.bytes
      if (items.size > (maxEntries[resource] ?? DEFAULT_MAX_ENTRIES)) evictOldest([items])
      while (bytes > maxBytes) evictOldest(all)
    },
    invalidate: (tags) => {
      invalidations++
      for (const tag of tags) invalidatedBy.set(tag, invalidations)
      if (invalidatedBy.size > MANY_TAGS) sweep()
      // The number of affected entries is not known yet: `invalidated` counts them.
      return 0
    },
    clear: (resource) => {
      for (const items of resource ? [itemsBy[resource]] : all) {
        for (const [, item] of items) release(item)
        items.clear()
      }
    },
    size: (resource) => {
      sweep()
      return itemsBy[resource].size
    },
    invalidated: () => {
      sweep()
      return invalidated
    },
  }
}
