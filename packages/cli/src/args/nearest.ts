/** Suggests the name that was probably meant. */

/** How many characters must be changed, added, left out or swapped with their neighbour. */
const distance = (a: string, b: string): number => {
  let before: ReadonlyArray<number> = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const areSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = areSwapped ? (before[j - 2] ?? 0) + 1 : change
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** The known name that is most similar to a given one, if it is similar enough. */
export const nearest = (given: string, known: ReadonlyArray<string>): string | undefined =>
  known
    .map((name) => ({ name, far: distance(given.toLowerCase().slice(0, 100), name.toLowerCase()) }))
    .filter(({ name, far }) => far <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.far - b.far)[0]?.name

/** The end of a message about an unknown name. */
export const didYouMean = (given: string, known: ReadonlyArray<string>): string => {
  const found = nearest(given, known)
  return found === undefined ? `It is one of: ${known.join(', ')}.` : `Did you mean "${found}"?`
}
