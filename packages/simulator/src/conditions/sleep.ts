/** Waiting as a function that tests can replace. */

/** Waits a number of milliseconds; rejects with the signal's reason if it aborts first. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

/** Waits using the system's timer. */
export const systemSleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason)
      return
    }
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', abort, { once: true })
  })
