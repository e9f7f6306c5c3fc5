/** Counts the listeners of signals. */

/** The set of listeners that are added to a signal from now on. */
export const listenersOf = (signal: AbortSignal): ReadonlySet<unknown> => {
  const listeners = new Set<unknown>()
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    listeners.add(given[1])
    add(...given)
  }
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    listeners.delete(given[1])
    remove(...given)
  }
  return listeners
}
