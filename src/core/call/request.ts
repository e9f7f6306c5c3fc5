/** A call with everything that is needed to make it, to cache its answer and to understand it. */

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
  /** The name of the file, where the value is one. */
  readonly filename?: string | undefined
}

/** What became of one HTTP exchange; the logger is told of each. */
export interface Exchange {
  /** The status of the answer; absent where there was none. */
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  /** How long it took, in milliseconds, the body included. */
  readonly durationMs: number
  /** What went wrong; absent after a success. */
  readonly error?: NotionError | undefined
}

/** What Notion alone may see of a call: no error, log or key shows it, nor the answer. */
export interface Secret {
  /** Who calls, for HTTP Basic, in place of the token of the config. */
  readonly credentials: string
  /** What of the body is a secret: no failure shows it, also where an answer repeats it. */
  readonly words: ReadonlyArray<unknown>
  /** A failure without the answer, where that may be a secret itself. */
  readonly redact: (error: NotionError) => NotionError
}

/** How an answer is asked for, and taken, as a stream. The time-out of the config is then that of its opening. */
export interface StreamOptions {
  /** What is sent besides the usual headers, in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /**
   * What `decode` is given in place of JSON; nothing for an answer that is no stream. It ends with the signal of the call, and shows
   * none of the secrets, whose spellings it is given.
   */
  readonly open: (response: Response, signal: AbortSignal | undefined, secrets: () => ReadonlyArray<string>) => unknown
}

/**
 * How long a call may still take, its waits included.
 *
 * @internal
 */
export interface Budget {
  /** What is left of it, in milliseconds. */
  readonly leftMs: () => number
  /** Adds the time that was spent in the queue of the rate limiter; absent where that time counts like any other. */
  readonly extend?: ((milliseconds: number) => void) | undefined
}

/** A {@link Call} with everything that is needed to make it and to understand its answer. */
export interface NotionRequest<A> extends Call {
  /**
   * The answer as `A`, or the places where it is another thing. Where `contained` is given, damage inside the unions of the API is
   * contained: a damaged value becomes an unknown one, and `contained` is told of the places.
   */
  readonly decode: (json: unknown, contained?: Array<Mismatch>) => Either<DecodeFailure, A>
  /**
   * The codec that the caller gave, `null` for none: it is used whatever `validate` says, and what was decoded by another one is not
   * its answer. Absent from operations.
   */
  readonly codec?: { readonly is: (value: unknown) => boolean } | null | undefined
  /** What is sent in place of `body`, made anew for each exchange: a form, or what no error or log may show. */
  readonly content?: (() => string | FormData) | undefined
  /** What nobody else may see; the token of the config is not sent then. */
  readonly secret?: Secret | undefined
  /** How the answer is taken as a stream; absent: it is read to its end, and is JSON. */
  readonly stream?: StreamOptions | undefined
  /** How the answer may be kept; absent: it is never kept. `refresh` goes to the network and stores. */
  readonly cache?: { readonly resource: CacheResource; readonly refresh?: boolean | undefined } | undefined
  /** What the answer depends on. */
  readonly reads?: ((answer: A) => ReadonlyArray<Tag>) | undefined
  /** What is stale after the call; `undefined` stands for an outcome that is not known. */
  readonly writes?: ((answer: A | undefined) => ReadonlyArray<Tag>) | undefined
  /** Headers besides the usual ones. They override neither the token, the version nor the content type. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** How long one attempt may take, in milliseconds, in place of what the config allows. */
  readonly timeoutMs?: number | undefined
  /** How long the call may still take, whatever `timeoutMs` says; absent: no longer than each of its parts. */
  readonly budget?: Budget | undefined
  /** Ends the call, and every wait on its way. */
  readonly signal?: AbortSignal | undefined
  /** What is wrong with the parameters. A request with any is refused before it is sent. */
  readonly invalid?: ReadonlyArray<InvalidInput> | undefined
  /** What a 404 may mean besides what it says, such as an id of another kind. */
  readonly hint?: string | undefined
  /**
   * Who makes the call, once a middleware has found out: a word that differs between tokens and shows none of them; `null` where
   * nobody can tell.
   */
  readonly tenant?: string | null | undefined
  /** What identifies a read among all callers, once a middleware has worked it out. */
  readonly key?: string | undefined
  /** Told of each HTTP exchange that the call takes. */
  readonly observe?: ((exchange: Exchange) => void) | undefined
}

/**
 * A request, whatever its answer.
 *
 * @internal
 */
export type AnyRequest = Omit<NotionRequest<unknown>, 'decode' | 'reads' | 'writes'>
