/**
 * Ends work that takes too long or is no longer wanted.
 *
 * @internal
 */

import type { Clock } from './clock.js'
import { isObject } from './json.js'
import { tryTo } from './orUndefined.js'
import { onAbort } from './signal.js'

/** Why work was ended before it was done. */
export type Ended = 'timeout' | 'aborted'

/**
 * Runs work with a controller that fires when the time is over or the caller's signal fires, and does not wait for work that
 * ignores it. What the work throws is thrown; an end that comes first is the answer.
 *
 * It is given the controller, not its signal: platforms make that when it is asked for, and it is dear.
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
    // Neither the timer nor the listener may outlive the work: one keeps a process alive, the other a signal's memory.
    const over = (): void => {
      // A clock that was made elsewhere may throw here, and must not keep the answer back.
      tryTo(callOff)
      leave()
    }
    const end = (ended: Ended): void => {
      over()
      // First the answer, then the signal: what the work throws when it is aborted comes too late to be one.
      resolve(ended)
      controller.abort(signal?.reason)
    }
    const callOff = clock.after(timeoutMs, () => end('timeout'))
    const leave = onAbort(signal, () => end('aborted'))
    const settled =
      <B>(settle: (value: B) => void) =>
      (value: B): void => {
        over()
        settle(value)
      }
    work(controller).then(settled(resolve), settled(reject))
  })

/** Whether something is a promise, of whatever make. */
export const isThenable = <A>(given: A | Promise<A>): given is Promise<A> => isObject(given) && 'then' in given

/** What work gives, at once or in time; nothing if it fails, takes too long or is no longer wanted. */
export const inTime = <A>(
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: () => A | Promise<A>,
): A | undefined | Promise<A | undefined> =>
  tryTo(() => {
    const given = work()
    if (!isThenable(given)) return given
    return withinDeadline(clock, timeoutMs, signal, async () => ({ value: await given })).then(
      (ended) => (typeof ended === 'string' ? undefined : ended.value),
      () => undefined,
    )
  })
