/**
 * Spaces calls to the pace that a token is allowed. Nobody knows that pace beforehand, it differs from plan to plan, and other
 * processes may spend from it. So the limiter starts from the pace that most plans have and learns from what Notion answers.
 */

import type { Budget } from '../call/request.js'
import { attempt } from '../internal/attempt.js'
import { type Clock, stopwatch, systemClock } from '../internal/clock.js'
import { checkOptions, POSITIVE } from '../internal/options.js'
import { onAbort } from '../internal/signal.js'

/** The pace of a limiter, in calls a minute. */
export interface RateLimitOptions {
  /** The pace to start with, and how many calls may go out in one burst. Default 180, the limit of most plans. */
  readonly perMinute?: number | undefined
  /** The fastest pace that is tried while no 429 comes. Default 600, the limit of the largest plans, or `perMinute` where that is more. */
  readonly maxPerMinute?: number | undefined
  /** The slowest pace that 429s can lead to. Default 5, or `perMinute` where that is less. */
  readonly minPerMinute?: number | undefined
  /** Where time, chance and waiting come from. Default the platform. */
  readonly clock?: Clock | undefined
}

/** Leave to make one call. */
export interface Permit {
  /** Tells the limiter that the call was answered with something other than 429 or 529. */
  readonly passed: () => void
  /** Tells the limiter that it was answered with 429 or 529, and how long Notion asks to wait, in milliseconds. */
  readonly refused: (retryAfterMs: number | undefined) => void
}

/**
 * No permit within the budget of a call.
 *
 * @internal
 */
export interface NoPermit {
  /** How long it would have to wait, in milliseconds. */
  readonly retryAfterMs: number
}

/** Spaces the calls of any number of contexts; each token has a pace of its own. */
export interface RateLimiter {
  /**
   * Waits for a permit, first come first served. Nothing is given where the signal fires first, and a {@link NoPermit}, at once
   * where that can be told, where the wait is longer than the budget; without a budget the wait may take as long as it takes.
   */
  readonly acquire: (tenant: string, signal?: AbortSignal, budget?: Budget) => Promise<Permit | NoPermit | undefined>
}

const MINUTE_MS = 60_000
/** How long all calls pause after a refusal that names no time. */
const DEFAULT_PAUSE_MS = 1_000
/** The longest pause: after it one call finds out whether Notion still asks for one. */
const MAX_PAUSE_MS = 3_600_000
/** How much slower the pace becomes with a refusal, and at most where few calls got through before it. */
const SLOWDOWN = 0.7
const SHARPEST_SLOWDOWN = 0.1
/** How much faster the pace becomes with each call that had to wait and was not refused. */
const SPEEDUP = 0.5
/** How long the pace that was refused is not tried again. */
const CAUTION_MS = 300_000

/** A call in the queue. */
interface Waiter {
  /** How long it may still be paused, in milliseconds. */
  readonly left: number
  /** The pauses that were over when it came, in milliseconds. */
  readonly pausedBefore: number
  readonly settle: (permit: Permit | NoPermit | undefined) => void
}

type BucketOptions = { readonly [Name in keyof RateLimitOptions]-?: Exclude<RateLimitOptions[Name], undefined> }

/** The calls of one token: a token bucket with a queue. */
const makeBucket = ({ perMinute, maxPerMinute, minPerMinute, clock }: BucketOptions) => {
  const elapsed = stopwatch(clock)
  let pace = perMinute
  let available = perMinute
  let filledAt = elapsed()
  let pausedUntil = filledAt
  /** All pauses together, in milliseconds, that which lasts to its end. */
  let pausedMs = 0
  let slowedAt = Number.NEGATIVE_INFINITY
  let refusedPace = Number.POSITIVE_INFINITY
  let passes = 0
  let countedFrom = filledAt
  const queue = new Set<Waiter>()
  let asleep: AbortController | undefined

  /** How long it is until the next permit, in milliseconds. */
  const waitMs = (): number => {
    const now = elapsed()
    // A pause fills nothing: its end would be a burst into the next refusal.
    const since = Math.max(filledAt, Math.min(pausedUntil, now))
    available = Math.min(pace, available + ((now - since) * pace) / MINUTE_MS)
    filledAt = now
    return Math.max(pausedUntil - now, ((1 - available) * MINUTE_MS) / pace)
  }

  /** The pauses that a waiter has met so far, with the rest of that which lasts. */
  const isOut = ({ left, pausedBefore }: Waiter): boolean => pausedMs - pausedBefore > left

  const pauseFor = (milliseconds: number): void => {
    const now = elapsed()
    const until = now + Math.min(milliseconds, MAX_PAUSE_MS)
    if (until <= pausedUntil) return
    pausedMs += until - Math.max(pausedUntil, now)
    pausedUntil = until
    for (const waiter of queue) if (isOut(waiter)) waiter.settle({ retryAfterMs: until - now })
  }

  const makePermit = (waited: boolean): Permit => {
    const given = elapsed()
    available -= 1
    return {
      passed: () => {
        passes++
        const fastest = elapsed() - slowedAt < CAUTION_MS ? Math.min(maxPerMinute, refusedPace * 0.95) : maxPerMinute
        if (waited) pace = Math.max(pace, Math.min(fastest, pace + SPEEDUP))
      },
      refused: (retryAfterMs) => {
        const asked = retryAfterMs !== undefined && retryAfterMs >= 0 ? retryAfterMs : DEFAULT_PAUSE_MS
        // Those who share a token come back one by one, not all at once.
        pauseFor(asked + clock.random() * Math.min(asked, MINUTE_MS / pace))
        // Calls that were in flight together are refused together: that is one lesson, not many.
        if (given <= slowedAt) return
        const now = elapsed()
        // What got through tells how far beyond its share the pace was: others may spend from the same limit.
        const passedPace = (passes * MINUTE_MS) / Math.max(MINUTE_MS, now - countedFrom)
        refusedPace = pace
        slowedAt = now
        countedFrom = now
        passes = 0
        pace = Math.max(minPerMinute, pace * SHARPEST_SLOWDOWN, Math.min(pace * SLOWDOWN, passedPace))
        // One call finds out whether the pause was long enough.
        available = 1
      },
    }
  }

  /** Gives permits to the queue, one after the other, for as long as there is one. */
  const serve = async (): Promise<void> => {
    while (queue.size > 0) {
      const wait = waitMs()
      if (wait > 0) {
        const paused = pausedUntil
        asleep = new AbortController()
        const { signal } = asleep
        await attempt(() => clock.sleep(Math.ceil(wait), signal))
        // Everybody left, or a pause came: what was waited for is not what is to be waited for now.
        if (signal.aborted || pausedUntil !== paused) continue
      }
      const [next] = queue
      next?.settle(makePermit(true))
    }
    asleep = undefined
  }

  const join = (signal: AbortSignal | undefined, budget: Budget | undefined): Promise<Permit | NoPermit | undefined> =>
    new Promise((resolve) => {
      const since = elapsed()
      const left = budget?.leftMs() ?? Number.POSITIVE_INFINITY
      const pausedBefore = pausedMs - Math.max(0, pausedUntil - since)
      const waiter: Waiter = {
        left,
        pausedBefore,
        settle: (permit) => {
          queue.delete(waiter)
          leave()
          over?.()
          if (queue.size === 0) asleep?.abort()
          budget?.extend?.(Math.max(0, elapsed() - since - (pausedMs - pausedBefore)))
          resolve(permit)
        },
      }
      const leave = onAbort(signal, () => waiter.settle(undefined))
      const counted = budget && !budget.extend
      // Where the queue counts, too: it cannot move faster than the fastest pace.
      const soonest = waitMs() + (queue.size * MINUTE_MS) / maxPerMinute
      const over =
        counted && left < Number.MAX_SAFE_INTEGER
          ? clock.after(left, () => waiter.settle({ retryAfterMs: Math.ceil(waitMs()) }))
          : undefined
      if (isOut(waiter)) return waiter.settle({ retryAfterMs: pausedUntil - since })
      if (counted && soonest > left) return waiter.settle({ retryAfterMs: soonest })
      queue.add(waiter)
      if (!asleep) void serve()
    })

  return {
    acquire: async (signal?: AbortSignal, budget?: Budget): Promise<Permit | NoPermit | undefined> => {
      if (signal?.aborted) return undefined
      return queue.size === 0 && waitMs() <= 0 ? makePermit(false) : join(signal, budget)
    },
    /** Whether it remembers nothing that matters any more. */
    isIdle: (): boolean => queue.size === 0 && elapsed() > Math.max(filledAt + CAUTION_MS, pausedUntil),
  }
}

/** How many tokens are remembered before those that are idle are forgotten. */
const MANY_BUCKETS = 100

/**
 * A limiter that several contexts can share: a bucket for each token that can be spent in one burst and fills up again at
 * the pace. A 429 pauses all callers for as long as Notion asks, an hour at most, and slows the pace; while calls have to wait
 * and none is refused, the pace rises again. So several processes that share a token come to share its limit.
 *
 * @param options The paces. A minute's worth may go out in one burst.
 * @throws TypeError for a pace that is not greater than 0.
 * @example
 * import { createContext, rateLimiter } from 'notion-fp'
 *
 * const rateLimit = rateLimiter({ perMinute: 600 })
 * const workers = [createContext({ auth: 'ntn_…', rateLimit }), createContext({ auth: 'ntn_…', rateLimit })]
 */
export const rateLimiter = (options: RateLimitOptions = {}): RateLimiter => {
  checkOptions(options, { perMinute: POSITIVE, maxPerMinute: POSITIVE, minPerMinute: POSITIVE })
  const {
    perMinute = 180,
    maxPerMinute = Math.max(600, perMinute),
    minPerMinute = Math.min(5, perMinute),
    clock = systemClock,
  } = options
  const buckets = new Map<string, ReturnType<typeof makeBucket>>()
  const bucketOf = (tenant: string): ReturnType<typeof makeBucket> => {
    const known = buckets.get(tenant)
    if (known) return known
    if (buckets.size >= MANY_BUCKETS) for (const [name, { isIdle }] of buckets) if (isIdle()) buckets.delete(name)
    const made = makeBucket({ perMinute, maxPerMinute, minPerMinute, clock })
    buckets.set(tenant, made)
    return made
  }
  return { acquire: (tenant, signal, budget) => bucketOf(tenant).acquire(signal, budget) }
}
