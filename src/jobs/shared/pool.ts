/**
 * One limit on concurrency for a whole job, however its work is nested.
 *
 * @internal
 */

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
      // The slot passes to a waiting task, so that no later task overtakes it.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
