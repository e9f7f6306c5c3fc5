/** Makes each exchange wait for a permit of a rate limiter. */
import { left } from 'fp-ts/Either'
import { startBudget } from '../call/budget.js'
import type { Call } from '../call/call.js'
import { abortError, failedCall, type RateLimitError } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import { isLogged, type LogEntry } from '../call/logger.js'
import { notify } from '../call/notify.js'
import type { NotionRequest } from '../call/request.js'
import { type Tenant, withTenant } from '../call/tenant.js'
import { stopwatch } from '../internal/clock.js'
import { withinDeadline } from '../internal/deadline.js'
import { checkOptions, FUNCTION, hasFunctions, type OptionRule } from '../internal/options.js'
import { field, orUndefined, tryTo } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { type Permit, type RateLimiter, rateLimiter } from './rateLimiter.js'

/** The options of {@link withRateLimit}. */
export interface WithRateLimitOptions {
  /** The limiter. Default: a new one, with the rate of most plans. */
  readonly limiter?: RateLimiter | undefined
  /** Identifies the caller: each tenant has its own rate. Default: derived from the token of the context. */
  readonly tenant?: Tenant | undefined
}

/** Longer waits for a permit are logged. */
const LONG_WAIT_MS = 1_000
/** The interval in which waits, and calls that are not sent, are logged only once. */
const LOG_INTERVAL_MS = 60_000

const LIMITER: OptionRule = [/*#__PURE__*/ hasFunctions('acquire'), 'a limiter, such as rateLimiter()']

const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1_000)} s`

const notSent = (call: Call, retryAfterMs: number, reason: unknown): RateLimitError =>
  failedCall(
    'RateLimitError',
    call,
    'not-applied',
    `not sent: no permit from the rate limiter${typeof reason === 'string' ? `: ${reason}` : retryAfterMs > 0 ? ` for ${seconds(retryAfterMs)}, longer than the call may wait` : ''}`,
    { status: 429, headers: {}, body: undefined, ...(retryAfterMs > 0 && { retryAfterMs }), unsent: true },
  )

/** A number in the result of a limiter, which may be any value. */
const numberIn = (acquired: unknown, name: string): number | undefined => {
  const value = field(acquired, name)
  return Number.isFinite(value) ? Number(value) : undefined
}

/**
 * Makes each exchange wait for a permit, and reports the response status to the limiter. Apply it before `withRetry`, so that every
 * attempt takes a permit. An aborted call leaves the queue. A call fails unsent, with a `RateLimitError` with `unsent` and
 * `retryAfterMs`, if its wait would exceed its budget (without retries, `timeoutMs`), or if the limiter fails or is too slow.
 *
 * Logs each pause that Notion asks for at `info`. Also logs, at most once a minute each, a wait of more than a second at `info`, and a
 * call that is not sent at `warn`.
 *
 * @throws TypeError for an invalid option, such as a limiter without `acquire`.
 * @example
 * import { fetchFetcher, makeContext, rateLimiter, withRateLimit, withRetry, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const ctx = pipe(
 *   makeContext({ auth: 'ntn_…' }, fetchFetcher),
 *   wrap(withRateLimit({ limiter: rateLimiter({ perMinute: 600 }) })),
 *   wrap(withRetry()),
 * )
 */
export const withRateLimit = (options: WithRateLimitOptions = {}): Middleware => {
  checkOptions(options, { limiter: LIMITER, tenant: FUNCTION })
  return (next, config) => {
    const { clock, logger, logLevel } = config
    const { limiter = rateLimiter({ clock }) } = options
    const identified = withTenant(config, options.tenant)
    const elapsed = stopwatch(clock)
    /** Until when nothing more is logged at a level. */
    const quietUntil: { [level: string]: number } = {}

    const log = (level: LogEntry['level'], message: string, waitMs: number): void => {
      if (isLogged(level, logLevel)) logger({ level, message, waitMs })
    }

    const logRarely: typeof log = (level, message, waitMs) => {
      if ((quietUntil[level] ?? 0) > elapsed()) return
      quietUntil[level] = elapsed() + LOG_INTERVAL_MS
      log(level, message, waitMs)
    }

    return <A>(request: NotionRequest<A>) =>
      () =>
        identified(request, async (caller) => {
          const { signal, timeoutMs = config.timeoutMs } = request
          // Without `withRetry`, a pause may take as long as an attempt, and the time in the queue does not count.
          const { budget = startBudget(clock, timeoutMs, true) } = request
          const began = elapsed()
          // Callers whose tenant is unknown share one rate. `acquire` comes before `leftMs`, since the queue extends the budget.
          const acquiring: unknown = tryTo(() => limiter.acquire(caller ?? '', signal, budget))
          const acquired = hasFunctions('then')(acquiring)
            ? await orUndefined(() => withinDeadline(clock, budget.leftMs(), signal, async () => acquiring))
            : acquiring
          const waitedMs = elapsed() - began
          if (acquired !== acquiring) notify(request, 'permit', waitedMs)
          if (signal?.aborted) return left(abortError(request, signal))
          // A custom limiter may return any value, and `hasFunctions` is not a type guard.
          const permit = hasFunctions('passed')(acquired) ? unsafeCast<Permit>(acquired) : undefined
          if (!permit || (request.budget && request.budget.leftMs() <= 0)) {
            const error = notSent(request, numberIn(acquired, 'retryAfterMs') ?? 0, field(acquired, 'reason'))
            logRarely('warn', error.message, error.retryAfterMs ?? 0)
            return left(error)
          }
          const waited = numberIn(permit, 'queuedMs') ?? waitedMs
          if (waited > LONG_WAIT_MS) logRarely('info', `${request.op}: waited ${seconds(waited)} for a permit`, waited)
          const result = await next(request)()
          const error = result._tag === 'Left' ? result.left : { status: 200 }
          if ('status' in error) {
            const isRejected = error.status === 429 || error.status === 529
            const retryAfterMs = 'retryAfterMs' in error ? error.retryAfterMs : undefined
            let pauseMs: unknown
            void orUndefined(() => {
              pauseMs = isRejected ? permit.refused(retryAfterMs) : permit.passed()
              return pauseMs
            })
            if (typeof pauseMs === 'number')
              log('info', `Notion asks for a pause of ${seconds(retryAfterMs || pauseMs)}`, pauseMs)
          }
          return result
        })
  }
}
