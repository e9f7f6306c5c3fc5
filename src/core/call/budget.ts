/**
 * How long a call may take as a whole, and what that leaves each of its waits.
 *
 * @internal
 */
import { type Clock, stopwatch } from '../internal/clock.js'
import type { Config } from './config.js'
import type { AnyRequest, Budget } from './request.js'

/**
 * A budget that begins now. One that can be extended is not spent in the queue of a rate limiter.
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
 * How long a wait of a call may take: no longer than an attempt may, nor than what is left of the budget.
 *
 * @internal
 */
export const patienceMs = ({ timeoutMs: most }: Config, { timeoutMs = most, budget }: AnyRequest): number =>
  Math.max(0, Math.min(timeoutMs, budget?.leftMs() ?? timeoutMs))
