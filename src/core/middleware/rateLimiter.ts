/**
 * Spaces calls to the pace that a token is allowed. Nobody knows that pace beforehand, it differs from plan to plan, so the
 * limiter starts from the one most plans have and learns from what Notion answers.
 */
import { type Clock, systemClock } from '../clock.js'
import { refuseUnlessPositive } from '../refuse.js'
import { unlessAborted } from '../signal.js'

/** The pace of a limiter, in calls a minute. */
export interface RateLimitOptions {
  /** The pace to start with, and how many calls may go out in one burst. Default 180, the limit of most plans. */
  readonly perMinute?: number | undefined
  /** The fastest pace that is tried while no 429 comes. Default 600, the limit of the largest plans, or `perMinute` where that is more. */
  readonly maxPerMinute?: number | undefined
  /** The slowest pace that 429s can lead to. Default 30, or `perMinute` where that is less. */
  readonly minPerMinute?: number | undefined
  /** Where time and waiting come from. Default the platform. */
  readonly clock?: Clock | undefined
}

/** Leave to make one call. */
export interface Permit {
  /** Tells the limiter that the call was answered with something other than 429 or 529. */
  readonly passed: () => void
  /** Tells the limiter that it was answered with 429 or 529, and how long Notion asks to wait, in milliseconds. */
  readonly refused: (retryAfterMs: number | undefined) => void
}

/** Spaces the calls of any number of contexts; each token has a pace of its own. */
export interface RateLimiter {
  /** Waits for its turn, first come first served. Nothing is given where the signal fires first. */
  readonly acquire: (tenant: string, signal?: AbortSignal) => Promise<Permit | undefined>
}

const MINUTE_MS = 60_000
/** How long all calls pause after a refusal that names no time. */
const DEFAULT_PAUSE_MS = 1_000
/** How much slower the pace becomes with each refusal. */
const SLOWDOWN = 0.7
/** How much faster the pace becomes over a minute of calls that had to wait and were not refused. */
const SPEEDUP = 0.5
/** How long the pace that was refused is not tried again. */
const CAUTION_MS = 300_000

/** The options with their defaults. */
type Settings = { readonly [Name in keyof RateLimitOptions]-?: NonNullable<RateLimitOptions[Name]> }

/** The calls of one token. */
const lane = ({ perMinute, maxPerMinute, minPerMinute, clock }: Settings) => {
  let pace = perMinute
  let available = perMinute
  let filledAt = clock.now()
  let pausedUntil = 0
  let slowedAt = Number.NEGATIVE_INFINITY
  let refusedPace = Number.POSITIVE_INFINITY
  let waiting = 0
  /** The turn of who came last. */
  let last: Promise<unknown> = Promise.resolve()

  /** How long it is until the next turn, in milliseconds. */
  const waitMs = (): number => {
    const now = clock.now()
    // A clock that is set back must not take away what is there.
    // A pause fills nothing: its end would be a burst into the next refusal.
    const since = Math.max(filledAt, Math.min(pausedUntil, now))
    available = Math.min(pace, available + (Math.max(0, now - since) * pace) / MINUTE_MS)
    filledAt = now
    return Math.max(pausedUntil - now, ((1 - available) * MINUTE_MS) / pace)
  }

  const permit = (pressed: boolean): Permit => {
    const given = clock.now()
    available -= 1
    return {
      passed: () => {
        const fastest = clock.now() - slowedAt < CAUTION_MS ? Math.min(maxPerMinute, refusedPace * 0.95) : maxPerMinute
        if (pressed) pace = Math.max(pace, Math.min(fastest, pace + SPEEDUP))
      },
      refused: (retryAfterMs = DEFAULT_PAUSE_MS) => {
        const now = clock.now()
        pausedUntil = Math.max(pausedUntil, now + retryAfterMs)
        // Calls that were in flight together are refused together: that is one lesson, not many.
        if (given <= slowedAt) return
        refusedPace = pace
        slowedAt = now
        pace = Math.max(minPerMinute, pace * SLOWDOWN)
        // One call finds out whether the pause was long enough.
        available = 1
      },
    }
  }

  /** Waits until everybody who came before has gone or left, and then for the time. */
  const turn = async (before: Promise<unknown>, signal: AbortSignal | undefined): Promise<Permit | undefined> => {
    await before
    // Sleeping again, where a refusal came meanwhile.
    for (let wait = waitMs(); wait > 0 && !signal?.aborted; wait = waitMs()) await clock.sleep(Math.ceil(wait), signal)
    waiting--
    return signal?.aborted ? undefined : permit(true)
  }

  return {
    acquire: async (signal?: AbortSignal): Promise<Permit | undefined> => {
      if (signal?.aborted) return undefined
      if (!waiting && waitMs() <= 0) return permit(false)
      waiting++
      const mine = turn(last, signal)
      last = mine
      return unlessAborted(signal, mine)
    },
    /** Whether it remembers nothing that matters any more. */
    idle: (): boolean => !waiting && clock.now() > Math.max(filledAt + CAUTION_MS, pausedUntil),
  }
}

/** How many tokens are remembered before those that are idle are forgotten. */
const MANY_LANES = 100

/**
 * A limiter that several contexts can share: a bucket for each token that can be spent in one burst and fills up again at
 * the pace. A 429 pauses all callers for as long as Notion asks and slows the pace; while calls have to wait and none is
 * refused, the pace rises again.
 *
 * @example
 * import { createContext, rateLimiter } from 'notion-fp'
 *
 * const rateLimit = rateLimiter({ perMinute: 600 })
 * const workers = [createContext({ auth: 'ntn_…', rateLimit }), createContext({ auth: 'ntn_…', rateLimit })]
 */
export const rateLimiter = ({
  perMinute = 180,
  maxPerMinute = Math.max(600, perMinute),
  minPerMinute = Math.min(30, perMinute),
  clock = systemClock,
}: RateLimitOptions = {}): RateLimiter => {
  refuseUnlessPositive({ perMinute, maxPerMinute, minPerMinute })
  const lanes = new Map<string, ReturnType<typeof lane>>()
  const laneOf = (tenant: string): ReturnType<typeof lane> => {
    const known = lanes.get(tenant)
    if (known) return known
    if (lanes.size >= MANY_LANES) for (const [name, { idle }] of lanes) if (idle()) lanes.delete(name)
    const made = lane({ perMinute, maxPerMinute, minPerMinute, clock })
    lanes.set(tenant, made)
    return made
  }
  return { acquire: (tenant, signal) => laneOf(tenant).acquire(signal) }
}
