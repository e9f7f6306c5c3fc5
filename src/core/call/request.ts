/** A call with everything needed to send it, and to decode and cache its response. */

import type { Either } from 'fp-ts/Either'
import type { CacheResource } from './cache.js'
import type { Call, DecodeFailure, Mismatch } from './call.js'
import type { NotionError } from './error.js'
import type { InvalidInput } from './issues.js'
import type { Tag } from './tag.js'

/** One part of a multipart body. */
export interface FormPart {
  readonly name: string
  readonly value: string | Blob
  /** The file name, if the value is a file. */
  readonly filename?: string | undefined
}

/** The result of one HTTP exchange, for the log. */
export interface Exchange {
  /** The HTTP status; absent without a response. */
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  /** The duration in milliseconds, including reading the body. */
  readonly durationMs: number
  /** The error; absent after a success. */
  readonly error?: NotionError | undefined
}

/**
 * What happens to a call besides its exchanges.
 *
 * - `hit`: it was answered from the cache. `miss`: it was not, although its response can be cached.
 * - `joined`: it waits for the exchange of an identical read in flight.
 * - `permit`: it waited for a permit of the rate limiter. `backoff`: it waited before a retry.
 */
export interface CallEvent {
  readonly type: 'hit' | 'miss' | 'joined' | 'permit' | 'backoff'
  /** How long it waited, in milliseconds, if it was a wait. */
  readonly waitMs?: number | undefined
}

/** The secrets of a call. No error, log or cache key shows them. */
export interface Secret {
  /** The HTTP Basic credentials, sent in place of the token of the config. */
  readonly credentials: string
  /** The secrets in the body. They are redacted from errors, even if the response repeats them. */
  readonly words: ReadonlyArray<unknown>
  /** Removes the response from an error, if it may be a secret itself. */
  readonly redact: (error: NotionError) => NotionError
}

/** How to request and read a response as a stream. The timeout then applies to opening the stream. */
export interface StreamOptions {
  /** Additional request headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /**
   * Opens the stream and returns the input of `decode`, or `undefined` if the response is not a stream. The stream must end when
   * the signal is aborted, and must redact the secrets, which are given in all their encodings.
   */
  readonly open: (response: Response, signal: AbortSignal | undefined, secrets: () => ReadonlyArray<string>) => unknown
}

/**
 * The time left for a call, including its waits.
 *
 * @internal
 */
export interface Budget {
  /** The time left, in milliseconds. */
  readonly leftMs: () => number
  /** Adds the time spent in the queue of the rate limiter; absent if that time counts. */
  readonly extend?: ((milliseconds: number) => void) | undefined
}

/** A {@link Call} with everything needed to send it, and to decode and cache its response. */
export interface NotionRequest<A> extends Call {
  /**
   * Decodes the response, or returns the mismatches. If `contained` is given, an invalid member of a union becomes an unknown one,
   * and its mismatches are added to `contained`. The transport also passes the text of the response, which a cache may keep.
   */
  readonly decode: (json: unknown, contained?: Array<Mismatch>, text?: string) => Either<DecodeFailure, A>
  /**
   * The codec that the caller of `request` gave, or `null` for none. It is used whatever `validate` is, and calls with different
   * codecs do not share responses. Absent from operations.
   */
  readonly codec?: { readonly is: (value: unknown) => boolean } | null | undefined
  /** Creates the content to send in place of `body`, for each exchange: a form, or content that errors and logs must not show. */
  readonly content?: (() => string | FormData) | undefined
  /** The secrets of the call. If present, the token of the config is not sent. */
  readonly secret?: Secret | undefined
  /** How to read the response as a stream. Default: the response is read as JSON. */
  readonly stream?: StreamOptions | undefined
  /** How to cache the response; absent: it is not cached. `refresh` skips the lookup, and caches the new response. */
  readonly cache?: { readonly resource: CacheResource; readonly refresh?: boolean | undefined } | undefined
  /** The tags that the response depends on, each once. */
  readonly reads?: ((answer: A) => ReadonlyArray<Tag>) | undefined
  /** The tags to invalidate after the call. It receives `undefined` if the outcome is unknown. */
  readonly writes?: ((answer: A | undefined) => ReadonlyArray<Tag>) | undefined
  /** Additional headers. They do not override the token, the version or the content type. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /**
   * Whether a failed write may have been applied: after a 400 with this message, or if `fetch` threw this value. Requests that write have
   * it. Default: a 400 was not applied, and a write without a response may have been.
   */
  readonly mayBeApplied?: ((refusal: string | undefined, thrown?: unknown) => boolean) | undefined
  /** The timeout of one attempt, in milliseconds. Default: that of the config. */
  readonly timeoutMs?: number | undefined
  /** The time left for the whole call. Default: only `timeoutMs` limits it. */
  readonly budget?: Budget | undefined
  /** Aborts the call, and any wait that is part of it. */
  readonly signal?: AbortSignal | undefined
  /** The problems with the parameters. If there are any, the request fails without being sent. */
  readonly invalid?: ReadonlyArray<InvalidInput> | undefined
  /** A possible cause of a 404, such as an id of another kind; added to its message. */
  readonly hint?: string | undefined
  /**
   * Identifies the token without showing it, once a middleware has determined it; `null` if it cannot be determined.
   */
  readonly tenant?: string | null | undefined
  /** Identifies a read across all callers, once a middleware has computed it. */
  readonly key?: string | undefined
  /** Called after each HTTP exchange of the call. */
  readonly observe?: ((exchange: Exchange) => void) | undefined
  /**
   * The `observe` function, if it is needed only after failed exchanges. A function that a middleware puts in its place is called after
   * all.
   */
  readonly onlyFailures?: ((exchange: Exchange) => void) | undefined
  /** Called after each wait of the call, and when it uses the cache or the response of another call. */
  readonly onEvent?: ((event: CallEvent) => void) | undefined
}

/**
 * A request, whatever the type of its response.
 *
 * @internal
 */
export type AnyRequest = Omit<NotionRequest<unknown>, 'decode' | 'reads' | 'writes'>
