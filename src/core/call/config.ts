/** The settings that a transport and middleware work with. */

import type { Clock } from '../internal/clock.js'
import type { Logger, LogLevel } from './logger.js'
import type { NotionVersion } from './version.js'

/**
 * What is done with an answer of another shape than documented.
 *
 * - `contain`: a damaged value becomes an unknown one of its union, so that `type` reads `unknown:image`, the rest of the answer is
 *   given and the logger is told; damage outside a union fails with `DecodeError`.
 * - `strict`: the whole answer is refused with `DecodeError`.
 * - `warn`: the answer passes as it is, and the logger is told.
 * - `off`: the answer is not looked at.
 */
export type Validate = 'contain' | 'strict' | 'warn' | 'off'

/** What a {@link Fetch} is given besides the address. */
export interface FetchInit {
  readonly method: string
  readonly headers: Record<string, string>
  /** A string, or a form. It has the type of both, so that it fits every `fetch`: each library has a form of its own. */
  readonly body?: string & FormData
  readonly signal: AbortSignal
  /** A redirect is an answer like any other. */
  readonly redirect: 'manual'
}

/** What is read of the answer of a {@link Fetch}; every `Response` has it. */
export interface FetchResponse {
  readonly status: number
  readonly headers: Iterable<[string, string]> & { readonly get: (name: string) => string | null }
  readonly text: () => Promise<string>
  /** Whether it came from another address than the one that was asked. */
  readonly redirected?: boolean
  readonly url?: string
}

/**
 * The function that makes HTTP requests: the platform's own, that of undici or node-fetch, or one that goes through a proxy or a
 * test. It is given a string and an object, never a `Request`.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/** The settings that a transport works with. The token is behind a function, so that no log of a context shows it. */
export interface Config {
  readonly auth: () => string | Promise<string>
  readonly notionVersion: NotionVersion
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly validate: Validate
  readonly logger: Logger
  readonly logLevel: LogLevel
  readonly fetch: Fetch
  readonly clock: Clock
}

/**
 * A token that can stand in a header. The platform's own complaint about any other would quote it.
 *
 * @internal
 */
export const SENDABLE_TOKEN = /^[\x21-\x7e]+$/
