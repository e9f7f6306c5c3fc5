/** A clock and random numbers that are the same in every run. */
import type { Clock } from '../src/core/internal/clock.js'

/** A random number generator that returns the same numbers for the same seed (mulberry32). */
export const seeded = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A sleep by timers, which a signal ends. */
export const sleepBy =
  (after: Clock['after']): Clock['sleep'] =>
  (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const end = (): void => {
        cancel()
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const cancel = after(milliseconds, end)
      signal?.addEventListener('abort', end)
    })

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** A clock that advances to the next timer when all other work is done. */
export const virtualClock = () => {
  const timers: Array<Timer> = []
  let time = 0
  const add = (timer: Timer): void => {
    timers.push(timer)
    for (let at = timers.length - 1; at > 0; ) {
      const above = (at - 1) >> 1
      const [low, high] = [timers[at], timers[above]]
      if (!low || !high || high.at <= low.at) break
      timers[at] = high
      timers[above] = low
      at = above
    }
  }
  const takeFirst = (): Timer | undefined => {
    const [first] = timers
    const last = timers.pop()
    if (!first || !last || timers.length === 0) return first
    timers[0] = last
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      const right = left + 1
      const lower =
        (timers[right]?.at ?? Number.POSITIVE_INFINITY) < (timers[left]?.at ?? Number.POSITIVE_INFINITY) ? right : left
      const [here, below] = [timers[at], timers[lower]]
      if (!here || !below || here.at <= below.at) return first
      timers[at] = below
      timers[lower] = here
      at = lower
    }
  }
  const after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { called: true, at: time + milliseconds, run: () => timer.called && run() }
    add(timer)
    return () => {
      timer.called = false
    }
  }
  return {
    now: () => time,
    after,
    sleep: sleepBy(after),
    /** Runs all timers until a time, in milliseconds. */
    runUntil: async (end: number): Promise<void> => {
      for (;;) {
        await new Promise(setImmediate)
        const timer = takeFirst()
        if (!timer || timer.at > end) return
        time = Math.max(time, timer.at)
        timer.run()
        // All timers of one moment run before other work.
        while ((timers[0]?.at ?? Number.POSITIVE_INFINITY) <= time) takeFirst()?.run()
      }
    },
  }
}
