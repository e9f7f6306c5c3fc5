/**
 * Waiting that a signal ends.
 *
 * @internal
 */
import { unsafeCast } from './unsafeCast.js'

/** What waits for a signal: one listener to the platform, however many calls there are. */
type Waiting = Set<() => void> & EventListenerObject

/**
 * Where a signal keeps what waits for it. Node 20 warns of a leak from the eleventh listener on, and a signal that ends a whole
 * job has one for each call in flight; a signal of `AbortSignal.any` for each call costs 15 µs and leaks.
 */
const WAITING = Symbol('notion-fp: waiting')

const waitingFor = (signal: AbortSignal): Waiting => {
  const known = unsafeCast<Waiting | undefined>(Reflect.get(signal, WAITING))
  if (known) return known
  const waiting: Waiting = Object.assign(new Set<() => void>(), {
    handleEvent: () => {
      for (const run of waiting) run()
    },
  })
  // A signal that takes no property has a listener for each call, as usual.
  Reflect.defineProperty(signal, WAITING, { value: waiting })
  return waiting
}

/** Runs something once the signal fires, or at once where it has. The function it gives calls that off. */
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

/** A promise's value, or nothing where the signal fires first. */
export const unlessAborted = <A>(signal: AbortSignal | undefined, promise: Promise<A>): Promise<A | undefined> =>
  signal
    ? new Promise((resolve, reject) => {
        const leave = onAbort(signal, () => resolve(undefined))
        promise.then(resolve, reject).finally(leave)
      })
    : promise
