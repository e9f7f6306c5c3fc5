/** The stored results of queries, so that later pages come from the same result as the first. */

/** The ordered result of a query, which its later pages are read from. */
export interface Result {
  readonly ids: ReadonlyArray<string>
  /** The number of elements before the limit. */
  readonly total: number
}

/** The ordered results of the latest queries. */
export interface Results {
  readonly keep: (key: string, result: Result) => void
  readonly find: (key: string) => Result | undefined
}

/** The size of all stored results together, in bytes: that of 1,000 queries of 10,000 rows. */
const MAX_BYTES = 80_000_000

/** An id is shared with its node, so that a reference remains. */
const weightOf = (key: string, { ids }: Result): number => 2 * key.length + 8 * ids.length + 200

/** Stores the results of the latest queries; the oldest are dropped first. */
export const createResults = (maxBytes = MAX_BYTES): Results => {
  const stored = new Map<string, Result>()
  let weight = 0
  const drop = (key: string): void => {
    const result = stored.get(key)
    if (result === undefined) return
    stored.delete(key)
    weight -= weightOf(key, result)
  }
  return {
    keep: (key, result) => {
      drop(key)
      stored.set(key, result)
      weight += weightOf(key, result)
      for (const oldest of stored.keys()) {
        if (weight <= maxBytes) return
        drop(oldest)
      }
    },
    find: (key) => {
      const result = stored.get(key)
      if (result === undefined) return undefined
      // The latest use counts.
      stored.delete(key)
      stored.set(key, result)
      return result
    },
  }
}
