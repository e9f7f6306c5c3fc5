/** The function that carries out requests, and what wraps it. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Config } from './config.js'
import type { NotionError } from './error.js'
import type { NotionRequest } from './request.js'

/** Carries out requests. */
export type Fetcher = <A>(request: NotionRequest<A>) => TaskEither<NotionError, A>

/**
 * Turns a fetcher into one that does more. It is given the config of the context that it wraps, so that a clock, a logger or a
 * tenant need not be named again; a plain `(next) => (request) => …` is a middleware too.
 */
export type Middleware = (next: Fetcher, config: Config) => Fetcher
