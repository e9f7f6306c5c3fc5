/** Everything that a call should have besides a transport. */

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

/** What {@link withDefaults} puts around a transport. */
export interface DefaultsOptions {
  /** Retry options; `false` disables retries. */
  readonly retry?: false | RetryOptions | undefined
  /** How calls are spaced; `false`: they are not. A limiter made elsewhere is shared by all contexts that are given it. */
  readonly rateLimit?: false | RateLimitOptions | RateLimiter | undefined
  /** How answers are cached; `false`: they are not. A cache made elsewhere is shared by all contexts that are given it. */
  readonly cache?: false | LruCacheOptions | Cache | undefined
}

const isCache = (given: Cache | LruCacheOptions): given is Cache => 'lookUp' in given

const isLimiter = (given: RateLimiter | RateLimitOptions): given is RateLimiter => 'acquire' in given

/**
 * Derives a context with everything on, over any transport: a rate limiter, retries, deduplicated reads, a cache and a logger.
 *
 * A request passes them from the outside in: logger, cache, dedupe, retry, rate limit, transport. So a cached answer costs no
 * permit, each attempt takes a permit and a line of the log, and callers who share a read share its retries.
 *
 * @param options What to change or to leave out; everything is on by default.
 * @throws TypeError for an invalid option, such as `attempts: 0`.
 * @example
 * import { fetchFetcher, makeContext, withDefaults } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * // The small way to have everything: the platform's own fetch in place of ky.
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
    // From the inside out.
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
