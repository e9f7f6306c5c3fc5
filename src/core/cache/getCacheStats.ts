/** Reads the counters of a cache, and clears it. */
import type { CacheResource, CacheStats } from '../call/cache.js'
import type { Context } from '../call/context.js'
import { noCache } from './store.js'

/**
 * Returns the hits, misses, invalidations, hit rate and number of entries by kind of the context's cache.
 *
 * @example
 * import { type Context, getCacheStats } from 'notion-fp'
 *
 * const requestsSaved = (ctx: Context) => getCacheStats(ctx).hits
 */
export const getCacheStats = (ctx: Context): CacheStats => (ctx?.cache ?? noCache).stats()

/**
 * Removes all cached responses, or those of one kind.
 *
 * @example
 * import { clearCache, type Context } from 'notion-fp'
 *
 * const clearPages = (ctx: Context) => clearCache(ctx, 'pages')
 */
export const clearCache = (ctx: Context, resource?: CacheResource): Promise<void> =>
  (ctx?.cache ?? noCache).clear(resource)
