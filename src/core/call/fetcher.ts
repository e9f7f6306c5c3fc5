/** The function that sends requests, and the middleware that wraps it. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Config } from './config.js'
import type { NotionError } from './error.js'
import type { NotionRequest } from './request.js'

/** Sends a request. */
export type Fetcher = <A>(request: NotionRequest<A>) => TaskEither<NotionError, A>

/**
 * Wraps a fetcher. It also receives the config of the context, so that it can use its clock and logger; it may ignore it, as in
 * `(next) => (request) => …`.
 */
export type Middleware = (next: Fetcher, config: Config) => Fetcher
