/** Timers of a time that others move, in steps, so that all who wait have turns together. */
import type { Clock } from '../src/core/internal/clock.js'

/**
 * Timers that are due at whole steps.
 *
 * @param now The current time, in milliseconds.
 * @param stepMs The length of a step.
 */
export const steppedTimers = (now: () => number, stepMs: number) => {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const after: Clock['after'] = (milliseconds, run) => {
    const timer = { at: Math.ceil((now() + Math.max(1, milliseconds)) / stepMs) * stepMs, run }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  return {
    after,
    /** When the next timer is due; infinite without one. */
    nextAt: (): number => [...timers].reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY),
    /** Runs the timers that are due. */
    runDue: (): void => {
      for (const timer of [...timers]) {
        if (timer.at > now()) continue
        timers.delete(timer)
        timer.run()
      }
    },
  }
}
