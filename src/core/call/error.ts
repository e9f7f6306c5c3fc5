/** The errors of a call, as a closed union of plain values. */

import { unsafeCast } from '../internal/unsafeCast.js'
import type { Call, DecodeFailure } from './call.js'
import type { InvalidInput } from './issues.js'
import { issuesInWords } from './issues.js'
import { reported } from './report.js'

/**
 * Whether a failed write was applied: it was not, it was, or this is unknown. Only a write that was `not-applied` is always safe
 * to send again.
 */
export type Outcome = 'not-applied' | 'committed' | 'unknown'

/**
 * The fields of every error. Logs, consoles and `JSON.stringify` show at most about 4 kB of it; the fields hold everything.
 */
interface Failure<Tag extends string> {
  /** The kind of error. */
  readonly _tag: Tag
  /** A human-readable description of at most about 1,000 characters. */
  readonly message: string
  /** Whether the write was applied by any of its attempts. Always `not-applied` for a read. */
  readonly outcome: Outcome
  /** The call that failed. It contains no token. */
  readonly call: Call
}

/** The fields of every error that has an HTTP response. */
export interface AnswerDetails extends Omit<Failure<string>, '_tag'> {
  /** The HTTP status. */
  readonly status: number
  /** Notion's error code, such as `validation_error`; absent if the response has none. */
  readonly code?: string
  /** Notion's request id, which Notion's support asks for. */
  readonly requestId?: string
  /** The Cloudflare ray id of the request. */
  readonly rayId?: string
  /** The response headers that are useful for debugging. */
  readonly headers: Readonly<Record<string, string>>
  /** The response body: parsed if it is JSON, otherwise text. */
  readonly body: unknown
}

interface AnswerFailure<Tag extends string> extends Failure<Tag>, AnswerDetails {}

/** 401: the token is missing, invalid or expired. */
export interface AuthenticationError extends AnswerFailure<'AuthenticationError'> {}

/** 403: a capability is missing, a block limit is reached, or Cloudflare blocked the request. */
export interface PermissionError extends AnswerFailure<'PermissionError'> {}

/** 400: Notion rejected the request as invalid. */
export interface ValidationError extends AnswerFailure<'ValidationError'> {
  /** The ids of the data sources to choose from, if the database has several and the request needs one. */
  readonly childDataSourceIds?: ReadonlyArray<string>
}

/** 404: the object does not exist, or is not shared with the connection. */
export interface NotFoundError extends AnswerFailure<'NotFoundError'> {}

/** 409: the request conflicts with another change. */
export interface ConflictError extends AnswerFailure<'ConflictError'> {}

/** 429: too many requests, or requests are blocked. */
export interface RateLimitError extends AnswerFailure<'RateLimitError'> {
  /** How long Notion asks to wait, in milliseconds. */
  readonly retryAfterMs?: number
  /** The limit that was exceeded, such as `public_api_request_rate_limit`. */
  readonly reason?: string
  /** `true` if nothing was sent: the wait for the rate limiter would exceed the time allowed for the call. */
  readonly unsent?: true
}

/** 5xx, 529 included: Notion failed. See `outcome` for whether a write was applied. */
export interface ServerError extends AnswerFailure<'ServerError'> {
  /** How long Notion asks to wait, in milliseconds. */
  readonly retryAfterMs?: number
  /** The id of the object that was created or appended to before the error. */
  readonly committedId?: string
  /** The ids of the first-level blocks that were appended before the error, in request order. */
  readonly committedChildIds?: ReadonlyArray<string>
}

/** Any other status, a redirect, a response that is not JSON, or a list whose pagination does not end. */
export interface UnexpectedResponseError extends AnswerFailure<'UnexpectedResponseError'> {}

/** No response within the time allowed for one attempt. */
export interface TimeoutError extends Failure<'TimeoutError'> {
  /** The time allowed, in milliseconds. */
  readonly timeoutMs: number
}

/** A thrown value as plain data, without parts of the request such as the token. */
export interface SerializedError {
  /** The name of the error, such as `TypeError`; if the value is not an error, its type. */
  readonly name: string
  readonly message: string
  /** The platform's error code, such as `ECONNREFUSED`. */
  readonly code?: string
  readonly cause?: SerializedError
}

/** No response: the connection could not be made, or broke. */
export interface NetworkError extends Failure<'NetworkError'> {
  /** What `fetch` or the auth function threw. */
  readonly cause: SerializedError
}

/** The caller's signal aborted the call. */
export interface AbortError extends Failure<'AbortError'> {
  /** The `reason` of the signal. */
  readonly reason: unknown
}

/** The response does not have the documented shape. */
export interface DecodeError extends AnswerFailure<'DecodeError'> {
  /** Every place that does not match. */
  readonly mismatches: DecodeFailure
}

/** Invalid parameters. Nothing was sent. */
export interface InvalidInputError extends Failure<'InvalidInputError'> {
  /** All problems found, at least one. */
  readonly issues: ReadonlyArray<InvalidInput>
}

/** The errors by tag. */
export interface NotionErrorByTag {
  readonly AuthenticationError: AuthenticationError
  readonly PermissionError: PermissionError
  readonly ValidationError: ValidationError
  readonly NotFoundError: NotFoundError
  readonly ConflictError: ConflictError
  readonly RateLimitError: RateLimitError
  readonly ServerError: ServerError
  readonly UnexpectedResponseError: UnexpectedResponseError
  readonly TimeoutError: TimeoutError
  readonly NetworkError: NetworkError
  readonly AbortError: AbortError
  readonly DecodeError: DecodeError
  readonly InvalidInputError: InvalidInputError
}

/** The tags of all errors. */
export type NotionErrorTag = keyof NotionErrorByTag

/**
 * A failed call, as a closed union: a `switch` on `_tag` without a `default` compiles.
 *
 * Every operation can fail with each member. `InvalidInputError` is returned before anything is sent if an id is malformed, a
 * required parameter is missing, parameters contradict each other, or a limit of the API is exceeded. A 404
 * (`NotFoundError`) also stands for an object that is not shared with the connection, a 403 (`PermissionError`) for a missing
 * capability. `outcome` tells whether a failed write was applied.
 */
export type NotionError = NotionErrorByTag[NotionErrorTag]

/** One handler for each error tag. */
export type NotionErrorCases<R> = { readonly [Tag in NotionErrorTag]: (error: NotionErrorByTag[Tag]) => R }

/**
 * Handles an error with the handler of its tag. Every tag needs a handler.
 *
 * @example
 * import { matchError, type NotionError } from 'notion-fp'
 *
 * const retryable: (error: NotionError) => boolean = matchError({
 *   AuthenticationError: () => false,
 *   PermissionError: () => false,
 *   ValidationError: () => false,
 *   NotFoundError: () => false,
 *   ConflictError: () => true,
 *   RateLimitError: () => true,
 *   ServerError: ({ outcome }) => outcome === 'not-applied',
 *   UnexpectedResponseError: () => false,
 *   TimeoutError: () => true,
 *   NetworkError: () => true,
 *   AbortError: () => false,
 *   DecodeError: () => false,
 *   InvalidInputError: () => false,
 * })
 */
export const matchError =
  <R>(cases: NotionErrorCases<R>) =>
  (error: NotionError): R =>
    // The compiler does not relate the case, picked by its tag, to the error with the same tag.
    unsafeCast<(error: NotionError) => R>(cases[error._tag])(error)

/** The fields of `A`, of which those that may be `undefined` are optional. */
type Defined<A> = { readonly [K in keyof A as undefined extends A[K] ? never : K]: A[K] } & {
  readonly [K in keyof A as undefined extends A[K] ? K : never]?: Exclude<A[K], undefined>
}

/**
 * A copy without the fields that are `undefined`.
 *
 * @internal
 */
export const omitUndefined = <A extends object>(fields: A): Defined<A> =>
  // `Object.fromEntries` forgets the names of the fields.
  unsafeCast(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))

/**
 * The plain data of a request, for errors and logs.
 *
 * @internal
 */
export const callOf = ({ op, kind, method, path, query, body }: Call): Call =>
  omitUndefined({ op, kind, method, path, query, body })

/**
 * Finishes an error: limits the length of its message, and what logs and consoles show of it.
 *
 * @internal
 */
export const failure = <E extends NotionError>(error: E): E => reported(error)

/**
 * The failure of a call.
 *
 * @param more The additional fields of this tag.
 *
 * @internal
 */
export const failedCall = <Tag extends NotionErrorTag>(
  _tag: Tag,
  call: Call,
  outcome: Outcome,
  message: string,
  more: Omit<NotionErrorByTag[Tag], keyof Failure<Tag>>,
): NotionErrorByTag[Tag] =>
  // The compiler does not relate the type parameter to a member of the union.
  failure(unsafeCast({ _tag, message: `${call.op}: ${message}`, outcome, ...more, call: callOf(call) }))

/**
 * The beginning of a message: the operation, with a warning if the write was applied.
 *
 * @internal
 */
export const headline = ({ op }: Call, outcome: Outcome): string =>
  outcome === 'committed' ? `${op}: applied, do not repeat: ` : `${op}: `

/**
 * The error of a later attempt, with the outcome of the earlier attempts.
 *
 * @internal
 */
export const withOutcome = (error: NotionError, outcome: Outcome): NotionError => {
  const { call, message } = error
  if (error.outcome === outcome) return error
  const before = `an earlier attempt ${outcome === 'committed' ? 'was' : 'may have been'} applied, then:`
  return failure({ ...error, outcome, message: `${call.op}: ${before} ${message.replace(`${call.op}: `, '')}` })
}

/**
 * The error of a call with invalid parameters.
 *
 * @internal
 */
export const invalidInputError = (call: Call, issues: ReadonlyArray<InvalidInput>): InvalidInputError =>
  failedCall('InvalidInputError', call, 'not-applied', issuesInWords(issues), { issues })

/**
 * The error of a call that its caller aborted.
 *
 * @internal
 */
export const abortError = (call: Call, signal: AbortSignal | undefined, outcome: Outcome = 'not-applied'): AbortError =>
  failure({
    _tag: 'AbortError',
    message: `${call.op} was aborted${outcome === 'committed' ? ' after it was applied' : ''}`,
    outcome,
    reason: signal?.reason,
    call: callOf(call),
  })

/**
 * The error of a call that timed out.
 *
 * @internal
 */
export const timeoutError = (call: Call, what: string, timeoutMs: number, outcome: Outcome): TimeoutError =>
  failedCall('TimeoutError', call, outcome, `${what} within ${timeoutMs} ms`, { timeoutMs })
