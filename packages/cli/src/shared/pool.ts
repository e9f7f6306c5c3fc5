/** A limit on how much runs at the same time. */

/** Runs a task as soon as fewer than the limit are running. */
export type Pool = <A>(task: () => Promise<A>) => Promise<A>

/** Creates a pool. Tasks start in the order in which they are given. */
export const createPool = (limit: number): Pool => {
  const waiting: Array<() => void> = []
  let running = 0
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await task()
    } finally {
      // The next task runs instead of this one, so their number stays the same.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
