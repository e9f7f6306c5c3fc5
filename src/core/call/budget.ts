/**
 * The time budget of a call, and the timeout that it leaves for each wait.
 *
 * @internal
 */
import { type Clock, stopwatch } from '../internal/clock.js'
import type { Config } from './config.js'
import type { AnyRequest, Budget } from './request.js'

/**
 * Starts a budget. With `canExtend`, time spent in the queue of a rate limiter does not count.
 *
 * @internal
 */
export const startBudget = (clock: Clock, milliseconds: number, canExtend: boolean): Budget => {
  const elapsed = stopwatch(clock)
  let endsAt = elapsed() + milliseconds
  return {
    leftMs: () => Math.ceil(endsAt - elapsed()),
    extend: canExtend
      ? (more) => {
          endsAt += more
        }
      : undefined,
  }
}

/**
 * The timeout of one wait of a call, in milliseconds: that of one attempt, or the rest of the budget if it is shorter.
 *
 * @internal
 */
export const patienceMs = ({ timeoutMs: most }: Config, { timeoutMs = most, budget }: AnyRequest): number =>
  Math.max(0, Math.min(timeoutMs, budget?.leftMs() ?? timeoutMs))
