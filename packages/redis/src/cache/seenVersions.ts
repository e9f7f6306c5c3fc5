/** The versions that lookups returned, with their times, for entries that only have the time when their read began. */

/** The minimum interval of two versions in memory, and the maximum number of versions. */
const SPACING_MS = 100
const MAX_VERSIONS = 100

export const seenVersions = () => {
  const past: Array<{ readonly at: number; readonly seen: string }> = []
  return {
    add: (at: number, seen: string): void => {
      const last = past.at(-1)
      // An older version is safe: at worst its entry is stale sooner.
      if (last && (last.seen === seen || at - last.at < SPACING_MS)) return
      past.push({ at, seen })
      if (past.length > MAX_VERSIONS) past.shift()
    },
    /** The newest version that was certainly returned before a time. */
    before: (at: number): string | undefined => past.filter((each) => each.at <= at - SPACING_MS).at(-1)?.seen,
  }
}
