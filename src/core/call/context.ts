/** What every operation is given: settings, the fetcher, the cache. A value that is never changed, only derived from. */
import type { Cache } from './cache.js'
import type { Config } from './config.js'
import type { Fetcher } from './fetcher.js'

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
