/** The first argument of every operation: config, fetcher and cache. Immutable: derive a new context to change it. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Cache } from './cache.js'
import type { Config } from './config.js'
import type { NotionError } from './error.js'
import type { Fetcher } from './fetcher.js'
import type { NotionRequest } from './request.js'

/**
 * Sends a request with a fetcher.
 *
 * @internal
 */
export type Sender = <A>(fetcher: Fetcher, request: NotionRequest<A>) => TaskEither<NotionError, A>

/** The first argument of every operation. Immutable: derive a new context to change it. */
export interface Context {
  readonly config: Config
  /** Sends the requests; middleware wraps it. */
  readonly fetcher: Fetcher
  /** The cache that the fetcher uses, for `getCacheStats` and `clearCache`; absent without a cache. */
  readonly cache?: Cache
  /** Refuses invalid requests, and turns whatever middleware throws into an error. `makeContext` adds it. */
  readonly send?: Sender
}

/** Creates the fetcher that sends each request once over HTTP: `fetchFetcher` or `kyFetcher`. */
export type Transport = (config: Config) => Fetcher
