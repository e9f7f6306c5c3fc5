/** A queue of work that grows while it is done: a limited number at a time, each task once. */

/** A list of work. */
export interface Tasks {
  /** Adds work under a name, unless there was work of this name before. */
  readonly add: (name: string, work: () => Promise<void>) => void
  /** Does all of it. Work that is waiting is left out once `stop` was called. */
  readonly done: () => Promise<void>
  readonly stop: () => void
  /** Whether work of a name was added. */
  readonly has: (name: string) => boolean
}

export const createTasks = (atATime: number): Tasks => {
  const names = new Set<string>()
  const waiting: Array<() => Promise<void>> = []
  let running = 0
  let isStopped = false
  let thrown: { readonly error: unknown } | undefined
  let end: (() => void) | undefined
  const next = (): void => {
    while (running < atATime && !isStopped) {
      const work = waiting.shift()
      if (!work) break
      running++
      void work()
        .catch((error: unknown) => {
          thrown ??= { error }
          isStopped = true
        })
        .finally(() => {
          running--
          next()
        })
    }
    if (running === 0 && (waiting.length === 0 || isStopped)) end?.()
  }
  return {
    add: (name, work) => {
      if (names.has(name)) return
      names.add(name)
      waiting.push(work)
      next()
    },
    done: async () => {
      await new Promise<void>((resolve) => {
        end = resolve
        next()
      })
      if (thrown) throw thrown.error
    },
    stop: () => {
      isStopped = true
    },
    has: (name) => names.has(name),
  }
}
