/** The context with everything on. */
import type { Cache } from './cache/cache.js'
import { type LruCacheOptions, lruCache } from './cache/lruCache.js'
import type { ContextOptions } from './config.js'
import { type Context, makeContext } from './context.js'
import type { Middleware } from './fetcher.js'
import { type RateLimiter, type RateLimitOptions, rateLimiter } from './middleware/rateLimiter.js'
import { withCache } from './middleware/withCache.js'
import { withDedupe } from './middleware/withDedupe.js'
import { withLogger } from './middleware/withLogger.js'
import { withRateLimit } from './middleware/withRateLimit.js'
import { withRetry } from './middleware/withRetry.js'
import { tenantOf } from './tenant.js'
import { kyFetcher } from './transport/kyFetcher.js'

const isCache = (given: Cache | LruCacheOptions): given is Cache => 'lookUp' in given

const isLimiter = (given: RateLimiter | RateLimitOptions): given is RateLimiter => 'acquire' in given

/**
 * Makes a context with everything on: ky as the transport, a limiter, retries, shared reads, a cache and a logger.
 *
 * A request passes them from the outside in: logger, cache, dedupe, retry, rate limit, transport. So a cached answer costs no
 * budget, each attempt takes a turn of the limiter and a line of the log, and callers who share a read share its retries.
 *
 * @throws TypeError for a setting that cannot be meant, such as an empty `auth` or a negative `timeoutMs`.
 * @see https://developers.notion.com/reference/intro
 * @example
 * import { createContext, getPage } from 'notion-fp'
 *
 * const ctx = createContext({ auth: 'ntn_…', cache: { ttlMs: { pages: 60_000 } } })
 * const page = getPage(ctx, { page_id: '0123456789abcdef0123456789abcdef' })
 */
export const createContext = ({ retry = {}, rateLimit = {}, cache = {}, ...options }: ContextOptions): Context => {
  const { config, fetcher } = makeContext(options, kyFetcher)
  const { clock, logger, logLevel: level } = config
  const tenant = tenantOf(config)
  const limiter = rateLimit && (isLimiter(rateLimit) ? rateLimit : rateLimiter({ clock, ...rateLimit }))
  const kept = cache && (isCache(cache) ? cache : lruCache({ clock, ...cache }))
  // From the inside out.
  const middleware: ReadonlyArray<Middleware | false> = [
    limiter && withRateLimit({ limiter, tenant }),
    retry && withRetry({ clock, ...retry }),
    withDedupe({ tenant }),
    kept && withCache({ cache: kept, tenant, clock }),
    withLogger({ logger, level }),
  ]
  return {
    config,
    fetcher: middleware.reduce((inner, wrap) => (wrap ? wrap(inner) : inner), fetcher),
    ...(kept && { cache: kept }),
  }
}
