/**
 * A store whose entries contain the versions of their tags. A version is a random word, and each write creates a new one, so staleness does
 * not depend on clocks. An entry is valid while each of its versions is the current one.
 */
import { elapsedOf, openLink, reasonOf } from '@notion-fp/shared'
import type { CacheEntry, CacheResource, CacheStore, Clock, Logger } from 'notion-fp'
import { type CachedEntry, parseEntry } from './cachedEntry.js'
import { ANY, entryKey, FLOOR, memberOfKind, memberOfTag, versionKey } from './storedKeys.js'
import type { Values, Versions } from './valuesAndVersions.js'

/** The parts that a store needs. */
export interface StoreOptions {
  readonly values: Values
  readonly versions: Versions
  /** Its name in the log, such as `KV cache`. */
  readonly name: string
  readonly prefix: string
  /** An entry with a shorter time to live is not stored. */
  readonly leastTtlMs: number
  readonly maxEntryBytes: number
  /** How long a version from this Worker may be invisible to its reads, in milliseconds. */
  readonly spreadMs: number
  readonly commandTimeoutMs: number
  readonly logger: Logger
  readonly clock: Clock
}

/** The maximum time to live of an entry, so that versions, which are stored for a day, outlive it. */
const MOST_TTL_MS = 12 * 3_600_000
/**
 * A version that was created within this time before a read began may, with inaccurate clocks, have been created during the read: the
 * response is then cached only if the version was seen before.
 */
const CLOCKS_DIFFER_MS = 2 * 3_600_000
/** The maximum number of versions in memory: both of those that were seen, and of those that this Worker created. */
const MOST_REMEMBERED = 10_000

/** A version as text: a random word, and the time of its creation. */
const VERSION = /^[0-9a-z]{8,40}\.(\d{1,16})$/

/** A version that this Worker created. */
interface Own {
  readonly version: string
  /** When it was stored, according to the monotonic clock; absent until it is stored. */
  readonly storedAt: number
  readonly isOwed: boolean
  /** The time of the last attempt to store it. */
  readonly triedAt: number
}

/** Opens a store. */
export const versionedStore = (options: StoreOptions): CacheStore => {
  const { values, versions, prefix, clock, logger, name, commandTimeoutMs } = options
  const elapsed = elapsedOf(clock)
  const common = { clock, logger, commandTimeoutMs, reasonOf }
  const link = openLink({ ...common, name, meanwhile: 'reads are sent to Notion' })
  const puts = openLink({ ...common, name: `${name} storage`, meanwhile: 'responses are not cached' })
  const meanwhile = 'others may read what was cached before a write until its time to live ends'
  const writes = openLink({ ...common, name: `${name} invalidation`, meanwhile })
  /** When a version was first seen. */
  const seen = new Map<string, { readonly version: string; readonly at: number }>()
  const made = new Map<string, Own>()

  /** A new version with the time of its creation; without a time if nothing was invalidated. */
  const aVersion = (madeAt: number): string => {
    const word = (): string => Math.floor(Math.random() * 2 ** 52).toString(36)
    return `${word()}${word()}`.padEnd(8, '0').concat(`.${Math.max(0, Math.floor(madeAt))}`)
  }

  const membersOf = (resource: CacheResource, tags: ReadonlyArray<string>): ReadonlyArray<string> => [
    FLOOR,
    memberOfKind(resource),
    ...(tags.length > versions.mostTags ? [ANY] : [...new Set(tags)].map(memberOfTag)),
  ]
  const keysOf = (members: ReadonlyArray<string>): Promise<ReadonlyArray<string>> =>
    Promise.all(members.map((member) => versionKey(prefix, member)))

  /** Remembers when a version was first seen. */
  const see = (member: string, version: string): void => {
    if (seen.get(member)?.version === version) return
    seen.delete(member)
    seen.set(member, { version, at: clock.now() })
    const [oldest] = seen.keys()
    if (seen.size > MOST_REMEMBERED && oldest !== undefined) seen.delete(oldest)
  }

  /** The current versions of members, '' for none; `undefined` if they cannot be read. */
  const current = async (members: ReadonlyArray<string>): Promise<ReadonlyArray<string> | undefined> => {
    const keys = await keysOf(members)
    const reply = await link.run(
      () => versions.read(keys),
      (given) => (Array.isArray(given) && given.length === keys.length ? given : undefined),
    )
    if (!reply.ok) return undefined
    const given: ReadonlyArray<unknown> = reply.value
    const found = given.flatMap((one) => {
      if ((one ?? undefined) === undefined) return ['']
      return typeof one === 'string' && VERSION.test(one) ? [one] : []
    })
    if (found.length < given.length) {
      link.report('a version is malformed')
      return undefined
    }
    for (const [index, member] of members.entries()) if (found[index]) see(member, found[index])
    return found
  }

  /** The version that this Worker created, while reads may still return an older one. */
  const own = (member: string): string | undefined => {
    const mine = made.get(member)
    if (!mine) return undefined
    if (mine.isOwed || elapsed() - mine.storedAt < options.spreadMs) return mine.version
    made.delete(member)
    return undefined
  }

  const isDue = ({ isOwed, triedAt }: Own): boolean => isOwed && elapsed() - triedAt >= commandTimeoutMs

  /** Stores a version for members. */
  const store = async (version: string, members: ReadonlyArray<string>): Promise<void> => {
    const update = (change: Partial<Own>): void => {
      for (const member of members) {
        const mine = made.get(member)
        // It may have been invalidated again in the meantime.
        if (mine?.version === version) made.set(member, { ...mine, ...change })
      }
    }
    update({ triedAt: elapsed() })
    const keys = await keysOf(members)
    const reply = await writes.run(
      () => versions.write(keys, version),
      () => true,
    )
    if (reply.ok) update({ isOwed: false, storedAt: elapsed() })
  }

  /**
   * Stores the unsaved versions, unless this is already in progress. Each call awaits only its own work: in a Worker, work that another
   * request started may never end.
   */
  const settle = async (): Promise<void> => {
    const byVersion = new Map<string, Array<string>>()
    for (const [member, mine] of made)
      if (isDue(mine)) byVersion.set(mine.version, [...(byVersion.get(mine.version) ?? []), member])
    await Promise.all([...byVersion].map(([version, members]) => store(version, members)))
  }

  const invalidate = async (members: ReadonlyArray<string>): Promise<void> => {
    const mine: Own = { version: aVersion(clock.now()), storedAt: 0, isOwed: true, triedAt: Number.NEGATIVE_INFINITY }
    const all = Number.isFinite(versions.mostTags) ? [...members, ANY] : members
    for (const member of all) {
      made.set(member, mine)
      see(member, mine.version)
    }
    if (made.size > MOST_REMEMBERED) for (const member of [...made.keys()]) own(member)
    if (made.size > MOST_REMEMBERED) {
      // Then everything is stale.
      made.clear()
      made.set(FLOOR, mine)
    }
    await settle()
  }

  /** Whether an entry is valid, according to the current versions. */
  const isGood = ({ members, versions: theirs }: CachedEntry, now: ReadonlyArray<string>): boolean =>
    members.every((member, index) => {
      const version = theirs[index]
      const mine = own(member)
      return (
        version === now[index] && (mine === undefined || mine === version) && !(versions.mayBeLost && version === '')
      )
    })

  /** Whether a version was certainly created before a read began. */
  const isBefore = (member: string, version: string, readAt: number): boolean => {
    const mine = own(member)
    if (mine !== undefined && mine !== version) return false
    if (version === '') return true
    const first = seen.get(member)
    if (first?.version === version && first.at <= readAt) return true
    return Number(VERSION.exec(version)?.[1]) < readAt - CLOCKS_DIFFER_MS
  }

  const get = async (resource: CacheResource, key: string): Promise<CacheEntry | undefined> => {
    await settle()
    const at = await entryKey(prefix, resource, key)
    const reply = await link.run(
      () => values.read(at),
      (given) => ({ given }),
    )
    const given = reply.ok ? (reply.value.given ?? undefined) : undefined
    if (given === undefined) return undefined
    const kept = parseEntry(given)
    if (!kept) {
      link.report(`${at} contains a malformed entry`)
      return undefined
    }
    // Read even if the entry has expired: versions that are seen now were created before the read that follows.
    const now = await current(kept.members)
    const { value, tags, expiresAt, ttlMs } = kept
    if (!now || value === undefined || !isGood(kept, now)) return undefined
    const time = clock.now()
    // The clock of the writer may be ahead.
    return { value, tags, readAt: time, expiresAt: Math.min(expiresAt, time + ttlMs) }
  }

  /** Creates versions for members without one. */
  const completed = async (members: ReadonlyArray<string>, found: ReadonlyArray<string>) => {
    const missing = members.filter((_, index) => found[index] === '')
    if (!versions.mayBeLost || missing.length === 0) return found
    const version = aVersion(0)
    const keys = await keysOf(missing)
    const reply = await puts.run(
      () => versions.write(keys, version),
      () => true,
    )
    return reply.ok ? found.map((one) => one || version) : undefined
  }

  const set = async (resource: CacheResource, key: string, entry: CacheEntry): Promise<void> => {
    const readAt = entry.readAt ?? clock.now()
    const ttlMs = Math.min(MOST_TTL_MS, entry.expiresAt - clock.now())
    if (!(ttlMs >= options.leastTtlMs) || ttlMs <= 0) return
    await settle()
    const members = membersOf(resource, entry.tags)
    const found = await current(members)
    const known = found && members.every((member, index) => isBefore(member, found[index] ?? '', readAt))
    const complete = found && (await completed(members, found))
    if (!complete) return
    const { tags, value, expiresAt } = entry
    // Without its value, it tells the next read which versions to read before it begins.
    const text = JSON.stringify({ ...(known && { value }), tags, expiresAt, ttlMs, members, versions: complete })
    if (text.length > options.maxEntryBytes || new TextEncoder().encode(text).length > options.maxEntryBytes) return
    const at = await entryKey(prefix, resource, key)
    await puts.run(
      () => values.write(at, text, ttlMs),
      () => true,
    )
  }

  return {
    get,
    set,
    invalidate: async (tags) => {
      // Entries are not counted: they are found to be stale when they are read.
      if (tags.length > 0) await invalidate(tags.map(memberOfTag))
      return 0
    },
    clear: (resource) => invalidate([resource === undefined ? FLOOR : memberOfKind(resource)]),
  }
}
