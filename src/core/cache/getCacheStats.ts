/** What a person asks of the cache of a context. */
import type { CacheResource, CacheStats } from '../call/cache.js'
import type { Context } from '../call/context.js'
import { noCache } from './store.js'

/**
 * Hits, misses, invalidations, the hit rate and the number of entries by kind.
 *
 * @example
 * import { type Context, getCacheStats } from 'notion-fp'
 *
 * const requestsSaved = (ctx: Context) => getCacheStats(ctx).hits
 */
export const getCacheStats = (ctx: Context): CacheStats => (ctx?.cache ?? noCache).stats()

/**
 * Forgets every kept answer, or those of one kind.
 *
 * @example
 * import { clearCache, type Context } from 'notion-fp'
 *
 * const forgetPages = (ctx: Context) => clearCache(ctx, 'pages')
 */
export const clearCache = (ctx: Context, resource?: CacheResource): Promise<void> =>
  (ctx?.cache ?? noCache).clear(resource)
