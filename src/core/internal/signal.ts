/**
 * Waits that end when a signal is aborted.
 *
 * @internal
 */
import { unsafeCast } from './unsafeCast.js'

/** The callbacks of a signal, registered as a single listener. */
type Waiting = Set<() => void> & EventListenerObject

/**
 * The key under which a signal stores its callbacks. Node 20 warns of a leak from the eleventh listener on, and the signal of a whole
 * job has a callback per call in flight. `AbortSignal.any` per call would take 15 µs and leak.
 */
const WAITING = Symbol('notion-fp: waiting')

const waitingFor = (signal: AbortSignal): Waiting => {
  // Only this function writes the property, so its type is known.
  const known = unsafeCast<Waiting | undefined>(Reflect.get(signal, WAITING))
  if (known) return known
  const waiting: Waiting = Object.assign(new Set<() => void>(), {
    handleEvent: () => {
      for (const run of waiting) run()
    },
  })
  // If the signal is frozen, each callback gets its own listener.
  Reflect.defineProperty(signal, WAITING, { value: waiting })
  return waiting
}

/** Runs a callback when the signal is aborted, or now if it is. The returned function cancels it. */
export const onAbort = (signal: AbortSignal | undefined, run: () => void): (() => void) => {
  if (!signal || signal.aborted) {
    if (signal) run()
    return () => undefined
  }
  const waiting = waitingFor(signal)
  waiting.add(run)
  // Adding the same listener again does nothing.
  signal.addEventListener('abort', waiting)
  return () => {
    waiting.delete(run)
    if (waiting.size === 0) signal.removeEventListener('abort', waiting)
  }
}

/** The value of a promise; `undefined` if the signal is aborted first. */
export const unlessAborted = <A>(signal: AbortSignal | undefined, promise: Promise<A>): Promise<A | undefined> =>
  signal
    ? new Promise((resolve, reject) => {
        const leave = onAbort(signal, () => resolve(undefined))
        promise.then(resolve, reject).finally(leave)
      })
    : promise
