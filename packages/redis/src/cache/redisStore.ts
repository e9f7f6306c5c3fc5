/** A store of cache entries in Redis. */
import {
  checkOptions,
  elapsedOf,
  keyHash,
  type Link,
  NOT_NEGATIVE,
  type OptionRules,
  openLink,
  POSITIVE,
  type Reply,
  withDefaults,
} from '@notion-fp/shared'
import type { CacheEntry, CacheResource, CacheStore, Tag } from 'notion-fp'
import { connectionOf, type RedisClient } from '../client/redisClient.js'
import { DEFAULT_PREFIX, PACKAGE, REDIS_RULES, type RedisOptions } from '../client/redisOptions.js'
import { reasonOf, runnerOf, type Script } from '../client/script.js'
import { FIND_ENTRY, INVALIDATE_MEMBERS, STORE_ENTRY } from './entryScripts.js'

/** The options of {@link redisStore}. */
export interface RedisStoreOptions extends RedisOptions {
  /**
   * How long a read waits for the same read of another process, in milliseconds, before it sends its own request; 0 to never wait. Default
   * 1000. Other processes wait this long even if a read fails, since they cannot tell it from a slow one.
   */
  readonly singleFlightMs?: number | undefined
  /** The maximum size of an entry, in bytes of JSON; larger ones are not stored. Default 1,000,000, the limit of a request to Upstash. */
  readonly maxEntryBytes?: number | undefined
}

/** The rules of {@link RedisStoreOptions}. */
export const STORE_RULES: OptionRules = {
  ...REDIS_RULES,
  singleFlightMs: NOT_NEGATIVE,
  maxEntryBytes: POSITIVE,
}

/** The interval in which a process checks for an entry that another process is reading. */
const FIRST_LOOK_MS = 20
const MAX_LOOK_MS = 200
/** The maximum number of tags whose invalidation Redis keeps; above it, the older half is dropped, and older entries are then stale. */
const MAX_TAGS = 100_000
/** The maximum number of invalidations that are kept while Redis does not respond; above it, everything is invalidated later. */
const MAX_OWED = 10_000

/** The member of the sorted set whose version is the minimum: all older entries are stale. */
const FLOOR = 'floor'
const memberOfKind = (resource: CacheResource): string => `kind ${resource}`
const memberOfTag = (tag: Tag): string => `tag ${tag}`

/** A store, with the parts that the cache on top of it needs. */
export interface RedisStore {
  readonly store: CacheStore
  readonly link: Link
  /** The version that the last lookup returned, for a read that begins now. */
  readonly seen: () => string | undefined
}

/** An entry with the version from before its read began. */
interface SeenEntry extends CacheEntry {
  readonly seen?: string | undefined
}

const textOfEntry = (
  resource: CacheResource,
  { tags, value }: CacheEntry,
): readonly [members: string, value: string] => [
  JSON.stringify([FLOOR, memberOfKind(resource), ...tags.map(memberOfTag)]),
  JSON.stringify({ tags, value }),
]

/** The JSON of an entry as an object; `undefined` if it is something else. */
const entryIn = (json: string): { readonly value: unknown; readonly tags: ReadonlyArray<string> } | undefined => {
  try {
    const { value, tags }: { value?: unknown; tags?: unknown } = Object(JSON.parse(json))
    return value !== undefined && Array.isArray(tags) && tags.every((tag) => typeof tag === 'string')
      ? { value, tags }
      : undefined
  } catch {
    return undefined
  }
}

/** The versions that lookups returned, with their times, for entries that have only the time when their read began. */
const history = () => {
  const SPACING_MS = 100
  const past: Array<{ readonly at: number; readonly seen: string }> = []
  return {
    add: (at: number, seen: string): void => {
      const last = past.at(-1)
      // An older version is safe: at worst its entry is stale sooner.
      if (last && (last.seen === seen || at - last.at < SPACING_MS)) return
      past.push({ at, seen })
      if (past.length > 100) past.shift()
    },
    /** The newest version that was certainly returned before a time. */
    before: (at: number): string | undefined => past.filter((one) => one.at <= at - SPACING_MS).at(-1)?.seen,
  }
}

/** A store for a cache, with its link and its last version. */
export const openStore = (client: RedisClient, options: RedisStoreOptions, meanwhile: string): RedisStore => {
  const { commandTimeoutMs, logger, clock } = withDefaults(options)
  const { prefix = DEFAULT_PREFIX, singleFlightMs = 1_000, maxEntryBytes = 1_000_000 } = options
  const connection = (): string | undefined => connectionOf(client)
  const link = openLink({ clock, logger, commandTimeoutMs, name: 'Redis cache', meanwhile, reasonOf, connection })
  const runScript = runnerOf(client)
  const run = <A>(
    { source, read }: Script<A>,
    keys: ReadonlyArray<string>,
    args: ReadonlyArray<string>,
  ): Promise<Reply<A>> => link.run(() => runScript(source, keys, args), read)
  const elapsed = elapsedOf(clock)
  const random = (): string => Math.floor(Math.random() * 2 ** 52).toString(36)
  const self = `${random()}${random()}`
  const tagsKey = `{${prefix}:cache}`
  const known = history()
  let lastSeen: string | undefined
  /** The members whose invalidation Redis has not confirmed, with the number of the last. */
  const owed = new Map<string, number>()
  let invalidations = 0
  let settling: Promise<boolean> | undefined

  const keysOf = async (resource: CacheResource, key: string): Promise<ReadonlyArray<string>> => {
    const entry = `${tagsKey}:${resource}:${await keyHash(key)}`
    return [tagsKey, entry, `${entry}:lease`]
  }

  /** Sends Redis the unconfirmed invalidations. Returns whether it has confirmed them. */
  const settle = async (): Promise<boolean> => {
    while (owed.size > 0) {
      const told = [...owed]
      const members = told.map(([member]) => member)
      const reply = await run(INVALIDATE_MEMBERS, [tagsKey], [random(), String(MAX_TAGS), ...members])
      if (!reply.ok) return false
      for (const [member, number] of told) if (owed.get(member) === number) owed.delete(member)
    }
    return true
  }
  const settleOnce = (): Promise<boolean> => {
    settling ??= settle().finally(() => {
      settling = undefined
    })
    return settling
  }
  const owe = (members: ReadonlyArray<string>): Promise<boolean> => {
    invalidations++
    for (const member of members) owed.set(member, invalidations)
    if (owed.size > MAX_OWED) {
      owed.clear()
      owed.set(FLOOR, invalidations)
    }
    return settleOnce()
  }

  const look = async (resource: CacheResource, key: string): Promise<CacheEntry | undefined> => {
    // A read must not overtake a write of this process.
    if (owed.size > 0 && !(await settleOnce())) return undefined
    const keys = await keysOf(resource, key)
    const began = elapsed()
    for (let waitMs = FIRST_LOOK_MS; ; waitMs = Math.min(MAX_LOOK_MS, waitMs * 1.5)) {
      const readAt = clock.now()
      const reply = await run(FIND_ENTRY, keys, [random(), self, String(Math.ceil(singleFlightMs))])
      if (!reply.ok) return undefined
      const { state, seen, leftMs, json } = reply.value
      lastSeen = seen
      known.add(clock.now(), seen)
      const entry = state === 'hit' ? entryIn(json) : undefined
      if (state === 'garbage' || (state === 'hit' && !entry)) link.report(`${keys[1]} contains a malformed entry`)
      // According to the clock of this process, whatever the clock of the writer.
      if (entry) return { ...entry, readAt, expiresAt: clock.now() + leftMs }
      if (state !== 'held' || elapsed() - began >= singleFlightMs) return undefined
      await clock.sleep(waitMs)
    }
  }

  const keep = async (resource: CacheResource, key: string, entry: SeenEntry): Promise<void> => {
    const seen = entry.seen ?? (entry.readAt === undefined ? '' : known.before(entry.readAt))
    const ttlMs = Math.floor(entry.expiresAt - clock.now())
    // Without a version from before the read, a write that happened meanwhile would be missed.
    if (seen === undefined || !(ttlMs > 0)) return
    const [members, value] = textOfEntry(resource, entry)
    if (value.length > maxEntryBytes || new TextEncoder().encode(value).length > maxEntryBytes) return
    await run(STORE_ENTRY, await keysOf(resource, key), [random(), self, seen, String(ttlMs), members, value])
  }

  const store: CacheStore = {
    get: look,
    set: keep,
    invalidate: async (tags) => {
      // Entries are not counted: they are found to be stale when they are read.
      if (tags.length > 0) await owe(tags.map(memberOfTag))
      return 0
    },
    clear: async (resource) => {
      await owe([resource === undefined ? FLOOR : memberOfKind(resource)])
    },
  }
  return { store, link, seen: () => lastSeen }
}

/**
 * A store in Redis for `makeCache`, to compose your own cache. {@link redisCache} is the complete cache.
 *
 * @param client A connected client of `redis`, `ioredis` or `@upstash/redis`, or a function that sends one command.
 * @param options The options of the store.
 * @throws TypeError for an invalid option or client.
 * @example
 * import { redisStore } from '@notion-fp/redis'
 * import { createContext, makeCache } from 'notion-fp'
 * import { createClient } from 'redis'
 *
 * const client = createClient({ url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' })
 * client.on('error', (error) => console.error('Redis:', error.message))
 * await client.connect()
 * const ctx = createContext({ auth: 'ntn_…', cache: makeCache(redisStore(client)) })
 * const disconnect = () => client.close()
 */
export const redisStore = (client: RedisClient, options: RedisStoreOptions = {}): CacheStore => {
  checkOptions(PACKAGE, options, STORE_RULES)
  return openStore(client, options, 'reads are sent to Notion').store
}
