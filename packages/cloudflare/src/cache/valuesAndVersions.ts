/** What a store keeps its entries and versions in. */

/** Where entries are kept, as text. Both functions may reject. */
export interface Values {
  readonly read: (key: string) => Promise<unknown>
  /** Keeps a text for so many milliseconds, at least roughly. */
  readonly write: (key: string, text: string, ttlMs: number) => Promise<void>
}

/** How long a version is kept, in seconds. */
export const VERSION_TTL_S = 86_400

/** Where the versions of what entries depend on are kept, as text, for a day. Both functions may reject. */
export interface Versions {
  /** The versions of keys, in their order; `undefined` or `null` for those that have none. */
  readonly read: (keys: ReadonlyArray<string>) => Promise<ReadonlyArray<unknown>>
  readonly write: (keys: ReadonlyArray<string>, version: string) => Promise<void>
  /**
   * Whether versions may be lost before their day is over. Then an entry is stale if one of its versions does not exist, and versions
   * are made for what has none.
   */
  readonly mayBeLost: boolean
  /** Entries with more tags depend on every write instead. */
  readonly mostTags: number
}
