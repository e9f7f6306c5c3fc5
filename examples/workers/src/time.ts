/** Time that passes faster than on the wall, so that a trial on the simulator takes seconds and not minutes. */
import { type Clock, systemClock } from 'notion-fp'

/** How time passes. All processes of a trial have the same. */
export interface Pace {
  /** When it began, in milliseconds since the epoch. */
  readonly began: number
  /** How many times as fast; 1 in production. */
  readonly speed: number
}

/** The pace of production. */
export const REAL: Pace = { began: 0, speed: 1 }

/** A duration on the wall, in milliseconds. */
export const onTheWall = (milliseconds: number, { speed }: Pace): number => Math.ceil(milliseconds / speed)

export const clockOf = (pace: Pace): Clock => {
  const { began, speed } = pace
  return {
    now: () => began + (systemClock.now() - began) * speed,
    monotonic: () => performance.now() * speed,
    random: systemClock.random,
    after: (milliseconds, run) => systemClock.after(milliseconds / speed, run),
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
  }
}
