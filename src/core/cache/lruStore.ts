/** Entries in memory, bounded by their number and by the bytes that they take. */
import QuickLRU from 'quick-lru'
import type { Clock } from '../clock.js'
import type { Tag } from '../tag.js'
import { byResource, type CacheEntry, type CacheResource, type CacheStore } from './cache.js'

/** An entry in its place. */
interface Item {
  readonly resource: CacheResource
  readonly key: string
  readonly entry: CacheEntry
  readonly bytes: number
}

const DEFAULT_MAX_ENTRIES = 1_000

/** What an entry takes besides its value and key, and what each of its tags takes, in bytes. */
const ENTRY_BYTES = 500
const TAG_BYTES = 250

/** Expired entries are looked for once a second at most. */
const SWEEP_MS = 1_000

/**
 * A store in memory.
 *
 * @param maxEntries How many entries of a kind there are at most; default 1000.
 * @param maxBytes How many bytes all of them take at most. An entry of more than a quarter of that is not stored.
 */
export const lruStore = (
  maxEntries: { readonly [resource in CacheResource]?: number | undefined },
  maxBytes: number,
  clock: Clock,
): CacheStore => {
  /** All entries of all kinds, the least recently used first. */
  const items = new Set<Item>()
  /** So that a write finds what it makes stale without a look at everything else. */
  const byTag = new Map<Tag, Set<Item>>()
  let bytes = 0
  let sweepAt = 0

  const forget = (item: Item): void => {
    if (!items.delete(item)) return
    bytes -= item.bytes
    for (const tag of item.entry.tags) {
      const tagged = byTag.get(tag)
      if (tagged?.delete(item) && tagged.size === 0) byTag.delete(tag)
    }
  }
  const shelves = byResource(
    (resource) =>
      new QuickLRU<string, Item>({
        maxSize: maxEntries[resource] ?? DEFAULT_MAX_ENTRIES,
        onEviction: (_key, item) => forget(item),
      }),
  )
  const drop = (item: Item): void => {
    shelves[item.resource].delete(item.key)
    forget(item)
  }
  const add = (item: Item): void => {
    shelves[item.resource].set(item.key, item)
    items.add(item)
    bytes += item.bytes
    for (const tag of item.entry.tags) {
      const tagged = byTag.get(tag)
      if (tagged) tagged.add(item)
      else byTag.set(tag, new Set([item]))
    }
  }
  const dropExpired = (): void => {
    const now = clock.now()
    if (now < sweepAt) return
    sweepAt = now + SWEEP_MS
    for (const item of items) if (item.entry.expiresAt <= now) drop(item)
  }

  return {
    get: (resource, key) => {
      const item = shelves[resource].get(key)
      if (!item) return undefined
      if (item.entry.expiresAt <= clock.now()) drop(item)
      else {
        // A set has the order in which things came.
        items.delete(item)
        items.add(item)
      }
      return item.entry
    },
    set: (resource, key, entry) => {
      const before = shelves[resource].peek(key)
      if (before) drop(before)
      dropExpired()
      const size = entry.size ?? JSON.stringify(entry.value).length
      const item = { resource, key, entry, bytes: size + key.length + ENTRY_BYTES + TAG_BYTES * entry.tags.length }
      if (item.bytes > maxBytes / 4) return
      add(item)
      for (const oldest of items) {
        if (bytes <= maxBytes) break
        drop(oldest)
      }
    },
    invalidate: (tags) => {
      let number = 0
      for (const tag of tags) {
        for (const item of byTag.get(tag) ?? []) {
          drop(item)
          number++
        }
      }
      return number
    },
    clear: (resource) => {
      for (const item of items) if (!resource || item.resource === resource) drop(item)
    },
    size: (resource) => shelves[resource].size,
  }
}
