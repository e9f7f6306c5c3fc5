/** The versions of cache tags, as a Durable Object keeps them. */
import { chunksOf } from '../chunksOf.js'
import type { ObjectStorage } from '../platform.js'
import { wakeAt } from './wakeAt.js'

/** The most keys that a storage takes at once. */
const MOST_AT_ONCE = 128
/** The most keys of one question. */
const MOST_KEYS = 10_000
const MOST_CHARACTERS = 600
/** How long a version is kept: longer than any entry, so that one without a version was not invalidated. */
const KEPT_MS = 86_400_000
/** How often old versions are cleared away. */
const CLEARED_MS = 6 * 3_600_000

const isText = (given: unknown): given is string => typeof given === 'string' && given.length <= MOST_CHARACTERS

const isTexts = (given: unknown): given is ReadonlyArray<string> =>
  Array.isArray(given) && given.length <= MOST_KEYS && given.every(isText)

/** A version as it is kept. */
const keptIn = (given: unknown): { readonly text: string; readonly until: number } | undefined => {
  const { text, until }: { text?: unknown; until?: unknown } = Object(given)
  return isText(text) && Number.isFinite(until) ? { text, until: Number(until) } : undefined
}

/** The versions of keys; `undefined` for what is no question for them. */
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

/** Keeps versions. Whether it could read the question. */
export const write = async (storage: ObjectStorage, question: unknown, now: number): Promise<true | undefined> => {
  const { keys, versions }: { keys?: unknown; versions?: unknown } = Object(question)
  if (!isTexts(keys) || !isTexts(versions) || keys.length !== versions.length) return undefined
  const entries = keys.map((key, index): [string, object] => [key, { text: versions[index], until: now + KEPT_MS }])
  await Promise.all(chunksOf(entries, MOST_AT_ONCE).map((some) => storage.put(Object.fromEntries(some))))
  await wakeAt(storage, now + CLEARED_MS)
  return true
}

/** Clears old versions away. Returns when to come again; `undefined` if none is left. */
export const clearVersions = async (storage: ObjectStorage, now: number): Promise<number | undefined> => {
  const all = [...(await storage.list())]
  const old = all.flatMap(([key, kept]) => ((keptIn(kept)?.until ?? 0) > now ? [] : [key]))
  for (const some of chunksOf(old, MOST_AT_ONCE)) await storage.delete(some)
  return old.length < all.length ? now + CLEARED_MS : undefined
}
