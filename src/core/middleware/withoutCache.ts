/** Bypasses the cache. */
import type { Middleware } from '../call/fetcher.js'

/**
 * Reads from the network without caching the response. Writes still invalidate the cache.
 *
 * @example
 * import { type Context, getPage, withoutCache, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const getPageOnce = (ctx: Context, page_id: string) => getPage(pipe(ctx, wrap(withoutCache)), { page_id })
 */
export const withoutCache: Middleware = (next) => (request) => {
  const { cache: _, ...uncached } = request
  return next(uncached)
}
