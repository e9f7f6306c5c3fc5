/**
 * Limits the time of asynchronous work.
 *
 * @internal
 */

import type { Clock } from './clock.js'
import { isObject } from './json.js'
import { tryTo } from './orUndefined.js'
import { onAbort } from './signal.js'

/** Why work ended before it was done. */
export type Ended = 'timeout' | 'aborted'

/**
 * Runs work with a controller that aborts on timeout or when the caller's signal is aborted. It resolves with the reason even if the
 * work ignores the controller. If the work rejects first, so does the result.
 *
 * The work receives the controller rather than its signal, since platforms create the signal on first access, which is slow.
 */
export const withinDeadline = <A>(
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (controller: AbortController) => Promise<A>,
): Promise<A | Ended> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return resolve('aborted')
    const controller = new AbortController()
    // A custom clock may end or abort at once, before there is anything to cancel.
    let cancel: (() => void) | undefined
    // The timer would keep the process alive after the work, and the listener would leak memory.
    const over = (): void => {
      // A custom clock may throw here.
      tryTo(() => cancel?.())
      leave()
    }
    const end = (ended: Ended): void => {
      over()
      // Resolve before aborting: the work may reject when it is aborted.
      resolve(ended)
      controller.abort(signal?.reason)
    }
    const leave = onAbort(signal, () => end('aborted'))
    cancel = clock.after(timeoutMs, () => end('timeout'))
    const settled =
      <B>(settle: (value: B) => void) =>
      (value: B): void => {
        over()
        settle(value)
      }
    work(controller).then(settled(resolve), settled(reject))
  })

/** Whether a value is a promise or any other thenable. */
export const isThenable = <A>(given: A | Promise<A>): given is Promise<A> => isObject(given) && 'then' in given

/** The result of work, synchronous if possible; `undefined` if it fails, times out or is aborted. */
export const inTime = <A>(
  clock: Clock,
  timeoutMs: () => number,
  signal: AbortSignal | undefined,
  work: () => A | Promise<A>,
): A | undefined | Promise<A | undefined> => {
  try {
    const given = work()
    if (!isThenable(given)) return given
    return withinDeadline(clock, timeoutMs(), signal, async () => ({ value: await given })).then(
      (ended) => (typeof ended === 'string' ? undefined : ended.value),
      () => undefined,
    )
  } catch {
    return undefined
  }
}
