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

/** How much is kept of all results together, in bytes: that of 1,000 queries of 10,000 rows. */
const MAX_KEPT = 80_000_000

/** An id is shared with its node, so that a reference remains. */
const weightOf = (key: string, { ids }: Result): number => 2 * key.length + 8 * ids.length + 200

/** Keeps the results of the latest queries; the oldest are dropped first. */
export const createResults = (most = MAX_KEPT): Results => {
  const kept = new Map<string, Result>()
  let weight = 0
  const drop = (key: string): void => {
    const result = kept.get(key)
    if (result === undefined) return
    kept.delete(key)
    weight -= weightOf(key, result)
  }
  return {
    keep: (key, result) => {
      drop(key)
      kept.set(key, result)
      weight += weightOf(key, result)
      for (const oldest of kept.keys()) {
        if (weight <= most) return
        drop(oldest)
      }
    },
    find: (key) => {
      const result = kept.get(key)
      if (result === undefined) return undefined
      // The latest use counts.
      kept.delete(key)
      kept.set(key, result)
      return result
    },
  }
}
