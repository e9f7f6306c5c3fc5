/**
 * Spaces calls to the pace that a token is allowed. Nobody knows that pace beforehand, it differs from plan to plan, and other
 * processes may spend from it. So the limiter starts from the pace that most plans have and learns from what Notion answers.
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
  /** Where time, chance and waiting come from. Default the platform. */
  readonly clock?: Clock | undefined
}

/** A permit for one call. */
export interface Permit {
  /** Tells the limiter that the call was answered with something other than 429 or 529. */
  readonly passed: () => void
  /**
   * Tells the limiter that it was answered with 429 or 529, and how long Notion asks to wait, in milliseconds. It gives the length of
   * the pause that this begins, in milliseconds; nothing where a pause lasts already, or is not worth a line of the log.
   */
  readonly refused: (retryAfterMs: number | undefined) => unknown
  /** How long the call waited for the pace alone, in milliseconds; 0 where it met a pause. Default the whole wait. */
  readonly queuedMs?: number | undefined
}

/**
 * No permit within the budget of a call.
 *
 * @internal
 */
export interface NoPermit {
  /** How long the call would have to wait, in milliseconds. */
  readonly retryAfterMs: number
}

/** What a limiter gives. */
type Given = Permit | NoPermit | undefined

/** Limits the rate of calls of any number of contexts, separately for each token. */
export interface RateLimiter {
  /**
   * Waits for a permit, first come first served; a limiter may give it at once, without a promise. Nothing is given where the signal fires first, and a {@link NoPermit}, at once
   * where that can be told, where the wait is longer than the budget; without a budget the wait may take as long as it takes.
   *
   * A limiter of one's own that answers with anything else, fails, or does not answer within the budget fails the call.
   */
  readonly acquire: (tenant: string, signal?: AbortSignal, budget?: Budget) => Given | Promise<Given>
}

const MINUTE_MS = 60_000
/** The shortest pause after a refusal; it doubles from refusal to refusal while none says more and no call gets through. */
const LEAST_PAUSE_MS = 1_000
const MOST_DOUBLINGS = 5
/** The longest pause: after it one call finds out whether Notion still asks for one. */
const MAX_PAUSE_MS = 3_600_000
/** How much slower the pace becomes with a refusal, and at most where few calls got through before it. */
const SLOWDOWN = 0.7
const SHARPEST_SLOWDOWN = 0.1
/** So many calls are taken to have got through besides those that did: few calls tell little. */
const DOUBT = 10
/** How much faster the pace becomes with each call that had to wait and was not refused. */
const SPEEDUP = 0.5
/** How long the pace that was refused is not tried again. */
const CAUTION_MS = 300_000
/** What a refusal of its own costs a call of its budget at least, in milliseconds, also where other calls get through. */
const COST_OF_REFUSAL_MS = 5_000

/** A call in the queue. */
interface Waiter {
  /** When its wait began. */
  readonly since: number
  readonly budget: Budget | undefined
  /** How long it may take, in milliseconds. */
  readonly left: number
  readonly settle: (given: Given) => void
}

type BucketOptions = { readonly [Name in keyof RateLimitOptions]-?: Exclude<RateLimitOptions[Name], undefined> }

/** The calls of one token: a token bucket with a queue. */
const makeBucket = ({ perMinute, maxPerMinute, minPerMinute, clock }: BucketOptions) => {
  const elapsed = stopwatch(clock)
  let pace = perMinute
  let available = perMinute
  let filledAt = elapsed()
  let pausedUntil = filledAt
  /** When the pauses began in which nothing has got through so far. */
  let stuckSince = Number.POSITIVE_INFINITY
  let isPauseTold = false
  let slowedAt = Number.NEGATIVE_INFINITY
  let refusedPace = Number.POSITIVE_INFINITY
  /** The calls since the pace was slowed, those of them that got through, and the refusals since one did. */
  let sent = 0
  let passes = 0
  let refusals = 0
  const queue = new Set<Waiter>()
  let asleep: AbortController | undefined
  /** When a call was refused that is to be sent again: its wait goes on. */
  const refusedAt = new WeakMap<Budget, number>()

  /** How long it is until the next permit, in milliseconds. */
  const waitMs = (): number => {
    const now = elapsed()
    // A pause fills nothing: its end would be a burst into the next refusal.
    const since = Math.max(filledAt, Math.min(pausedUntil, now))
    available = Math.min(pace, available + ((now - since) * pace) / MINUTE_MS)
    filledAt = now
    return Math.max(pausedUntil - now, ((1 - available) * MINUTE_MS) / pace)
  }

  /** How long a wait meets pauses, up to a moment, in which nothing gets through. What others get through is shared, not added. */
  const stuckMs = (since: number, until: number): number =>
    Math.max(0, Math.min(until, pausedUntil) - Math.max(since, stuckSince))

  const isOut = ({ since, left }: Waiter): boolean => stuckMs(since, pausedUntil) > left

  /** Begins a pause, and gives its length where it is to be told. */
  const pauseFor = (milliseconds: number): number | undefined => {
    const now = elapsed()
    const until = now + Math.min(milliseconds, MAX_PAUSE_MS)
    if (now >= pausedUntil) isPauseTold = false
    if (until <= pausedUntil) return undefined
    stuckSince = Math.min(stuckSince, now)
    pausedUntil = until
    for (const waiter of queue) if (isOut(waiter)) waiter.settle({ retryAfterMs: until - now })
    if (isPauseTold || until - now <= LEAST_PAUSE_MS) return undefined
    isPauseTold = true
    return until - now
  }

  const makePermit = (waited: boolean, since: number, budget: Budget | undefined): Permit => {
    const given = elapsed()
    available -= 1
    sent++
    return {
      queuedMs: pausedUntil > since ? 0 : given - since,
      passed: () => {
        const now = elapsed()
        passes++
        refusals = 0
        stuckSince = pausedUntil > now ? now : Number.POSITIVE_INFINITY
        const fastest = now - slowedAt < CAUTION_MS ? Math.min(maxPerMinute, refusedPace * 0.95) : maxPerMinute
        if (waited) pace = Math.max(pace, Math.min(fastest, pace + SPEEDUP))
      },
      refused: (retryAfterMs) => {
        const now = elapsed()
        if (budget) refusedAt.set(budget, now)
        // Calls that were in flight together are refused together: that is one lesson, not many.
        const isNew = given > slowedAt
        if (isNew) refusals++
        const named = Number(retryAfterMs)
        const doublings = Math.min(MOST_DOUBLINGS, Math.max(0, refusals - 1))
        const asked = named >= LEAST_PAUSE_MS ? named : LEAST_PAUSE_MS * 2 ** doublings
        // Those who share a token come back one by one, not all at once.
        const told = pauseFor(asked + clock.random() * Math.min(asked, MINUTE_MS / pace))
        if (!isNew) return told
        // What got through tells how far beyond its share the pace was: others may spend from the same limit.
        const share = (passes + DOUBT) / (sent + DOUBT)
        refusedPace = pace
        slowedAt = now
        sent = 0
        passes = 0
        pace = Math.max(minPerMinute, pace * Math.max(SHARPEST_SLOWDOWN, Math.min(SLOWDOWN, share)))
        // One call finds out whether the pause was long enough.
        available = 1
        return told
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
        await clock.sleep(Math.ceil(wait), signal)
        // Everybody left, or a pause came: what was waited for is not what is to be waited for now.
        if (signal.aborted || pausedUntil !== paused) continue
      }
      const [next] = queue
      next?.settle(makePermit(true, next.since, next.budget))
    }
    asleep = undefined
  }

  /** Takes from a budget what a wait costs: the pace costs nothing, nor do the pauses before a call that got through. */
  const charge = (since: number, budget: Budget | undefined, promised = 0): void => {
    const now = elapsed()
    const own = budget && refusedAt.has(budget) ? COST_OF_REFUSAL_MS : 0
    budget?.extend?.(now - since - Math.min(now - since, Math.max(stuckMs(since, now), own)) - promised)
  }

  const join = (since: number, signal: AbortSignal | undefined, budget: Budget | undefined): Promise<Given> =>
    new Promise((resolve) => {
      const now = elapsed()
      const left = (budget?.leftMs() ?? Number.POSITIVE_INFINITY) + now - since
      const counted = budget && !budget.extend
      // It moves no slower than the slowest pace, nor faster than the fastest.
      const promised = counted ? 0 : ((queue.size + 1) * MINUTE_MS) / minPerMinute
      const soonest = waitMs() + (queue.size * MINUTE_MS) / maxPerMinute
      const waiter: Waiter = {
        since,
        budget,
        left,
        settle: (given) => {
          queue.delete(waiter)
          leave()
          over?.()
          if (queue.size === 0) asleep?.abort()
          charge(since, budget, promised)
          resolve(given)
        },
      }
      budget?.extend?.(promised)
      const leave = onAbort(signal, () => waiter.settle(undefined))
      const over = budget && clock.after(budget.leftMs(), () => waiter.settle({ retryAfterMs: Math.ceil(waitMs()) }))
      if (isOut(waiter)) return waiter.settle({ retryAfterMs: pausedUntil - now })
      if (counted && soonest > budget.leftMs()) return waiter.settle({ retryAfterMs: soonest })
      queue.add(waiter)
      if (!asleep) void serve()
    })

  return {
    acquire: (signal?: AbortSignal, budget?: Budget): Given | Promise<Given> => {
      if (signal?.aborted) return undefined
      const since = (budget && refusedAt.get(budget)) ?? elapsed()
      if (queue.size > 0 || waitMs() > 0) return join(since, signal, budget)
      charge(since, budget)
      return makePermit(false, since, budget)
    },
    /** Whether it remembers nothing that matters any more. */
    isIdle: (): boolean => queue.size === 0 && elapsed() > Math.max(filledAt + CAUTION_MS, pausedUntil),
  }
}

/**
 * What the options must be.
 *
 * @internal
 */
export const PACE_RULES = { perMinute: POSITIVE, maxPerMinute: POSITIVE, minPerMinute: POSITIVE, clock: CLOCK }

/** The paces with their defaults, which contradict none that is given. */
const pacesOf = ({ perMinute, maxPerMinute, minPerMinute }: RateLimitOptions) => {
  const start = perMinute ?? Math.max(minPerMinute ?? 0, Math.min(180, maxPerMinute ?? 180))
  return {
    perMinute: start,
    maxPerMinute: maxPerMinute ?? Math.max(600, start),
    minPerMinute: minPerMinute ?? Math.min(5, start),
  }
}

/**
 * Paces that contradict each other.
 *
 * @internal
 */
export const paceIssues = (options: RateLimitOptions) => {
  const { perMinute: given, maxPerMinute: most, minPerMinute: least } = pacesOf(options)
  const allowed = `from minPerMinute to maxPerMinute, ${least} to ${most}, not ${given}`
  return least <= given && given <= most ? [] : [{ field: 'perMinute', given, allowed }]
}

/** How many tokens are remembered before those that are idle are forgotten. */
const MANY_BUCKETS = 100

/**
 * A limiter that several contexts can share: a bucket for each token that can be spent in one burst and fills up again at
 * the pace. A 429 pauses all callers for as long as Notion asks, an hour at most, and slows the pace; while calls have to wait
 * and none is refused, the pace rises again. So several processes that share a token come to share its limit.
 *
 * @param options The paces. A minute's worth may go out in one burst.
 * @throws TypeError for an invalid option, such as a pace that is not greater than 0, or `perMinute` above `maxPerMinute`.
 * @example
 * import { createContext, rateLimiter } from 'notion-fp'
 *
 * const rateLimit = rateLimiter({ perMinute: 600 })
 * const workers = [createContext({ auth: 'ntn_…', rateLimit }), createContext({ auth: 'ntn_…', rateLimit })]
 */
export const rateLimiter = (options: RateLimitOptions = {}): RateLimiter => {
  checkOptions(options, PACE_RULES)
  const { clock = systemClock } = options
  const paces = pacesOf(options)
  for (const { field, allowed } of paceIssues(options)) throwInvalidOption(field, allowed)
  const buckets = new Map<string, ReturnType<typeof makeBucket>>()
  const bucketOf = (tenant: string): ReturnType<typeof makeBucket> => {
    const known = buckets.get(tenant)
    if (known) return known
    if (buckets.size >= MANY_BUCKETS) for (const [name, { isIdle }] of buckets) if (isIdle()) buckets.delete(name)
    const made = makeBucket({ ...paces, clock: steadyClock(clock) })
    buckets.set(tenant, made)
    return made
  }
  return { acquire: (tenant, signal, budget) => bucketOf(tenant).acquire(signal, budget) }
}
