/**
 * Limits the rate of the calls of each token. The allowed rate depends on the plan, and other processes may use part of it. So the
 * limiter starts with the rate of most plans, and adapts to the responses.
 */

import type { Budget } from '../call/request.js'
import { type Clock, steadyClock, stopwatch, systemClock } from '../internal/clock.js'
import { CLOCK, checkOptions, POSITIVE, throwInvalidOption } from '../internal/options.js'
import { onAbort } from '../internal/signal.js'

/** The rates of a limiter, in calls per minute. */
export interface RateLimitOptions {
  /** The initial rate, and the maximum burst. Default 180, the limit of most plans. */
  readonly perMinute?: number | undefined
  /** The maximum rate while there are no 429s. Default 600, the limit of the largest plans, or `perMinute` if it is higher. */
  readonly maxPerMinute?: number | undefined
  /** The minimum rate after 429s. Default 5, or `perMinute` if it is lower. */
  readonly minPerMinute?: number | undefined
  /** The source of time, randomness and sleep. Default: the platform. */
  readonly clock?: Clock | undefined
}

/** A permit for one call. */
export interface Permit {
  /** Reports that the response had a status other than 429 or 529. */
  readonly passed: () => void
  /**
   * Reports a response 429 or 529, with its `Retry-After` in milliseconds. Returns the length of the pause to log, in milliseconds;
   * `undefined` if it is short, or is part of a pause that is already logged.
   */
  readonly refused: (retryAfterMs: number | undefined) => unknown
  /** The time in the queue, in milliseconds; 0 if there was a pause in it. Default: the whole wait. */
  readonly queuedMs?: number | undefined
}

/**
 * No permit within the budget of a call.
 *
 * @internal
 */
export interface NoPermit {
  /** The wait that the call would need, in milliseconds. */
  readonly retryAfterMs: number
  /** Why there is none, for the message of the error, if it is not the length of the wait. */
  readonly reason?: string | undefined
}

/** The result of `acquire`; `undefined` if the call was aborted. */
type Acquired = Permit | NoPermit | undefined

/** Limits the rate of calls of any number of contexts, separately for each token. */
export interface RateLimiter {
  /**
   * Waits for a permit, first come, first served. Returns `undefined` if the signal is aborted first, and a {@link NoPermit}, as early
   * as possible, if the wait exceeds the budget. Without a budget, the wait is not limited. The result may be synchronous.
   *
   * If a custom limiter returns anything else, throws, or does not respond within the budget, the call fails.
   */
  readonly acquire: (tenant: string, signal?: AbortSignal, budget?: Budget) => Acquired | Promise<Acquired>
}

const MINUTE_MS = 60_000
/** The minimum pause after a 429 or 529. Without `Retry-After`, it doubles with each one until a call succeeds. */
const MIN_PAUSE_MS = 1_000
const MAX_DOUBLINGS = 5
/** The maximum pause. After it, one call tests whether Notion still rejects calls. */
const MAX_PAUSE_MS = 3_600_000
/** After a rejection, the rate is multiplied by the share of calls that were accepted, within these limits. */
const MAX_SLOWDOWN_FACTOR = 0.7
const MIN_SLOWDOWN_FACTOR = 0.1
/** A number of assumed accepted calls in that share, so that a few calls do not change the rate much. */
const ASSUMED_ACCEPTED = 10
/** How much the rate increases with each accepted call that had to wait, in calls per minute. */
const SPEEDUP = 0.5
/** How long the rate stays below one that was rejected. */
const CAUTION_MS = 300_000
/** The minimum that a rejection takes from the budget of its call, even if other calls succeed meanwhile. */
const MIN_REJECTION_COST_MS = 5_000

/** A call in the queue. */
interface Waiter {
  /** When its wait began. */
  readonly since: number
  readonly budget: Budget | undefined
  /** The maximum wait from `since`, in milliseconds. */
  readonly left: number
  readonly settle: (acquired: Acquired) => void
}

type BucketOptions = { readonly [Name in keyof RateLimitOptions]-?: Exclude<RateLimitOptions[Name], undefined> }

/** The token bucket and the queue for the calls of one tenant. */
const makeBucket = ({ perMinute, maxPerMinute, minPerMinute, clock }: BucketOptions) => {
  const elapsed = stopwatch(clock)
  let rate = perMinute
  let available = perMinute
  let filledAt = elapsed()
  let pausedUntil = filledAt
  /** When the current series of pauses, without an accepted call, began. */
  let stalledSince = Number.POSITIVE_INFINITY
  let isPauseLogged = false
  let slowedAt = Number.NEGATIVE_INFINITY
  let rejectedRate = Number.POSITIVE_INFINITY
  /** The calls since the last slowdown, and how many of them were accepted. */
  let sent = 0
  let accepted = 0
  /** The rejections in a row. Calls that were in flight together count as one. */
  let rejections = 0
  const queue = new Set<Waiter>()
  let sleeping: AbortController | undefined
  /** When the call of a budget was rejected: the wait for its retry counts from there. */
  const rejectedAt = new WeakMap<Budget, number>()

  /** The time until the next permit, in milliseconds. Refills the bucket. */
  const waitMs = (now = elapsed()): number => {
    // The bucket does not fill during a pause, since a burst at its end would be rejected again.
    const since = Math.max(filledAt, Math.min(pausedUntil, now))
    available = Math.min(rate, available + ((now - since) * rate) / MINUTE_MS)
    filledAt = now
    return Math.max(pausedUntil - now, ((1 - available) * MINUTE_MS) / rate)
  }

  /** The part of a wait, until a given time, that is in pauses without an accepted call. */
  const stalledMs = (since: number, until: number): number =>
    Math.max(0, Math.min(until, pausedUntil) - Math.max(since, stalledSince))

  const exceedsLimit = ({ since, left }: Waiter): boolean => stalledMs(since, pausedUntil) > left

  /** Begins or extends a pause. Returns its length if it should be logged. */
  const pauseFor = (milliseconds: number): number | undefined => {
    const now = elapsed()
    const until = now + Math.min(milliseconds, MAX_PAUSE_MS)
    if (now >= pausedUntil) isPauseLogged = false
    if (until <= pausedUntil) return undefined
    stalledSince = Math.min(stalledSince, now)
    pausedUntil = until
    for (const waiter of queue) if (exceedsLimit(waiter)) waiter.settle({ retryAfterMs: until - now })
    if (isPauseLogged || until - now <= MIN_PAUSE_MS) return undefined
    isPauseLogged = true
    return until - now
  }

  const makePermit = (waited: boolean, since: number, budget: Budget | undefined, issuedAt = elapsed()): Permit => {
    available -= 1
    sent++
    return {
      queuedMs: pausedUntil > since ? 0 : issuedAt - since,
      passed: () => {
        const now = elapsed()
        accepted++
        rejections = 0
        stalledSince = pausedUntil > now ? now : Number.POSITIVE_INFINITY
        const fastest = now - slowedAt < CAUTION_MS ? Math.min(maxPerMinute, rejectedRate * 0.95) : maxPerMinute
        if (waited) rate = Math.max(rate, Math.min(fastest, rate + SPEEDUP))
      },
      refused: (retryAfterMs) => {
        const now = elapsed()
        if (budget) rejectedAt.set(budget, now)
        // Calls that were in flight together are rejected together. Only the first of them changes the rate.
        const isNew = issuedAt > slowedAt
        if (isNew) rejections++
        const askedMs = Number(retryAfterMs)
        const doublings = Math.min(MAX_DOUBLINGS, Math.max(0, rejections - 1))
        const pauseMs = askedMs >= MIN_PAUSE_MS ? askedMs : MIN_PAUSE_MS * 2 ** doublings
        // With jitter, so that processes that share a token do not resume all at once.
        const loggedMs = pauseFor(pauseMs + clock.random() * Math.min(pauseMs, MINUTE_MS / rate))
        if (!isNew) return loggedMs
        // The share of accepted calls shows how far the rate exceeded the limit, which other processes may use too.
        const share = (accepted + ASSUMED_ACCEPTED) / (sent + ASSUMED_ACCEPTED)
        rejectedRate = rate
        slowedAt = now
        sent = 0
        accepted = 0
        rate = Math.max(minPerMinute, rate * Math.max(MIN_SLOWDOWN_FACTOR, Math.min(MAX_SLOWDOWN_FACTOR, share)))
        // One call tests whether the pause was long enough.
        available = 1
        return loggedMs
      },
    }
  }

  /** Issues permits to the waiters in order, until the queue is empty. */
  const serve = async (): Promise<void> => {
    while (queue.size > 0) {
      const wait = waitMs()
      if (wait > 0) {
        const paused = pausedUntil
        sleeping = new AbortController()
        const { signal } = sleeping
        await clock.sleep(Math.ceil(wait), signal)
        // The queue became empty, or a pause began, so the wait must be computed again.
        if (signal.aborted || pausedUntil !== paused) continue
      }
      const [next] = queue
      next?.settle(makePermit(true, next.since, next.budget))
    }
    sleeping = undefined
  }

  /**
   * Extends a budget by the part of a wait that does not count: the queue, and pauses in which other calls succeeded. `extended`
   * is what it was extended by when the wait began.
   */
  const charge = (since: number, budget: Budget | undefined, extended = 0): void => {
    const now = elapsed()
    const least = budget && rejectedAt.has(budget) ? MIN_REJECTION_COST_MS : 0
    budget?.extend?.(now - since - Math.min(now - since, Math.max(stalledMs(since, now), least)) - extended)
  }

  const join = (since: number, signal: AbortSignal | undefined, budget: Budget | undefined): Promise<Acquired> =>
    new Promise((resolve) => {
      const now = elapsed()
      const left = (budget?.leftMs() ?? Number.POSITIVE_INFINITY) + now - since
      const isQueueCounted = budget && !budget.extend
      // The queue moves at least at the minimum rate, and at most at the maximum rate.
      const extended = isQueueCounted ? 0 : ((queue.size + 1) * MINUTE_MS) / minPerMinute
      const soonest = waitMs() + (queue.size * MINUTE_MS) / maxPerMinute
      const waiter: Waiter = {
        since,
        budget,
        left,
        settle: (acquired) => {
          queue.delete(waiter)
          removeListener()
          cancelTimer?.()
          if (queue.size === 0) sleeping?.abort()
          charge(since, budget, extended)
          resolve(acquired)
        },
      }
      budget?.extend?.(extended)
      const removeListener = onAbort(signal, () => waiter.settle(undefined))
      const cancelTimer =
        budget && clock.after(budget.leftMs(), () => waiter.settle({ retryAfterMs: Math.ceil(waitMs()) }))
      if (exceedsLimit(waiter)) return waiter.settle({ retryAfterMs: pausedUntil - now })
      if (isQueueCounted && soonest > budget.leftMs()) return waiter.settle({ retryAfterMs: soonest })
      queue.add(waiter)
      if (!sleeping) void serve()
    })

  return {
    acquire: (signal?: AbortSignal, budget?: Budget): Acquired | Promise<Acquired> => {
      if (signal?.aborted) return undefined
      // Read once, since this is part of every call.
      const now = elapsed()
      const since = (budget && rejectedAt.get(budget)) ?? now
      if (queue.size > 0 || waitMs(now) > 0) return join(since, signal, budget)
      if (since < now) charge(since, budget)
      return makePermit(false, since, budget, now)
    },
    /** Whether nothing waits, and the state no longer affects new calls. */
    isIdle: (): boolean => queue.size === 0 && elapsed() > Math.max(filledAt + CAUTION_MS, pausedUntil),
  }
}

/**
 * The rules of {@link RateLimitOptions}.
 *
 * @internal
 */
export const RATE_RULES = { perMinute: POSITIVE, maxPerMinute: POSITIVE, minPerMinute: POSITIVE, clock: CLOCK }

/** The rates with their defaults, which adapt to the given ones. */
const ratesOf = ({ perMinute, maxPerMinute, minPerMinute }: RateLimitOptions) => {
  const start = perMinute ?? Math.max(minPerMinute ?? 0, Math.min(180, maxPerMinute ?? 180))
  return {
    perMinute: start,
    maxPerMinute: maxPerMinute ?? Math.max(600, start),
    minPerMinute: minPerMinute ?? Math.min(5, start),
  }
}

/**
 * The issues of rates that contradict each other.
 *
 * @internal
 */
export const rateIssues = (options: RateLimitOptions) => {
  const { perMinute: given, maxPerMinute: most, minPerMinute: least } = ratesOf(options)
  const allowed = `from minPerMinute to maxPerMinute, ${least} to ${most}, not ${given}`
  return least <= given && given <= most ? [] : [{ field: 'perMinute', given, allowed }]
}

/** The number of buckets from which idle ones are removed. */
const MANY_BUCKETS = 100

/**
 * A rate limiter that several contexts can share. Each token has its own token bucket, which allows a burst of one minute's calls. A
 * 429 or 529 pauses all callers of the token for the time that Notion asks for, at most an hour, and reduces the rate. While calls have
 * to wait and none is rejected, the rate increases again. So several processes with the same token share its limit.
 *
 * @param options The rates.
 * @throws TypeError for an invalid option, such as a rate that is not greater than 0, or `perMinute` above `maxPerMinute`.
 * @example
 * import { createContext, rateLimiter } from 'notion-fp'
 *
 * const rateLimit = rateLimiter({ perMinute: 600 })
 * const workers = [createContext({ auth: 'ntn_…', rateLimit }), createContext({ auth: 'ntn_…', rateLimit })]
 */
export const rateLimiter = (options: RateLimitOptions = {}): RateLimiter => {
  checkOptions(options, RATE_RULES)
  const { clock = systemClock } = options
  const rates = ratesOf(options)
  for (const { field, allowed } of rateIssues(options)) throwInvalidOption(field, allowed)
  const buckets = new Map<string, ReturnType<typeof makeBucket>>()
  const bucketOf = (tenant: string): ReturnType<typeof makeBucket> => {
    const known = buckets.get(tenant)
    if (known) return known
    if (buckets.size >= MANY_BUCKETS) for (const [name, { isIdle }] of buckets) if (isIdle()) buckets.delete(name)
    const made = makeBucket({ ...rates, clock: steadyClock(clock) })
    buckets.set(tenant, made)
    return made
  }
  return { acquire: (tenant, signal, budget) => bucketOf(tenant).acquire(signal, budget) }
}
