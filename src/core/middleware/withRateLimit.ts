/** Lets each exchange wait for its turn. */
import { left } from 'fp-ts/Either'
import { abortError } from '../error.js'
import type { Middleware, NotionRequest } from '../fetcher.js'
import type { RateLimiter } from './rateLimiter.js'
import { type Tenant, told } from './requestKey.js'

/** Which limiter spaces the calls, and of whom. */
export interface WithRateLimitOptions {
  readonly limiter: RateLimiter
  /** Whose calls they are: each token has a pace of its own. `tenantOf(config)` tells by the token; default one for all. */
  readonly tenant?: Tenant
}

/**
 * Lets each exchange wait for its turn, and tells the limiter what Notion answered. It belongs inside of `withRetry`, so that
 * every attempt takes a turn. A caller who aborts leaves the queue.
 */
export const withRateLimit =
  ({ limiter, tenant = () => '' }: WithRateLimitOptions): Middleware =>
  (next) =>
  <A>(request: NotionRequest<A>) =>
  async () => {
    const { signal } = request
    // Where tenants cannot be told apart, they share one pace.
    const permit = await limiter.acquire((await told(tenant)) ?? '', signal)
    if (!permit) return left(abortError(request, signal ?? AbortSignal.abort()))
    const result = await next(request)()
    if (result._tag === 'Right') permit.passed()
    else if ('status' in result.left) {
      const { status } = result.left
      if (status !== 429 && status !== 529) permit.passed()
      else permit.refused('retryAfterMs' in result.left ? result.left.retryAfterMs : undefined)
    }
    return result
  }
