/** What every operation is given: settings, the fetcher, the cache. A value that is never changed, only derived from. */
import type { Cache } from '../cache/cache.js'
import type { Fetcher, Middleware } from '../call/request.js'
import { type Config, resolveConfig, type TransportOptions } from './config.js'

/** What every operation is given. */
export interface Context {
  readonly config: Config
  /** Carries out the requests; middleware wraps it. */
  readonly fetcher: Fetcher
  /** The cache behind the fetcher, for `getCacheStats` and `clearCache`; absent where there is none. */
  readonly cache?: Cache
}

/** Makes one HTTP exchange of a request: `fetchFetcher` or `kyFetcher`. */
export type Transport = (config: Config) => Fetcher

/**
 * Makes a context with a transport and nothing else; the rest is composed with {@link wrap}.
 *
 * @throws TypeError for a setting that cannot be meant, such as an empty `auth` or a negative `timeoutMs`.
 * @example
 * import { fetchFetcher, makeContext, withRetry, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const ctx = pipe(makeContext({ auth: 'ntn_…' }, fetchFetcher), wrap(withRetry()))
 */
export const makeContext = (options: TransportOptions, transport: Transport): Context => {
  const config = resolveConfig(options)
  return { config, fetcher: transport(config) }
}

/**
 * Derives a context whose fetcher is wrapped in a middleware. The middleware that was added last sees a request first.
 *
 * @example
 * import { type Context, getPage, withSignal, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const getPageWithin = (ctx: Context, page_id: string, milliseconds: number) =>
 *   getPage(pipe(ctx, wrap(withSignal(AbortSignal.timeout(milliseconds)))), { page_id })
 */
export const wrap =
  (middleware: Middleware) =>
  (ctx: Context): Context => ({
    ...ctx,
    // What is no context is refused by the call that it is used for.
    fetcher: middleware(ctx?.fetcher, ctx?.config),
  })

/** @deprecated The old name of {@link wrap}. */
export const use = wrap
