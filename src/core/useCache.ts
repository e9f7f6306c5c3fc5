/** A cache around a context that was composed by hand. */
import type { Cache } from './cache/cache.js'
import { type Context, use } from './context.js'
import { withCache } from './middleware/withCache.js'
import { tenantOf } from './tenant.js'

/**
 * Derives a context that keeps answers in a cache, which `getCacheStats` and `clearCache` then find on it. The entries of
 * different tokens are kept apart.
 *
 * @example
 * import { pipe } from 'fp-ts/function'
 * import { fetchFetcher, lruCache, makeContext, use, useCache, withRetry } from 'notion-fp'
 *
 * const ctx = pipe(makeContext({ auth: 'ntn_…' }, fetchFetcher), use(withRetry()), useCache(lruCache()))
 */
export const useCache =
  (cache: Cache) =>
  (ctx: Context): Context => ({
    ...use(withCache({ cache, tenant: tenantOf(ctx.config), clock: ctx.config.clock }))(ctx),
    cache,
  })
