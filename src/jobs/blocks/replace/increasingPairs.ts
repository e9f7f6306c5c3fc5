/**
 * The common elements of two lists, in the same order.
 *
 * @internal
 */

interface Keyed {
  readonly key: number
}

/** The positions of the keys that occur once in a list; or of all keys, each with its number among equal ones. */
const positions = (list: ReadonlyArray<Keyed>, isUnique: boolean): ReadonlyMap<string, number> => {
  const counts = new Map<number, number>()
  const found = new Map<string, number>()
  list.forEach(({ key }, index) => {
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    found.set(`${key} ${count}`, index)
  })
  if (isUnique)
    for (const [key, count] of counts)
      if (count > 1) for (let one = 0; one < count; one++) found.delete(`${key} ${one}`)
  return found
}

/** A run of pairs, by its last one. */
interface Run {
  readonly pair: readonly [number, number]
  readonly before: Run | undefined
}

/** The longest run of pairs of which both numbers increase. The first numbers increase already. */
const longest = (pairs: ReadonlyArray<readonly [number, number]>): ReadonlyArray<readonly [number, number]> => {
  /** For each length, such a run whose last pair has the least second number. */
  const runs: Array<Run> = []
  for (const pair of pairs) {
    let low = 0
    for (let high = runs.length; low < high; ) {
      const middle = (low + high) >> 1
      const run = runs[middle]
      if (run && run.pair[1] < pair[1]) low = middle + 1
      else high = middle
    }
    runs[low] = { pair, before: runs[low - 1] }
  }
  const found: Array<readonly [number, number]> = []
  for (let run = runs.at(-1); run; run = run.before) found.push(run.pair)
  return found.reverse()
}

/**
 * Finds equal elements of two lists, in the same order in both: by the elements that occur once in each list or, if there are none, by all.
 * Takes O(n log n) time.
 *
 * @returns Their indices; empty if the lists have nothing in common.
 */
export const increasingPairs = (
  one: ReadonlyArray<Keyed>,
  other: ReadonlyArray<Keyed>,
): ReadonlyArray<readonly [number, number]> => {
  for (const isUnique of [true, false]) {
    const there = positions(other, isUnique)
    const pairs = [...positions(one, isUnique)].flatMap(([key, row]): ReadonlyArray<readonly [number, number]> => {
      const column = there.get(key)
      return column === undefined ? [] : [[row, column]]
    })
    const run = longest(pairs.sort(([row], [next]) => row - next))
    if (run.length > 0) return run
  }
  return []
}
