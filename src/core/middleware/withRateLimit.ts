/** Lets each exchange wait for a permit of a rate limiter. */
import { left } from 'fp-ts/Either'
import type { Call } from '../call/call.js'
import { abortError, callOf, type RateLimitError } from '../call/error.js'
import type { Middleware } from '../call/fetcher.js'
import { reported } from '../call/report.js'
import type { Budget, NotionRequest } from '../call/request.js'
import { findTenant, type Tenant } from '../call/tenant.js'
import { attempt } from '../internal/attempt.js'
import { stopwatch } from '../internal/clock.js'
import { type NoPermit, type Permit, type RateLimiter, rateLimiter } from './rateLimiter.js'

/** Which limiter spaces the calls, and of whom. */
export interface WithRateLimitOptions {
  /** The limiter. Default one of its own, at the pace of most plans. */
  readonly limiter?: RateLimiter | undefined
  /** Whose calls they are: each token has a pace of its own. Default told by the token of the context. */
  readonly tenant?: Tenant | undefined
}

/** How long a wait must be for the log to tell of it, in milliseconds. */
const LONG_WAIT_MS = 1_000

const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1_000)} s`

const notSent = (call: Call, retryAfterMs: number): RateLimitError =>
  reported({
    _tag: 'RateLimitError',
    message: `${call.op}: not sent: there is no permit for ${seconds(retryAfterMs)}, longer than the call may wait`,
    outcome: 'not-applied',
    call: callOf(call),
    status: 429,
    headers: {},
    body: undefined,
    retryAfterMs,
    unsent: true,
  })

const isPermit = (given: Permit | NoPermit): given is Permit => 'passed' in given

/**
 * Lets each exchange wait for a permit, and tells the limiter how Notion answered. It belongs inside of `withRetry`, so that
 * every attempt takes a permit. A caller who aborts leaves the queue; a call whose budget ends before the wait would is not sent:
 * a `RateLimitError` with `unsent` and `retryAfterMs`. The log has a line, at `info`, for each pause that Notion asks for and for
 * waits above a second, and one at `warn` when calls begin to fail unsent.
 */
export const withRateLimit =
  (options: WithRateLimitOptions = {}): Middleware =>
  (next, config) => {
    const { clock, logger, logLevel } = config
    const { limiter = rateLimiter({ clock }) } = options
    const find = findTenant(config, options.tenant)
    const elapsed = stopwatch(clock)
    /** Until when nothing more is said on each matter. */
    const quietUntil: { [matter: string]: number } = {}

    const say = (matter: 'pause' | 'wait' | 'unsent', milliseconds: number, message: string): void => {
      if ((quietUntil[matter] ?? 0) > elapsed()) return
      quietUntil[matter] = elapsed() + milliseconds
      const level = matter === 'unsent' ? 'warn' : 'info'
      if (logLevel === 'debug' || logLevel === 'info' || logLevel === level)
        logger({ level, message, waitMs: milliseconds })
    }

    return <A>(request: NotionRequest<A>) =>
      async () => {
        const { signal, timeoutMs = config.timeoutMs } = request
        // Without retries a pause may take as long as an attempt; the queue is no fault of the call.
        const budget: Budget = request.budget ?? { leftMs: () => timeoutMs, extend: () => undefined }
        const found = await find(request)
        if (found._tag === 'Left') return found
        const began = elapsed()
        // Where tenants cannot be told apart, they share one pace. A limiter that fails spaces nothing.
        const turn = await attempt(async () => ({
          permit: await limiter.acquire(found.right ?? '', signal, budget),
        }))
        if (signal?.aborted) return left(abortError(request, signal))
        const permit = turn?.permit
        if (permit && !isPermit(permit)) {
          const { retryAfterMs } = permit
          say(
            'unsent',
            retryAfterMs,
            `calls are not sent while there is no permit, for ${seconds(retryAfterMs)} at most`,
          )
          return left(notSent(request, retryAfterMs))
        }
        const waited = elapsed() - began
        if (waited > LONG_WAIT_MS) say('wait', 60_000, `${request.op}: waited ${seconds(waited)} for a permit`)
        const result = await next(request)()
        const error = result._tag === 'Left' ? result.left : { status: 200 }
        if ('status' in error) {
          const isRefused = error.status === 429 || error.status === 529
          const retryAfterMs = 'retryAfterMs' in error ? error.retryAfterMs : undefined
          void attempt(() => (isRefused ? permit?.refused(retryAfterMs) : permit?.passed()))
          const pause = retryAfterMs ?? LONG_WAIT_MS
          if (isRefused && pause > LONG_WAIT_MS) say('pause', pause, `Notion asks for a pause of ${seconds(pause)}`)
        }
        return result
      }
  }
