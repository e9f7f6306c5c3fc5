/** A rate limiter that many processes share, over any store in which they can take turns. */
import { type Clock, type RateLimiter, type RateLimitOptions, rateLimiter } from 'notion-fp'
import { type Link, openLink } from './link.js'
import {
  checkOptions,
  NOT_NEGATIVE,
  ON_UNAVAILABLE,
  type OnUnavailable,
  type OptionRules,
  POSITIVE,
  SHARED_RULES,
  type SharedOptions,
  withDefaults,
} from './options.js'
import { type Acquired, type Budget, onAbort, openQueue, type Queue, type Rates } from './queue.js'
import { turnIn } from './read.js'
import type { TurnRequest } from './turnMessages.js'

/** The options of {@link sharedRateLimiter}. */
export interface SharedRateLimiterOptions extends SharedOptions, Omit<RateLimitOptions, 'clock'> {
  /**
   * How long a permit may go unreported, in milliseconds. A permit counts for a minute from its response, or at the latest from the end
   * of its lease: so a process that dies gives its permits back. Default 5000.
   */
  readonly leaseMs?: number | undefined
  /**
   * How calls are limited while no turn can be taken. `local`, the default: this process has a limiter of its own, with its share of the
   * limit. `fail`: calls are not sent, and fail with a `RateLimitError` with `unsent`.
   */
  readonly onUnavailable?: OnUnavailable | undefined
  /** The share of the limit that a process has while no turn can be taken, from 0 to 1. Default 0.1: the share of one of ten processes. */
  readonly localShare?: number | undefined
}

/** The rules of {@link SharedRateLimiterOptions}. */
export const RATE_LIMITER_RULES: OptionRules = {
  ...SHARED_RULES,
  perMinute: POSITIVE,
  maxPerMinute: POSITIVE,
  minPerMinute: POSITIVE,
  leaseMs: NOT_NEGATIVE,
  onUnavailable: ON_UNAVAILABLE,
  localShare: [(given) => Number(given) > 0 && Number(given) <= 1, 'a number above 0, at most 1'],
}

/** Where processes take turns. */
export interface TurnTaker {
  /** The name of the store, for the log and for errors, such as `Redis`. */
  readonly name: string
  /**
   * Takes a turn of a token as `takeTurn` does, and resolves with its result, a `Turn`. It may reject, be late, or resolve with
   * anything else.
   */
  readonly turn: (tenant: string, request: TurnRequest) => Promise<unknown>
  /** The message of what `turn` rejected with. It must not contain a secret. Default: its own. */
  readonly reasonOf?: ((error: unknown) => string) | undefined
  /** The state of the connection, for the error of a turn that is late, such as `the client is not connected`. */
  readonly connection?: (() => string | undefined) | undefined
  /**
   * The interval at which a waiting call checks that turns are still taken, in milliseconds. For platforms on which work ends with the
   * request that began it, such as Workers. Default: never.
   */
  readonly watchMs?: number | undefined
  /** Called with each run of turns, to keep it alive after the request that started it. */
  readonly waitUntil?: ((turns: Promise<void>) => unknown) | undefined
}

/** The number of queues from which idle ones are removed. */
const MANY_QUEUES = 100

/** The rates with their defaults, which adapt to those that are given, as those of `rateLimiter` do. */
const ratesOf = ({ perMinute, maxPerMinute, minPerMinute }: RateLimitOptions): Rates => {
  const start = perMinute ?? Math.max(minPerMinute ?? 0, Math.min(180, maxPerMinute ?? 180))
  return {
    perMinute: start,
    maxPerMinute: maxPerMinute ?? Math.max(600, start),
    minPerMinute: minPerMinute ?? Math.min(5, start),
  }
}

/** The limiter of this process alone, with its share of the limit. */
const localLimiter = (rates: Rates, limit: number, share: number, clock: Clock): RateLimiter => {
  const perMinute = Math.max(1, limit * share)
  return rateLimiter({
    perMinute,
    maxPerMinute: Math.max(perMinute, rates.maxPerMinute * share),
    minPerMinute: Math.min(perMinute, rates.minPerMinute * share),
    clock,
  })
}

/** A local limiter for each token during an outage. */
const openLocalLimiters = (rates: Rates, share: number, clock: Clock) => {
  const limiters = new Map<string, RateLimiter>()
  return {
    get: (tenant: string, limit: number): RateLimiter => {
      const limiter = limiters.get(tenant) ?? localLimiter(rates, limit, share, clock)
      limiters.set(tenant, limiter)
      return limiter
    },
    forget: (tenant: string): void => {
      limiters.delete(tenant)
    },
  }
}

/**
 * Waits for a permit of a local limiter until the link tries the store again. `undefined` if the call was aborted, or no permit was free
 * before then.
 */
const acquireUntilRetry = async (
  limiter: RateLimiter,
  {
    tenant,
    signal,
    budget,
  }: { readonly tenant: string; readonly signal: AbortSignal | undefined; readonly budget: Budget },
  clock: Clock,
  link: Link,
): Promise<Acquired> => {
  const waiting = new AbortController()
  const leave = (): void => waiting.abort()
  const cancels = [onAbort(signal, leave), clock.after(Math.max(1, link.restMs()), leave)]
  const acquired = await limiter.acquire(tenant, waiting.signal, budget)
  for (const cancel of cancels) cancel()
  return acquired
}

/**
 * The name of this process. It is chosen on its first use: some platforms have no randomness while a program is loaded. A clock whose
 * randomness is seeded may give all processes the same numbers, so half of the name is from `Math.random`.
 */
const processName = (clock: Clock): (() => string) => {
  let name: string | undefined
  return () => {
    name ??= Math.floor(clock.random() * 2 ** 48).toString(36) + Math.floor(Math.random() * 2 ** 48).toString(36)
    return name
  }
}

/** Reserves numbers for permits. Each number is used once in this process. */
const permitNumbers = (): ((count: number) => number) => {
  let next = 0
  return (count) => {
    next += count
    return next - count
  }
}

/** A queue for each token. Idle ones are removed when there are many. */
const openQueues = (open: (tenant: string) => Queue): ((tenant: string) => Queue) => {
  const queues = new Map<string, Queue>()
  return (tenant) => {
    const known = queues.get(tenant)
    if (known) return known
    if (queues.size >= MANY_QUEUES) for (const [name, { isIdle }] of queues) if (isIdle()) queues.delete(name)
    const queue = open(tenant)
    queues.set(tenant, queue)
    return queue
  }
}

/**
 * A rate limiter that processes share. Together, they keep to the limit of each token; a 429 in one of them pauses all, and the
 * limit that one learns holds for all. Free permits go to the waiting processes in turn. Nothing is sent, and no random number is
 * used, before the first call.
 *
 * @param taker Where turns are taken.
 * @param options The rates, and what happens while no turn can be taken.
 * @throws TypeError for an invalid rate. Other options are checked by `checkOptions`.
 * @example
 * import { type LimiterState, sharedRateLimiter, takeTurn } from '@notion-fp/shared'
 * import { createContext } from 'notion-fp'
 *
 * const states = new Map<string, LimiterState>()
 * const rateLimit = sharedRateLimiter({
 *   name: 'the map',
 *   turn: async (tenant, request) => {
 *     const [state, turn] = takeTurn(states.get(tenant), request, Date.now())
 *     states.set(tenant, state)
 *     return turn
 *   },
 * })
 * const ctx = createContext({ auth: 'ntn_…', rateLimit })
 */
export const sharedRateLimiter = (taker: TurnTaker, options: SharedRateLimiterOptions = {}): RateLimiter => {
  checkOptions('@notion-fp/shared', options, RATE_LIMITER_RULES)
  const { commandTimeoutMs, logger, clock } = withDefaults(options)
  const { leaseMs = 5_000, onUnavailable = 'local', localShare = 0.1 } = options
  const rates = ratesOf(options)
  // Throws for rates that contradict each other, in the words of the library.
  rateLimiter(rates)
  const isLocal = onUnavailable === 'local'
  const meanwhile = isLocal ? `this process uses ${localShare} of the limit on its own` : 'calls are not sent'
  const { name, reasonOf, connection, watchMs, waitUntil } = taker
  const linkName = `${name} rate limiter`
  const link = openLink({ clock, logger, commandTimeoutMs, name: linkName, meanwhile, reasonOf, connection })
  const locals = openLocalLimiters(rates, localShare, clock)
  const common = {
    ...rates,
    turnTimeoutMs: commandTimeoutMs,
    watchMs,
    waitUntil,
    clock,
    leaseMs,
    isLocal,
    process: processName(clock),
    reserveNumbers: permitNumbers(),
    rejectedAt: new WeakMap<object, number>(),
  }

  const acquireLocally = async (
    tenant: string,
    limit: number,
    signal: AbortSignal | undefined,
    budget: Budget,
  ): Promise<Acquired> => {
    if (signal?.aborted) return undefined
    const acquired = await acquireUntilRetry(locals.get(tenant, limit), { tenant, signal, budget }, clock, link)
    // The rest of the outage is over: the call joins the queue again, whose next turn shows whether the store is available.
    return acquired !== undefined || signal?.aborted ? acquired : queueOf(tenant).acquire(signal, budget)
  }

  const queueOf = openQueues((tenant) =>
    openQueue({
      ...common,
      turn: (request) => link.run(() => taker.turn(tenant, request), turnIn),
      withoutTurn: (limit, reason, signal, budget) =>
        isLocal
          ? acquireLocally(tenant, limit, signal, budget)
          : { retryAfterMs: link.restMs(), reason: `${name} is unavailable: ${reason}` },
      onTurn: () => locals.forget(tenant),
    }),
  )

  return { acquire: (tenant, signal, budget) => queueOf(tenant).acquire(signal, budget) }
}
