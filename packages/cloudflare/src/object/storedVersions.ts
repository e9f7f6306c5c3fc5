/** The versions of cache tags in a Durable Object. */
import { chunksOf } from '../chunksOf.js'
import type { ObjectStorage } from '../platform.js'
import { wakeAt } from './wakeAt.js'

/** The maximum number of keys of one storage operation. */
const MOST_AT_ONCE = 128
/** The maximum number of keys of one request. */
const MOST_KEYS = 10_000
const MOST_CHARACTERS = 600
/** How long a version is stored: longer than any entry, so a tag without a version was not invalidated. */
const KEPT_MS = 86_400_000
/** The interval of the cleanup of old versions. */
const CLEARED_MS = 6 * 3_600_000

const isText = (given: unknown): given is string => typeof given === 'string' && given.length <= MOST_CHARACTERS

const isTexts = (given: unknown): given is ReadonlyArray<string> =>
  Array.isArray(given) && given.length <= MOST_KEYS && given.every(isText)

/** A stored version. */
const keptIn = (given: unknown): { readonly text: string; readonly until: number } | undefined => {
  const { text, until }: { text?: unknown; until?: unknown } = Object(given)
  return isText(text) && Number.isFinite(until) ? { text, until: Number(until) } : undefined
}

/** The versions of keys; `undefined` for an invalid request. */
export const read = async (
  storage: ObjectStorage,
  question: unknown,
  now: number,
): Promise<ReadonlyArray<string | null> | undefined> => {
  const { keys }: { keys?: unknown } = Object(question)
  if (!isTexts(keys)) return undefined
  const found = await Promise.all(chunksOf(keys, MOST_AT_ONCE).map((some) => storage.get(some)))
  const all = new Map(found.flatMap((some) => [...some]))
  return keys.map((key) => {
    const kept = keptIn(all.get(key))
    return kept && kept.until > now ? kept.text : null
  })
}

/** Stores versions. Returns whether the request was valid. */
export const write = async (storage: ObjectStorage, question: unknown, now: number): Promise<true | undefined> => {
  const { keys, versions }: { keys?: unknown; versions?: unknown } = Object(question)
  if (!isTexts(keys) || !isTexts(versions) || keys.length !== versions.length) return undefined
  const entries = keys.map((key, index): [string, object] => [key, { text: versions[index], until: now + KEPT_MS }])
  await Promise.all(chunksOf(entries, MOST_AT_ONCE).map((some) => storage.put(Object.fromEntries(some))))
  await wakeAt(storage, now + CLEARED_MS)
  return true
}

/** Deletes old versions. Returns the time of the next cleanup; `undefined` if no version is left. */
export const clearVersions = async (storage: ObjectStorage, now: number): Promise<number | undefined> => {
  const all = [...(await storage.list())]
  const old = all.flatMap(([key, kept]) => ((keptIn(kept)?.until ?? 0) > now ? [] : [key]))
  for (const some of chunksOf(old, MOST_AT_ONCE)) await storage.delete(some)
  return old.length < all.length ? now + CLEARED_MS : undefined
}
