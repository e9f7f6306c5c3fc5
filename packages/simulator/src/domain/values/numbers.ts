/** Statistics for formulas and rollups, which may have no numbers to compute with. */

/** The sum of numbers; 0 when there are none. */
export const sum = (of: ReadonlyArray<number>): number => of.reduce((total, each) => total + each, 0)

/** The smallest of some numbers; null when there are none. */
export const smallest = (of: ReadonlyArray<number>): number | null =>
  of.length === 0 ? null : of.reduce((a, b) => Math.min(a, b))

/** The largest of some numbers; null when there are none. */
export const largest = (of: ReadonlyArray<number>): number | null =>
  of.length === 0 ? null : of.reduce((a, b) => Math.max(a, b))

/** The median of numbers; null when there are none. */
export const median = (of: ReadonlyArray<number>): number | null => {
  const sorted = [...of].sort((left, right) => left - right)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
