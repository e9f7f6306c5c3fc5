/**
 * What two lists have in common, in the same order.
 *
 * @internal
 */

interface Keyed {
  readonly key: number
}

/** Positions of the keys that are in a list once; or of all keys, each with its number among the equal ones. */
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

/** The longest run of pairs of which both numbers increase. The first numbers increase already. */
const longest = (pairs: ReadonlyArray<readonly [number, number]>): ReadonlyArray<readonly [number, number]> => {
  /** For each length, the index of the pair with the least second number that ends such a run. */
  const ends: Array<number> = []
  const before: Array<number> = []
  pairs.forEach(([, column], index) => {
    let low = 0
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < column) low = middle + 1
      else high = middle
    }
    before.push(ends[low - 1] ?? -1)
    ends[low] = index
  })
  const run: Array<readonly [number, number]> = []
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index]
    if (pair) run.push(pair)
  }
  return run.reverse()
}

/**
 * Finds equal elements of two lists, in the same order in both: first by what is in each list once, and by everything if nothing is.
 * Takes time n log n.
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
