/** Time, chance and waiting as a value, so that whoever holds the clock owns all three. */
import { orUndefined, tryTo } from './orUndefined.js'
import { onAbort } from './signal.js'

/** Where middleware gets the time, its random numbers and its waiting from. */
export interface Clock {
  /** Milliseconds since the epoch. It is what a person sets: it may be set back. */
  readonly now: () => number
  /** Milliseconds since some moment, never set back: what waits are measured with. Default `now`, guarded by {@link stopwatch}. */
  readonly monotonic?: (() => number) | undefined
  /** A number from 0 up to, but not, 1. */
  readonly random: () => number
  /** Runs something after so many milliseconds. What it gives calls that off. */
  readonly after: (milliseconds: number, run: () => void) => () => void
  /** Waits so many milliseconds. It ends early, and never fails, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** The longest time that a timer of the platform can be set to; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647

const after = (milliseconds: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, Math.min(milliseconds, LONGEST_TIMER_MS))
  return () => clearTimeout(timer)
}

/** A sleep that ends when its time is over, however that is told, or the signal aborts. */
const sleeper =
  (tell: (milliseconds: number, end: () => void, signal: AbortSignal | undefined) => () => void): Clock['sleep'] =>
  (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const end = (): void => {
        callOff()
        leave()
        resolve()
      }
      const callOff = tell(milliseconds, end, signal)
      const leave = onAbort(signal, end)
    })

const now = (): number => Date.now()
const monotonic = (): number => performance.now()
const random = (): number => Math.random()

/** The clock of the platform. */
export const systemClock: Clock = { now, monotonic, random, after, sleep: sleeper(after) }

/** A reading that never goes back; what is lost by setting the time back is added. */
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
 * A clock that disturbs no call, whatever it is made of: what it fails to tell, the platform tells, and a sleep that fails, or does
 * not end when its time is over, ends.
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
      const callOff = tryTo(() => clock.after(milliseconds, end))
      void orUndefined(() => clock.sleep(milliseconds, signal)).then(end)
      return () => tryTo(() => callOff?.())
    }),
  }
}

/**
 * Reads a clock for measuring how long something lasts: the reading never goes back, also where the clock has no `monotonic` and
 * its `now` is set back meanwhile. Each reader of the time that is kept should have one for as long as it lasts.
 *
 * @internal
 */
export const stopwatch = ({ now, monotonic }: Clock): (() => number) => monotonic ?? neverBack(now)
