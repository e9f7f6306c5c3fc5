/** The storage of entries and versions. */

/** Stores entries as text. Both functions may reject. */
export interface Values {
  readonly read: (key: string) => Promise<unknown>
  /** Stores a text for approximately the given number of milliseconds. */
  readonly write: (key: string, text: string, ttlMs: number) => Promise<void>
}

/** A day, in seconds: how long a version is stored. */
export const VERSION_TTL_S = 86_400

/** Stores the versions of the tags of entries as text, for a day. Both functions may reject. */
export interface Versions {
  /** The versions of keys, in the same order; `undefined` or `null` for keys without a version. */
  readonly read: (keys: ReadonlyArray<string>) => Promise<ReadonlyArray<unknown>>
  readonly write: (keys: ReadonlyArray<string>, version: string) => Promise<void>
  /**
   * Whether versions may be lost within their day. If so, an entry is stale if one of its versions does not exist, and versions are created
   * for tags without one.
   */
  readonly mayBeLost: boolean
  /** Entries with more tags depend on every write instead. */
  readonly maxTags: number
}
