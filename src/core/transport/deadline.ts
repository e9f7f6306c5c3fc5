/** Ends work that takes too long or is no longer wanted. */
import type { Clock } from '../clock.js'

/** Why work was ended before it was done. */
export type Ended = 'timeout' | 'aborted'

const abortOf = (signal: AbortSignal, until: AbortSignal): Promise<Ended> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('aborted'), { once: true, signal: until })
  })

/**
 * Runs work with a signal that fires when the time is over or the caller's signal fires, and does not wait for work that
 * ignores it. What the work throws is thrown; an end that comes first is the answer.
 */
export const withinDeadline = async <A>(
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<A>,
): Promise<{ readonly done: A } | { readonly ended: Ended }> => {
  const exchange = new AbortController()
  // Ends the timer and the listener as soon as the race is over: neither may keep a process or a signal's memory alive.
  const over = new AbortController()
  const done = work(exchange.signal).then((value) => ({ done: value }))
  const ended = [
    clock.sleep(timeoutMs, over.signal).then((): Ended => 'timeout'),
    ...(signal ? [abortOf(signal, over.signal)] : []),
  ].map((end) =>
    end.then((reason) => {
      if (!over.signal.aborted) exchange.abort(reason)
      return { ended: reason }
    }),
  )
  try {
    return await Promise.race([done, ...ended])
  } finally {
    over.abort()
    // Work that lost the race rejects with its abort; nobody waits for that any more.
    done.catch(() => undefined)
  }
}
