/** Lets each exchange wait for its turn. */
import { left } from 'fp-ts/Either'
import { attempt } from '../attempt.js'
import { abortError } from '../error.js'
import type { Middleware, NotionRequest } from '../fetcher.js'
import { tenantOf } from '../tenant.js'
import { type RateLimiter, rateLimiter } from './rateLimiter.js'
import type { Tenant } from './requestKey.js'

/** Which limiter spaces the calls, and of whom. */
export interface WithRateLimitOptions {
  /** The limiter. Default one of its own, at the pace of most plans. */
  readonly limiter?: RateLimiter | undefined
  /** Whose calls they are: each token has a pace of its own. Default told by the token of the context. */
  readonly tenant?: Tenant | undefined
}

/**
 * Lets each exchange wait for its turn, and tells the limiter what Notion answered. It belongs inside of `withRetry`, so that
 * every attempt takes a turn. A caller who aborts leaves the queue.
 */
export const withRateLimit =
  (options: WithRateLimitOptions = {}): Middleware =>
  (next, config) => {
    const { limiter = rateLimiter({ clock: config.clock }), tenant = tenantOf(config) } = options
    return <A>(request: NotionRequest<A>) =>
      async () => {
        const { signal } = request
        // Where tenants cannot be told apart, they share one pace.
        const permit = await limiter.acquire((await attempt(tenant)) ?? '', signal)
        if (!permit) return left(abortError(request, signal))
        const result = await next(request)()
        const error = result._tag === 'Left' ? result.left : { status: 200 }
        if ('status' in error) {
          if (error.status !== 429 && error.status !== 529) permit.passed()
          else permit.refused('retryAfterMs' in error ? error.retryAfterMs : undefined)
        }
        return result
      }
  }
