/** Adds the default middleware to a context. */

import { type LruCacheOptions, lruCache } from '../cache/lruCache.js'
import type { Cache } from '../call/cache.js'
import type { Context } from '../call/context.js'
import type { Middleware } from '../call/fetcher.js'
import { checkOptions } from '../internal/options.js'
import { type RateLimiter, type RateLimitOptions, rateLimiter } from '../middleware/rateLimiter.js'
import { withCache } from '../middleware/withCache.js'
import { withDedupe } from '../middleware/withDedupe.js'
import { withLogger } from '../middleware/withLogger.js'
import { withRateLimit } from '../middleware/withRateLimit.js'
import { type RetryOptions, withBudget, withRetry } from '../middleware/withRetry.js'
import { CONTEXT_RULES } from './config.js'
import { wrap } from './wrap.js'

/** The options of {@link withDefaults}. */
export interface DefaultsOptions {
  /** Retry options; `false` disables retries. */
  readonly retry?: false | RetryOptions | undefined
  /** The options of the rate limiter, or a rate limiter to share between contexts; `false` disables it. */
  readonly rateLimit?: false | RateLimitOptions | RateLimiter | undefined
  /** The options of the cache, or a cache to share between contexts; `false` disables it. */
  readonly cache?: false | LruCacheOptions | Cache | undefined
}

const isCache = (given: Cache | LruCacheOptions): given is Cache => 'lookUp' in given

const isLimiter = (given: RateLimiter | RateLimitOptions): given is RateLimiter => 'acquire' in given

/**
 * Adds the default middleware to a context with any transport: a rate limiter, retries, deduplication of reads, a cache and a
 * logger.
 *
 * A request passes them in this order: logger, cache, dedupe, retry, rate limit, transport. So a cache hit takes no permit, each
 * attempt takes a permit and is logged, and callers that share a read share its retries.
 *
 * @param options The options of each middleware. All are enabled by default.
 * @throws TypeError for an invalid option, such as `attempts: 0`.
 * @example
 * import { fetchFetcher, makeContext, withDefaults } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * // A smaller bundle than `createContext`: with the platform's `fetch` instead of ky.
 * const ctx = pipe(makeContext({ auth: 'ntn_…' }, fetchFetcher), withDefaults({ retry: { attempts: 3 } }))
 */
export const withDefaults =
  (options: DefaultsOptions = {}) =>
  (ctx: Context): Context => {
    checkOptions(options, CONTEXT_RULES)
    const { retry = {}, rateLimit = {}, cache = {} } = options
    const { clock } = ctx.config
    const limiter =
      rateLimit && (isLimiter(rateLimit) ? rateLimit : rateLimiter({ ...rateLimit, clock: rateLimit.clock ?? clock }))
    const cached = cache && (isCache(cache) ? cache : lruCache({ ...cache, clock: cache.clock ?? clock }))
    // From the innermost to the outermost.
    const middleware: ReadonlyArray<Middleware | false> = [
      limiter && withRateLimit({ limiter }),
      retry && withRetry(retry),
      withDedupe(),
      cached && withCache({ cache: cached }),
      withLogger(),
      retry && withBudget(retry),
    ]
    return {
      ...middleware.reduce((inner, next) => (next ? wrap(next)(inner) : inner), ctx),
      ...(cached && { cache: cached }),
    }
  }
