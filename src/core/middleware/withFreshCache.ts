/** Skips the cache lookup, and caches the new response. */
import type { Middleware } from '../call/fetcher.js'

/**
 * Reads from the network without looking in the cache, and caches the response for later reads.
 *
 * @example
 * import { type Context, getPage, withFreshCache, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const reloadPage = (ctx: Context, page_id: string) => getPage(pipe(ctx, wrap(withFreshCache)), { page_id })
 */
export const withFreshCache: Middleware = (next) => (request) =>
  next(request.cache ? { ...request, cache: { resource: request.cache.resource, refresh: true } } : request)
