/** Adds a cache to a context. */
import type { Cache } from '../call/cache.js'
import type { Context } from '../call/context.js'
import { withCache } from '../middleware/withCache.js'
import { wrap } from './wrap.js'

/**
 * Derives a context that caches responses. `getCacheStats` and `clearCache` use this cache. Different tokens never share entries.
 *
 * @example
 * import { addCache, fetchFetcher, lruCache, makeContext, withRetry, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const ctx = pipe(makeContext({ auth: 'ntn_…' }, fetchFetcher), wrap(withRetry()), addCache(lruCache()))
 */
export const addCache =
  (cache: Cache) =>
  (ctx: Context): Context => ({ ...wrap(withCache({ cache }))(ctx), cache })

/** @deprecated The old name of {@link addCache}. */
export const useCache = addCache
