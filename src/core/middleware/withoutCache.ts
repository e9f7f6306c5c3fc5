/** Reads past the cache. */
import type { Middleware } from '../call/fetcher.js'

/**
 * Reads from the network and keeps nothing. Writes still make stale what they change.
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
