/** Retries failed calls if it is useful and safe. */
import { left } from 'fp-ts/Either'
import { startBudget } from '../call/budget.js'
import type { Call } from '../call/call.js'
import type { Config } from '../call/config.js'
import { abortError, type NotionError, type Outcome, withOutcome } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import type { AnyRequest, Budget, NotionRequest } from '../call/request.js'
import { isTooSlow, withHalfPage, withSlowHint } from '../call/slowList.js'
import { type Clock, steadyClock, stopwatch } from '../internal/clock.js'
import { CLOCK, COUNT, checkOptions, FUNCTION, NOT_NEGATIVE } from '../internal/options.js'
import { orUndefined, tryTo } from '../internal/orUndefined.js'

/** The options of {@link withRetry}. */
export interface RetryOptions {
  /**
   * The maximum number of attempts, including the first. Default 5. Responses 429 and 529 do not count: nothing was applied, and
   * the budget limits them. Retries of a slow list with a smaller `page_size`, down to 10, do not count either.
   */
  readonly attempts?: number | undefined
  /**
   * The time budget of a call, in milliseconds: its attempts, the backoff between them, and pauses that Notion asks for. The timeout
   * of the last attempt is limited to the rest. Default 120 000, which excludes time in the queue of the rate limiter; a given
   * budget includes it.
   */
  readonly budgetMs?: number | undefined
  /** The maximum of the first backoff without `Retry-After`, in milliseconds; it doubles with each retry. Default 500. */
  readonly baseDelayMs?: number | undefined
  /** The maximum of any such backoff, in milliseconds. Default 30 000. */
  readonly maxDelayMs?: number | undefined
  /** Whether to retry after an error. Default {@link isRetryable}. */
  readonly when?: ((error: NotionError, call: Call) => boolean) | undefined
  /** The source of time, randomness and sleep. Default: the clock of the context. */
  readonly clock?: Clock | undefined
}

/**
 * What its options must be.
 *
 * @internal
 */
export const RETRY_RULES = {
  attempts: COUNT,
  budgetMs: NOT_NEGATIVE,
  baseDelayMs: NOT_NEGATIVE,
  maxDelayMs: NOT_NEGATIVE,
  when: FUNCTION,
  clock: CLOCK,
}

const DEFAULT_BUDGET_MS = 120_000

const mayRetry = (error: NotionError, { kind }: Pick<Call, 'kind'>): boolean => {
  const harmless = error.outcome === 'not-applied' || (kind !== 'once' && error.outcome === 'unknown')
  switch (error._tag) {
    case 'RateLimitError':
      return error.reason !== 'public_api_request_blocked'
    case 'ConflictError':
      return kind === 'repeatable'
    case 'UnexpectedResponseError':
      // Of these, half a success alone may be whole the next time: one that is no JSON.
      return harmless && error.status < 300 && typeof error.body === 'string'
    case 'ValidationError':
      return harmless && isTooSlow(error)
    case 'ServerError':
    case 'NetworkError':
    case 'TimeoutError':
      return harmless
    default:
      return false
  }
}

/**
 * Whether a failed call may be retried: 429 and 529 always, since nothing was done, unless the calls are blocked;
 * other failures of Notion or of the network, half an answer among them, and a 400 that says that Notion took too long, where a
 * second sending does no harm; 409 for writes that are repeatable. What is no failure may not.
 */
export const isRetryable = (error: NotionError, call: Pick<Call, 'kind'>): boolean =>
  tryTo(() => mayRetry(error, call), false)

/** 429 and 529 are answered before anything is done. */
const isPushback = (error: NotionError): boolean =>
  (error._tag === 'RateLimitError' && !error.unsent) || (error._tag === 'ServerError' && error.status === 529)

/** The shortest wait after a 429 or 529: they do not use up the attempts, so each must use up some of the budget. */
const LEAST_PAUSE_MS = 1_000

const clockOf = ({ clock }: RetryOptions, config: Config): Clock => (clock ? steadyClock(clock) : config.clock)

/** Begins the budget of a call that has none. */
const startBudgetOf = (clock: Clock, { budget }: AnyRequest, budgetMs: number | undefined): Budget =>
  budget ?? startBudget(clock, budgetMs ?? DEFAULT_BUDGET_MS, budgetMs === undefined)

/**
 * Begins the budget of calls further out than `withRetry` does, with the same options, so that it holds for the waits in between:
 * for the token, the cache and reads of others.
 *
 * @internal
 */
export const withBudget =
  (options: RetryOptions): Middleware =>
  (next, config) =>
  <A>(request: NotionRequest<A>) =>
  () =>
    next({ ...request, budget: startBudgetOf(clockOf(options, config), request, options.budgetMs) })()

/**
 * Retries failed calls: after the time that Notion names, in full, else after exponential backoff with full jitter, for as long
 * as the attempts and the budget allow. A signal ends the wait. Each run of a call has a budget of its own.
 *
 * A list that Notion was too slow for (504, no answer in time, or an answer that says so) is asked for with half its `page_size`
 * each time, down to 10: a page with fewer results than were asked for is a page like any other, its cursor leads on.
 *
 * @throws TypeError for an invalid option, such as `attempts: 0` or `budgetMs: NaN`.
 */
export const withRetry = (options: RetryOptions = {}): Middleware => {
  checkOptions(options, RETRY_RULES)
  const { attempts = 5, budgetMs, baseDelayMs = 500, maxDelayMs = 30_000, when = isRetryable } = options
  return (next, config) => {
    const clock = clockOf(options, config)
    return <A>(request: NotionRequest<A>) =>
      async () => {
        const { signal } = request
        const elapsed = stopwatch(clock)
        const budget = startBudgetOf(clock, request, budgetMs)
        /** What sleeps that ended too soon left of their time: it is spent all the same. */
        let unslept = 0
        let last: NotionError | undefined
        /** The outcome of a write so far: a later attempt that did nothing does not undo an earlier one. */
        let outcome: Outcome = 'not-applied'
        let sent = 0
        /** How often it was asked for less: that leaves no attempts for what stays too slow, but for other failures. */
        let halvings = 0
        let asked = request
        for (let retry = 0; ; retry++) {
          const result = await next({ ...asked, budget })()
          if (result._tag === 'Right') return result
          // What Notion answered tells more than that there is no time left to ask again.
          const isUnsent = 'unsent' in result.left
          const given = (isUnsent && last) || result.left
          if (given.outcome !== 'not-applied') outcome = given.outcome
          const error = withSlowHint(withOutcome(given, outcome), asked)
          if (given !== result.left) return left(error)
          if (!isUnsent) last = given
          const isPause = isPushback(given)
          const isSlow = isTooSlow(given)
          const smaller = isSlow ? withHalfPage(asked) : undefined
          if (smaller) halvings++
          else if (!isPause) sent++
          const backoffMs = clock.random() * Math.min(maxDelayMs, baseDelayMs * 2 ** retry)
          const namedMs = 'retryAfterMs' in given ? given.retryAfterMs : undefined
          const waitMs =
            isPause && !(Number(namedMs) >= LEAST_PAUSE_MS) ? LEAST_PAUSE_MS + backoffMs : namedMs || backoffMs
          const again: unknown = tryTo(() => when(given, asked), false)
          // It may be a promise, which may reject.
          void orUndefined(() => again)
          const isFinal =
            attempts === 1 ||
            (!smaller && sent + (isSlow ? halvings : 0) >= attempts) ||
            !(waitMs < budget.leftMs() - unslept) ||
            again !== true
          if (isFinal) return left(error)
          asked = smaller ?? asked
          const slept = elapsed()
          await clock.sleep(waitMs, signal)
          if (signal?.aborted) return left(abortError(request, signal, outcome))
          unslept += Math.max(0, waitMs - (elapsed() - slept))
          if (budget.leftMs() <= 0) return left(error)
        }
      }
  }
}
