/**
 * A store whose entries contain the versions of their tags. A version is a random word, and each write creates a new one, so staleness does
 * not depend on clocks. An entry is valid while each of its versions is the current one.
 */
import { elapsedOf, type Link, openLink, reasonOf } from '@notion-fp/shared'
import type { CacheEntry, CacheResource, CacheStore, Clock, Logger } from 'notion-fp'
import { type CachedEntry, parseEntry } from './cachedEntry.js'
import { openOwnVersions, openSeenVersions } from './ownVersions.js'
import { ANY, entryKey, FLOOR, memberOfKind, memberOfTag, versionKey } from './storedKeys.js'
import type { Values, Versions } from './valuesAndVersions.js'
import { newVersion, versionsIn } from './versionText.js'

/** The parts that a store needs. */
export interface StoreOptions {
  readonly values: Values
  readonly versions: Versions
  /** Its name in the log, such as `KV cache`. */
  readonly name: string
  readonly prefix: string
  /** An entry with a shorter time to live is not stored. */
  readonly minTtlMs: number
  readonly maxEntryBytes: number
  /** How long a version from this Worker may be invisible to its reads, in milliseconds. */
  readonly spreadMs: number
  readonly commandTimeoutMs: number
  readonly logger: Logger
  readonly clock: Clock
}

/** 12 hours, the maximum time to live of an entry, so that versions, which are stored for a day, outlive it. */
const MAX_TTL_MS = 12 * 3_600_000

/** An open store: its dependencies, and what it knows of versions. */
interface OpenStore extends StoreOptions {
  /** Reads entries and versions. */
  readonly reads: Link
  /** Stores entries. */
  readonly puts: Link
  /** Stores the versions of invalidations. A link of its own: failed reads must not suppress an invalidation. */
  readonly invalidations: Link
  readonly elapsed: () => number
  readonly seen: ReturnType<typeof openSeenVersions>
  readonly own: ReturnType<typeof openOwnVersions>
}

/** The members of an entry: the tags on whose versions it depends, with those of its kind and of everything. */
const membersOf = (resource: CacheResource, tags: ReadonlyArray<string>, maxTags: number): ReadonlyArray<string> => [
  FLOOR,
  memberOfKind(resource),
  ...(tags.length > maxTags ? [ANY] : [...new Set(tags)].map(memberOfTag)),
]

const keysOf = (prefix: string, members: ReadonlyArray<string>): Promise<ReadonlyArray<string>> =>
  Promise.all(members.map((member) => versionKey(prefix, member)))

/** The current versions of members, '' for none; `undefined` if they cannot be read. */
const currentVersions = async (
  { versions, prefix, reads, seen }: OpenStore,
  members: ReadonlyArray<string>,
): Promise<ReadonlyArray<string> | undefined> => {
  const keys = await keysOf(prefix, members)
  const reply = await reads.run(
    () => versions.read(keys),
    (stored): ReadonlyArray<unknown> | undefined =>
      Array.isArray(stored) && stored.length === keys.length ? stored : undefined,
  )
  if (!reply.ok) return undefined
  const found = versionsIn(reply.value)
  if (!found) reads.report('a version is malformed')
  for (const [index, member] of members.entries()) if (found?.[index]) seen.add(member, found[index])
  return found
}

/** Stores a version for members. Returns whether it was stored. */
const writeVersion = async (
  { versions, prefix }: OpenStore,
  link: Link,
  members: ReadonlyArray<string>,
  version: string,
): Promise<boolean> => {
  const keys = await keysOf(prefix, members)
  const reply = await link.run(
    () => versions.write(keys, version),
    () => true,
  )
  return reply.ok
}

/** Stores a version that this Worker created. */
const storeOwnVersion = async (store: OpenStore, version: string, members: ReadonlyArray<string>): Promise<void> => {
  const { own, elapsed, invalidations } = store
  own.update(members, version, { triedAt: elapsed() })
  const isStored = await writeVersion(store, invalidations, members, version)
  if (isStored) own.update(members, version, { isPending: false, storedAt: elapsed() })
}

/**
 * Stores the pending versions, unless this is already in progress. Each call awaits only its own work: in a Worker, work that another
 * request started may never end.
 */
const storePendingVersions = async (store: OpenStore): Promise<void> => {
  await Promise.all([...store.own.due()].map(([version, members]) => storeOwnVersion(store, version, members)))
}

const invalidate = async (store: OpenStore, members: ReadonlyArray<string>): Promise<void> => {
  const { versions, clock, own, seen } = store
  const version = newVersion(clock.now())
  const all = Number.isFinite(versions.maxTags) ? [...members, ANY] : members
  for (const member of all) seen.add(member, version)
  own.add(all, version, FLOOR)
  await storePendingVersions(store)
}

/** Whether an entry is valid, according to the current versions. */
const isValid = (
  { own, versions: { mayBeLost } }: OpenStore,
  { members, versions }: CachedEntry,
  current: ReadonlyArray<string>,
): boolean =>
  members.every((member, index) => {
    const version = versions[index]
    const ownVersion = own.get(member)
    const isCurrent = version === current[index] && (ownVersion === undefined || ownVersion === version)
    return isCurrent && !(mayBeLost && version === '')
  })

/** Whether a version was certainly created before a read began. */
const isFromBefore = ({ own, seen }: OpenStore, member: string, version: string, readAt: number): boolean => {
  const ownVersion = own.get(member)
  if (ownVersion !== undefined && ownVersion !== version) return false
  return version === '' || seen.isOlderThan(member, version, readAt)
}

const get = async (store: OpenStore, resource: CacheResource, key: string): Promise<CacheEntry | undefined> => {
  const { values, prefix, reads, clock } = store
  await storePendingVersions(store)
  const name = await entryKey(prefix, resource, key)
  const reply = await reads.run(
    () => values.read(name),
    (stored) => ({ stored }),
  )
  const stored = reply.ok ? (reply.value.stored ?? undefined) : undefined
  if (stored === undefined) return undefined
  const entry = parseEntry(stored)
  if (!entry) {
    reads.report(`${name} contains a malformed entry`)
    return undefined
  }
  // Read even if the entry has expired: versions that are seen now were created before the read that follows.
  const current = await currentVersions(store, entry.members)
  const { value, tags, expiresAt, ttlMs } = entry
  if (!current || value === undefined || !isValid(store, entry, current)) return undefined
  const now = clock.now()
  // The clock of the writer may be ahead.
  return { value, tags, readAt: now, expiresAt: Math.min(expiresAt, now + ttlMs) }
}

/** Where versions may be lost, an entry needs a version for each member: creates the missing ones. `undefined` if they cannot be stored. */
const withMissingVersions = async (
  store: OpenStore,
  members: ReadonlyArray<string>,
  found: ReadonlyArray<string>,
): Promise<ReadonlyArray<string> | undefined> => {
  const missing = members.filter((_, index) => found[index] === '')
  if (!store.versions.mayBeLost || missing.length === 0) return found
  const version = newVersion(0)
  const isStored = await writeVersion(store, store.puts, missing, version)
  return isStored ? found.map((each) => each || version) : undefined
}

/** Whether a text has more bytes than allowed. Its length is compared first: encoding it takes longer, and bytes are never fewer. */
const isTooLarge = (text: string, maxBytes: number): boolean =>
  text.length > maxBytes || new TextEncoder().encode(text).length > maxBytes

const set = async (store: OpenStore, resource: CacheResource, key: string, entry: CacheEntry): Promise<void> => {
  const { values, versions, prefix, puts, clock } = store
  const readAt = entry.readAt ?? clock.now()
  const ttlMs = Math.min(MAX_TTL_MS, entry.expiresAt - clock.now())
  if (!(ttlMs >= store.minTtlMs) || ttlMs <= 0) return
  await storePendingVersions(store)
  const members = membersOf(resource, entry.tags, versions.maxTags)
  const found = await currentVersions(store, members)
  if (!found) return
  const isSafe = members.every((member, index) => isFromBefore(store, member, found[index] ?? '', readAt))
  const complete = await withMissingVersions(store, members, found)
  if (!complete) return
  const { tags, value, expiresAt } = entry
  // Without its value, it tells the next read which versions to read before it begins.
  const text = JSON.stringify({ ...(isSafe && { value }), tags, expiresAt, ttlMs, members, versions: complete })
  if (isTooLarge(text, store.maxEntryBytes)) return
  const name = await entryKey(prefix, resource, key)
  await puts.run(
    () => values.write(name, text, ttlMs),
    () => true,
  )
}

const open = (options: StoreOptions): OpenStore => {
  const { clock, logger, name, commandTimeoutMs, spreadMs } = options
  const elapsed = elapsedOf(clock)
  const link = (linkName: string, meanwhile: string): Link =>
    openLink({ clock, logger, commandTimeoutMs, reasonOf, name: linkName, meanwhile })
  return {
    ...options,
    elapsed,
    reads: link(name, 'reads are sent to Notion'),
    puts: link(`${name} storage`, 'responses are not cached'),
    invalidations: link(
      `${name} invalidation`,
      'others may read what was cached before a write until its time to live ends',
    ),
    seen: openSeenVersions(() => clock.now()),
    own: openOwnVersions(elapsed, spreadMs, commandTimeoutMs),
  }
}

/** Opens a store. */
export const versionedStore = (options: StoreOptions): CacheStore => {
  const store = open(options)
  return {
    get: (resource, key) => get(store, resource, key),
    set: (resource, key, entry) => set(store, resource, key, entry),
    invalidate: async (tags) => {
      // Entries are not counted: they are found to be stale when they are read.
      if (tags.length > 0) await invalidate(store, tags.map(memberOfTag))
      return 0
    },
    clear: (resource) => invalidate(store, [resource === undefined ? FLOOR : memberOfKind(resource)]),
  }
}
