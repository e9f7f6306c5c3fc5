/** Time, randomness and waiting as a value, so that tests control all three. */
import { orUndefined, tryTo } from './orUndefined.js'
import { onAbort } from './signal.js'

/** The source of time, randomness and waiting. */
export interface Clock {
  /** The wall clock: milliseconds since the epoch. It may be set back. */
  readonly now: () => number
  /** A clock for measuring durations, in milliseconds; it never goes back. Default: `now`, corrected when it is set back. */
  readonly monotonic?: (() => number) | undefined
  /** A random number, at least 0 and less than 1. */
  readonly random: () => number
  /** Runs a function after a delay in milliseconds. The returned function cancels it. */
  readonly after: (milliseconds: number, run: () => void) => () => void
  /** Waits, in milliseconds. It resolves early when the signal is aborted, and never rejects. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** The maximum delay of a platform timer; a longer one would fire immediately. */
const LONGEST_TIMER_MS = 2_147_483_647

const after = (milliseconds: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, Math.min(milliseconds, LONGEST_TIMER_MS))
  return () => clearTimeout(timer)
}

/** Creates a sleep that ends when `start` reports the end of the delay, or the signal is aborted. */
const sleeper =
  (start: (milliseconds: number, end: () => void, signal: AbortSignal | undefined) => () => void): Clock['sleep'] =>
  (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      // A custom clock may end or abort at once, before there is anything to cancel.
      let cancel: (() => void) | undefined
      const end = (): void => {
        cancel?.()
        leave()
        resolve()
      }
      const leave = onAbort(signal, end)
      cancel = start(milliseconds, end, signal)
    })

const now = (): number => Date.now()
const monotonic = (): number => performance.now()
const random = (): number => Math.random()

/** The clock of the platform. */
export const systemClock: Clock = { now, monotonic, random, after, sleep: sleeper(after) }

/** Makes a reading monotonic: the time lost when the clock is set back is added. */
const neverBack = (read: () => number): (() => number) => {
  let last = read()
  let lost = 0
  return () => {
    const time = read()
    if (time < last) lost += last - time
    last = time
    return time + lost
  }
}

/**
 * Makes a custom clock safe: where it throws or returns no number, the platform's clock is used, and a sleep that rejects or does not
 * end in time resolves anyway.
 *
 * @internal
 */
export const steadyClock = (clock: Clock): Clock => {
  if (clock === systemClock) return clock
  const number = (read: () => number | undefined, otherwise: () => number) => (): number => {
    const given = tryTo(read)
    return Number.isFinite(given) ? Number(given) : otherwise()
  }
  const chance = number(() => clock.random(), random)
  return {
    now: number(() => clock.now(), now),
    monotonic: clock.monotonic && neverBack(number(() => clock.monotonic?.(), monotonic)),
    random: () => Math.min(Math.max(chance(), 0), 1),
    after: (milliseconds, run) => clock.after(milliseconds, run),
    sleep: sleeper((milliseconds, end, signal) => {
      const cancel = tryTo(() => clock.after(milliseconds, end))
      void orUndefined(() => clock.sleep(milliseconds, signal)).then(end)
      return () => tryTo(() => cancel?.())
    }),
  }
}

/**
 * A reading for measuring durations. It never goes back, even if the clock has no `monotonic` and its `now` is set back. Create one
 * per measurement and keep it until the end, since it only corrects what happens during its lifetime.
 *
 * @internal
 */
export const stopwatch = ({ now, monotonic }: Clock): (() => number) => monotonic ?? neverBack(now)
