/** Counts work that has begun and not ended. */

/** A counter, which starts at 0. */
export const countUnderWay = () => {
  let count = 0
  return {
    underWay: (): number => count,
    /** Runs work, and counts it until it ends. */
    counted: async <A>(work: () => Promise<A>): Promise<A> => {
      count++
      try {
        return await work()
      } finally {
        count--
      }
    },
  }
}
