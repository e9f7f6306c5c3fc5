/** The versions of cache tags in a Durable Object. */
import { chunksOf } from '../chunksOf.js'
import type { ObjectStorage } from '../platform.js'
import { wakeAt } from './wakeAt.js'

/** The maximum number of keys that the platform accepts in one storage operation. */
const MAX_KEYS_PER_OPERATION = 128
/** The maximum number of keys of one request. */
const MAX_KEYS = 10_000
/** The maximum length of a key and of a version. */
const MAX_LENGTH = 600
/** A day: a version is stored for longer than any entry, so a tag without a version was not invalidated. */
const VERSION_TTL_MS = 86_400_000
/** Six hours, the interval of the cleanup of old versions. */
const CLEANUP_INTERVAL_MS = 6 * 3_600_000

const isText = (given: unknown): given is string => typeof given === 'string' && given.length <= MAX_LENGTH

const isTexts = (given: unknown): given is ReadonlyArray<string> =>
  Array.isArray(given) && given.length <= MAX_KEYS && given.every(isText)

/** A value from the storage as a version with the end of its time; `undefined` if it is malformed. */
const storedVersionIn = (given: unknown): { readonly text: string; readonly until: number } | undefined => {
  const { text, until }: { text?: unknown; until?: unknown } = Object(given)
  return isText(text) && Number.isFinite(until) ? { text, until: Number(until) } : undefined
}

/** The versions of keys; `undefined` for an invalid request. */
export const read = async (
  storage: ObjectStorage,
  body: unknown,
  now: number,
): Promise<ReadonlyArray<string | null> | undefined> => {
  const { keys }: { keys?: unknown } = Object(body)
  if (!isTexts(keys)) return undefined
  const found = await Promise.all(chunksOf(keys, MAX_KEYS_PER_OPERATION).map((some) => storage.get(some)))
  const all = new Map(found.flatMap((some) => [...some]))
  return keys.map((key) => {
    const version = storedVersionIn(all.get(key))
    return version && version.until > now ? version.text : null
  })
}

/** Stores versions. Returns whether the request was valid. */
export const write = async (storage: ObjectStorage, body: unknown, now: number): Promise<true | undefined> => {
  const { keys, versions }: { keys?: unknown; versions?: unknown } = Object(body)
  if (!isTexts(keys) || !isTexts(versions) || keys.length !== versions.length) return undefined
  const entries = keys.map((key, index): [string, object] => [
    key,
    { text: versions[index], until: now + VERSION_TTL_MS },
  ])
  await Promise.all(chunksOf(entries, MAX_KEYS_PER_OPERATION).map((some) => storage.put(Object.fromEntries(some))))
  await wakeAt(storage, now + CLEANUP_INTERVAL_MS)
  return true
}

/** Deletes old versions. Returns the time of the next cleanup; `undefined` if no version is left. */
export const clearVersions = async (storage: ObjectStorage, now: number): Promise<number | undefined> => {
  const all = [...(await storage.list())]
  const old = all.flatMap(([key, stored]) => ((storedVersionIn(stored)?.until ?? 0) > now ? [] : [key]))
  for (const some of chunksOf(old, MAX_KEYS_PER_OPERATION)) await storage.delete(some)
  return old.length < all.length ? now + CLEANUP_INTERVAL_MS : undefined
}
