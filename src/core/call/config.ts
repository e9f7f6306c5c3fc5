/** The settings that transports and middleware use. */

import type { Clock } from '../internal/clock.js'
import type { Logger, LogLevel } from './logger.js'
import type { NotionVersion } from './version.js'

/**
 * How to handle a response that does not have the documented shape.
 *
 * - `contain`: an invalid member of a union becomes an unknown one, with a `type` such as `unknown:image`. The rest of the
 *   response is decoded, and the mismatch is logged. A mismatch outside a union fails with `DecodeError`.
 * - `strict`: any mismatch fails with `DecodeError`.
 * - `warn`: mismatches are logged, and the response is returned unchanged.
 * - `off`: the response is not checked.
 */
export type Validate = 'contain' | 'strict' | 'warn' | 'off'

/** The second argument of {@link Fetch}. */
export interface FetchInit {
  readonly method: string
  readonly headers: Record<string, string>
  /** A string or a `FormData`. The type is their intersection, so that any library's `fetch` accepts it. */
  readonly body?: string & FormData
  readonly signal: AbortSignal
  /** `fetch` must not follow redirects. */
  readonly redirect: 'manual'
}

/** The part of a `Response` that is read from the result of {@link Fetch}. */
export interface FetchResponse {
  readonly status: number
  readonly headers: Iterable<[string, string]> & { readonly get: (name: string) => string | null }
  readonly text: () => Promise<string>
  /** Whether a redirect was followed. */
  readonly redirected?: boolean
  readonly url?: string
}

/**
 * The function that makes HTTP requests: the platform's `fetch`, that of undici or node-fetch, one that uses a proxy, or a fake for
 * tests. It receives a string and an object, never a `Request`.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/** The settings of a context. `auth` is a function, so that logging a context does not show the token. */
export interface Config {
  readonly auth: () => string | Promise<string>
  readonly notionVersion: NotionVersion
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly validate: Validate
  readonly logger: Logger
  readonly logLevel: LogLevel
  readonly fetch: Fetch
  readonly clock: Clock
}

/**
 * A token that is valid in a header. Checked here because the platform's error for an invalid header quotes the value.
 *
 * @internal
 */
export const SENDABLE_TOKEN = /^[\x21-\x7e]+$/
