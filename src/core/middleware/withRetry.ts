/** Retries failed calls if a retry may help and is safe. */
import { left } from 'fp-ts/Either'
import { startBudget } from '../call/budget.js'
import type { Call } from '../call/call.js'
import type { Config } from '../call/config.js'
import { abortError, type NotionError, type Outcome, withOutcome } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import { notify } from '../call/notify.js'
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
 * The rules of {@link RetryOptions}.
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
  const isSafe = error.outcome === 'not-applied' || (kind !== 'once' && error.outcome === 'unknown')
  switch (error._tag) {
    case 'RateLimitError':
      return error.reason !== 'public_api_request_blocked'
    case 'ConflictError':
      return kind === 'repeatable'
    case 'UnexpectedResponseError':
      // A successful response that is not JSON may have been truncated, and be complete the next time.
      return isSafe && error.status < 300 && typeof error.body === 'string'
    case 'ValidationError':
      return isSafe && isTooSlow(error)
    case 'ServerError':
    case 'NetworkError':
    case 'TimeoutError':
      return isSafe
    default:
      return false
  }
}

/**
 * Whether a failed call may be retried.
 *
 * - 429 and 529: always, since the call was not applied; but not if calls are blocked.
 * - Other 5xx, network errors, timeouts, truncated responses, and a 400 because Notion took too long: if a repetition is safe.
 * - 409: if the call is `repeatable`.
 *
 * Any other value is not retryable.
 *
 * @example
 * import { createContext, isRetryable, type RetryOptions } from 'notion-fp'
 *
 * // Retries what is safe, but not while Notion has an outage.
 * const when: RetryOptions['when'] = (error, call) => isRetryable(error, call) && error._tag !== 'ServerError'
 * const ctx = createContext({ auth: 'ntn_…', retry: { when } })
 */
export const isRetryable = (error: NotionError, call: Pick<Call, 'kind'>): boolean =>
  tryTo(() => mayRetry(error, call), false)

/** Whether Notion rejected a call before it applied anything: 429 or 529. */
const isPushback = (error: NotionError): boolean =>
  (error._tag === 'RateLimitError' && !error.unsent) || (error._tag === 'ServerError' && error.status === 529)

/** The minimum wait after a 429 or 529. They do not count as attempts, so each must use some of the budget. */
const MIN_PAUSE_MS = 1_000

const clockOf = ({ clock }: RetryOptions, config: Config): Clock => (clock ? steadyClock(clock) : config.clock)

/** The budget of a call, which starts here unless an outer middleware started it. */
const startBudgetOf = (clock: Clock, { budget }: AnyRequest, budgetMs: number | undefined): Budget =>
  budget ?? startBudget(clock, budgetMs ?? DEFAULT_BUDGET_MS, budgetMs === undefined)

/**
 * Starts the budget outside of `withRetry`, with the same options, so that it includes the waits in between: for the token, the
 * cache, and reads of other callers.
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
 * Retries failed calls, within the attempts and the budget. It waits for the full `Retry-After` time, or without one for an
 * exponential backoff with full jitter. A signal aborts the wait. Each run of a call has its own budget.
 *
 * If a list is too slow for Notion (504, a timeout, or an error that says so), each retry halves its `page_size`, down to 10. No result
 * is lost: the cursor of a shorter page leads to the rest.
 *
 * @throws TypeError for an invalid option, such as `attempts: 0` or `budgetMs: NaN`.
 * @example
 * import { fetchFetcher, makeContext, withRetry, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const ctx = pipe(makeContext({ auth: 'ntn_…' }, fetchFetcher), wrap(withRetry({ attempts: 3, budgetMs: 20_000 })))
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
        /** The part of the waits by which sleeps ended too early. It counts as spent, so that a broken clock cannot retry forever. */
        let unslept = 0
        /** The last error that came from an exchange. */
        let last: NotionError | undefined
        /** The outcome of all attempts: an attempt that was not applied does not undo an earlier one. */
        let outcome: Outcome = 'not-applied'
        let sent = 0
        /** The retries with a smaller page. They count only once even the smallest page is too slow. */
        let halvings = 0
        let current = request.budget ? request : { ...request, budget }
        for (let retry = 0; ; retry++) {
          const result = await next(current)()
          if (result._tag === 'Right') return result
          // If the retry was not sent, the previous error is returned: it is more informative.
          const isUnsent = 'unsent' in result.left
          const latest = (isUnsent && last) || result.left
          if (latest.outcome !== 'not-applied') outcome = latest.outcome
          const error = withSlowHint(withOutcome(latest, outcome), current)
          if (latest !== result.left) return left(error)
          if (!isUnsent) last = latest
          const isPause = isPushback(latest)
          const isSlow = isTooSlow(latest)
          const smaller = isSlow ? withHalfPage(current) : undefined
          if (smaller) halvings++
          else if (!isPause) sent++
          const backoffMs = clock.random() * Math.min(maxDelayMs, baseDelayMs * 2 ** retry)
          const retryAfterMs = 'retryAfterMs' in latest ? latest.retryAfterMs : undefined
          const waitMs =
            isPause && !(Number(retryAfterMs) >= MIN_PAUSE_MS) ? MIN_PAUSE_MS + backoffMs : retryAfterMs || backoffMs
          const again: unknown = tryTo(() => when(latest, current), false)
          // `when` may return a promise by mistake. If it rejects, the rejection is handled.
          void orUndefined(() => again)
          const isFinal =
            attempts === 1 ||
            (!smaller && sent + (isSlow ? halvings : 0) >= attempts) ||
            !(waitMs < budget.leftMs() - unslept) ||
            again !== true
          if (isFinal) return left(error)
          current = smaller ?? current
          const began = elapsed()
          await clock.sleep(waitMs, signal)
          const sleptMs = elapsed() - began
          notify(request, 'backoff', sleptMs)
          if (signal?.aborted) return left(abortError(request, signal, outcome))
          unslept += Math.max(0, waitMs - sleptMs)
          if (budget.leftMs() <= 0) return left(error)
        }
      }
  }
}
