/** The stored form of entries, and its check: anything may be under the key of an entry. */

/** The stored part of an entry. Times are in milliseconds. */
export interface CachedEntry {
  /** The response; without it, the entry only states what the response will depend on. */
  readonly value?: unknown
  readonly tags: ReadonlyArray<string>
  /** According to the clock of the writer. */
  readonly expiresAt: number
  readonly ttlMs: number
  /** Its tags, with the version of each when its read began; '' for none. */
  readonly members: ReadonlyArray<string>
  readonly versions: ReadonlyArray<string>
}

const isTexts = (given: unknown): given is ReadonlyArray<string> =>
  Array.isArray(given) && given.every((each) => typeof each === 'string')

/** Parses an entry; `undefined` if the text is not an entry. */
export const parseEntry = (text: unknown): CachedEntry | undefined => {
  if (typeof text !== 'string') return undefined
  try {
    const { value, tags, expiresAt, ttlMs, members, versions }: { readonly [Name in keyof CachedEntry]?: unknown } =
      Object(JSON.parse(text))
    const isComplete =
      isTexts(tags) &&
      isTexts(members) &&
      isTexts(versions) &&
      members.length > 0 &&
      members.length === versions.length &&
      Number.isFinite(expiresAt) &&
      Number.isFinite(ttlMs)
    return isComplete
      ? { value, tags, expiresAt: Number(expiresAt), ttlMs: Number(ttlMs), members, versions }
      : undefined
  } catch {
    return undefined
  }
}
