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
import type { CacheEntry, CacheResource, CacheStore, Clock, Tag } from 'notion-fp'
import { connectionOf, type RedisClient } from '../client/redisClient.js'
import { DEFAULT_PREFIX, PACKAGE, REDIS_RULES, type RedisOptions } from '../client/redisOptions.js'
import { reasonOf, runnerOf, type Script } from '../client/script.js'
import { FIND_ENTRY, INVALIDATE_MEMBERS, STORE_ENTRY } from './entryScripts.js'
import { type Invalidations, openInvalidations } from './invalidations.js'
import { seenVersions } from './seenVersions.js'

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

/** The intervals in which a process checks for an entry that another process is reading: each is half as long again as the last. */
const FIRST_CHECK_MS = 20
const MAX_CHECK_MS = 200
const CHECK_GROWTH = 1.5
/** The maximum number of tags whose invalidation Redis keeps; above it, the older half is dropped, and older entries are then stale. */
const MAX_TAGS = 100_000

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

/** Runs a script, unless Redis is unavailable. */
type Run = <A>(script: Script<A>, keys: ReadonlyArray<string>, args: ReadonlyArray<string>) => Promise<Reply<A>>

/** The state of an open store. */
interface OpenStore {
  readonly clock: Clock
  readonly link: Link
  readonly run: Run
  readonly tagsKey: string
  /** The name of this process as the holder of a lease. */
  readonly self: string
  readonly singleFlightMs: number
  readonly maxEntryBytes: number
  readonly invalidations: Invalidations
  readonly seen: ReturnType<typeof seenVersions>
  lastSeen: string | undefined
}

const randomWord = (): string => Math.floor(Math.random() * 2 ** 52).toString(36)

const keysOf = async (tagsKey: string, resource: CacheResource, key: string): Promise<ReadonlyArray<string>> => {
  const entry = `${tagsKey}:${resource}:${await keyHash(key)}`
  return [tagsKey, entry, `${entry}:lease`]
}

/** The result of one lookup. `isPending`: another process is reading the entry. */
interface LookedUp {
  readonly entry?: CacheEntry
  readonly isPending: boolean
}

const lookUpOnce = async (store: OpenStore, keys: ReadonlyArray<string>): Promise<LookedUp> => {
  const { clock, link, run, self, singleFlightMs, seen } = store
  const readAt = clock.now()
  const reply = await run(FIND_ENTRY, keys, [randomWord(), self, String(Math.ceil(singleFlightMs))])
  if (!reply.ok) return { isPending: false }
  const { state, seen: version, leftMs, json } = reply.value
  store.lastSeen = version
  seen.add(clock.now(), version)
  const entry = state === 'hit' ? entryIn(json) : undefined
  if (state === 'garbage' || (state === 'hit' && !entry)) link.report(`${keys[1]} contains a malformed entry`)
  // The time to live counts by the clock of this process, since the clock of the writer may differ.
  if (entry) return { isPending: false, entry: { ...entry, readAt, expiresAt: clock.now() + leftMs } }
  return { isPending: state === 'held' }
}

/** Looks up an entry, and waits for it while another process is reading it. */
const lookUp = async (store: OpenStore, resource: CacheResource, key: string): Promise<CacheEntry | undefined> => {
  // A read must not overtake a write of this process.
  if (!(await store.invalidations.flush())) return undefined
  const { clock, tagsKey, singleFlightMs } = store
  const elapsed = elapsedOf(clock)
  const keys = await keysOf(tagsKey, resource, key)
  const began = elapsed()
  for (let waitMs = FIRST_CHECK_MS; ; waitMs = Math.min(MAX_CHECK_MS, waitMs * CHECK_GROWTH)) {
    const { entry, isPending } = await lookUpOnce(store, keys)
    if (entry || !isPending || elapsed() - began >= singleFlightMs) return entry
    await clock.sleep(waitMs)
  }
}

/** Whether a text has more bytes than allowed. Its length is compared first: encoding it takes longer, and bytes are never fewer. */
const isTooLarge = (text: string, maxBytes: number): boolean =>
  text.length > maxBytes || new TextEncoder().encode(text).length > maxBytes

const write = async (store: OpenStore, resource: CacheResource, key: string, entry: SeenEntry): Promise<void> => {
  const { clock, run, self, tagsKey, maxEntryBytes } = store
  // Without a time, the read began now: the script uses the newest version for an empty one.
  const version = entry.seen ?? (entry.readAt === undefined ? '' : store.seen.before(entry.readAt))
  const ttlMs = Math.floor(entry.expiresAt - clock.now())
  // Without a version from before the read, a write that happened meanwhile would be missed.
  if (version === undefined || !(ttlMs > 0)) return
  const [members, value] = textOfEntry(resource, entry)
  if (isTooLarge(value, maxEntryBytes)) return
  const keys = await keysOf(tagsKey, resource, key)
  await run(STORE_ENTRY, keys, [randomWord(), self, version, String(ttlMs), members, value])
}

const open = (client: RedisClient, options: RedisStoreOptions, meanwhile: string): OpenStore => {
  const { commandTimeoutMs, logger, clock } = withDefaults(options)
  const { prefix = DEFAULT_PREFIX, singleFlightMs = 1_000, maxEntryBytes = 1_000_000 } = options
  const connection = (): string | undefined => connectionOf(client)
  const link = openLink({ clock, logger, commandTimeoutMs, name: 'Redis cache', meanwhile, reasonOf, connection })
  const runScript = runnerOf(client)
  const run: Run = ({ source, read }, keys, args) => link.run(() => runScript(source, keys, args), read)
  const tagsKey = `{${prefix}:cache}`
  const invalidate = async (members: ReadonlyArray<string>): Promise<boolean> =>
    (await run(INVALIDATE_MEMBERS, [tagsKey], [randomWord(), String(MAX_TAGS), ...members])).ok
  return {
    clock,
    link,
    run,
    tagsKey,
    self: `${randomWord()}${randomWord()}`,
    singleFlightMs,
    maxEntryBytes,
    invalidations: openInvalidations(invalidate, FLOOR),
    seen: seenVersions(),
    lastSeen: undefined,
  }
}

/** A store for a cache, with its link and its last version. */
export const openStore = (client: RedisClient, options: RedisStoreOptions, meanwhile: string): RedisStore => {
  const opened = open(client, options, meanwhile)
  const { link, invalidations } = opened
  const store: CacheStore = {
    get: (resource, key) => lookUp(opened, resource, key),
    set: (resource, key, entry) => write(opened, resource, key, entry),
    invalidate: async (tags) => {
      // Entries are not counted: they are found to be stale when they are read.
      if (tags.length > 0) await invalidations.add(tags.map(memberOfTag))
      return 0
    },
    clear: async (resource) => {
      await invalidations.add([resource === undefined ? FLOOR : memberOfKind(resource)])
    },
  }
  return { store, link, seen: () => opened.lastSeen }
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
