/**
 * Lets a job abort its own requests in flight, as its caller can.
 *
 * @internal
 */
import { onAbort } from '../../core/internal/signal.js'

/** The signal of the requests of a job. */
export interface Stoppable {
  /** Aborts with the signal of the caller, or when the job stops. */
  readonly signal: AbortSignal
  /** Aborts the requests in flight. Call it at the end of each job, since it also releases the signal of the caller. */
  readonly stop: () => void
}

/** Makes the signal of the requests of a job. */
export const stoppable = (given: AbortSignal | undefined): Stoppable => {
  const controller = new AbortController()
  const leave = onAbort(given, () => controller.abort(given?.reason))
  return {
    signal: controller.signal,
    stop: () => {
      leave()
      controller.abort()
    },
  }
}
