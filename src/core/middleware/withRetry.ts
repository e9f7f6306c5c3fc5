/** Tries failed calls again, where that can help and can do no harm. */
import { left } from 'fp-ts/Either'
import type { Clock } from '../clock.js'
import { abortError, type NotionError, type Outcome, withOutcome } from '../error.js'
import type { Call, Middleware, NotionRequest } from '../fetcher.js'

/** How often and for how long a call is tried. */
export interface RetryOptions {
  /** How often a call is tried at most, the first time included. Default 5. */
  readonly attempts?: number | undefined
  /** How long a call may go on being tried from its first failure on, waits included, in milliseconds. A wait that does not fit into the rest is not begun. Default 120 000. */
  readonly budgetMs?: number | undefined
  /** The upper bound of the first wait where Notion names none, in milliseconds; it doubles from wait to wait. Default 500. */
  readonly baseDelayMs?: number | undefined
  /** The upper bound of every such wait, in milliseconds. Default 30 000. */
  readonly maxDelayMs?: number | undefined
  /** Which failures are tried again. Default {@link isRetryable}. */
  readonly when?: ((error: NotionError, call: Call) => boolean) | undefined
  /** Where time, chance and waiting come from. Default the clock of the context. */
  readonly clock?: Clock | undefined
}

/**
 * Whether a failed call may be tried again: 429 and 529 always, since nothing was done, unless the calls are blocked;
 * other failures of Notion or of the network, half an answer among them, where a second sending does no harm; 409 for
 * writes that can be repeated.
 */
export const isRetryable = (error: NotionError, { kind }: Pick<Call, 'kind'>): boolean => {
  const harmless = error.outcome === 'not-applied' || (kind !== 'once' && error.outcome === 'unknown')
  switch (error._tag) {
    case 'RateLimitError':
      return error.reason !== 'public_api_request_blocked'
    case 'ConflictError':
      return kind === 'repeatable'
    case 'UnexpectedResponseError':
      // Of these, half a success alone may be whole the next time: one that is no JSON.
      return harmless && error.status < 300 && typeof error.body === 'string'
    case 'ServerError':
    case 'NetworkError':
    case 'TimeoutError':
      return harmless
    default:
      return false
  }
}

/**
 * Tries failed calls again: after the time that Notion names, in full, else after exponential backoff with full jitter, for
 * as long as the budget of attempts and of time allows. A signal ends the wait. Each run of a call has a budget of its own.
 */
export const withRetry =
  ({
    attempts = 5,
    budgetMs = 120_000,
    baseDelayMs = 500,
    maxDelayMs = 30_000,
    when = isRetryable,
    clock: ownClock,
  }: RetryOptions = {}): Middleware =>
  (next, config) => {
    const clock = ownClock ?? config.clock
    return <A>(request: NotionRequest<A>) =>
      async () => {
        const { signal } = request
        // From the first failure on: what comes before may be a long wait for a turn of the limiter.
        let giveUpAt: number | undefined
        /** What became of a write so far: a later attempt that did nothing does not undo an earlier one. */
        let outcome: Outcome = 'not-applied'
        for (let attempt = 1; ; attempt++) {
          const result = await next(request)()
          if (result._tag === 'Right') return result
          giveUpAt ??= clock.now() + budgetMs
          if (result.left.outcome !== 'not-applied') outcome = result.left.outcome
          const error = withOutcome(result.left, outcome)
          const backoffMs = clock.random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1))
          const waitMs = ('retryAfterMs' in error && error.retryAfterMs) || backoffMs
          if (attempt >= attempts || !when(result.left, request) || clock.now() + waitMs > giveUpAt) return left(error)
          await clock.sleep(waitMs, signal)
          if (signal?.aborted) return left(abortError(request, signal, outcome))
        }
      }
  }
