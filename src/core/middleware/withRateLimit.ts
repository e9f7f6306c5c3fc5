/** Lets each exchange wait for its turn. */
import * as E from 'fp-ts/Either'
import { abortError } from '../error.js'
import type { Middleware, NotionRequest } from '../fetcher.js'
import type { RateLimiter } from './rateLimiter.js'
import type { Tenant } from './requestKey.js'

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
    const permit = await limiter.acquire(await tenantOrAll(tenant), signal)
    if (!permit) return E.left(abortError(request, signal ?? AbortSignal.abort()))
    const result = await next(request)()
    const error = E.isLeft(result) ? result.left : undefined
    if (error?._tag === 'RateLimitError' || (error?._tag === 'ServerError' && error.status === 529)) {
      permit.refused(error.retryAfterMs)
    } else permit.passed()
    return result
  }

/** Where tenants cannot be told apart, they share one pace. */
const tenantOrAll = async (tenant: Tenant): Promise<string> => {
  try {
    return await tenant()
  } catch {
    return ''
  }
}
