/** Everything that can go wrong with a call, as a closed union of plain values. */

import { unsafeCast } from '../internal/unsafeCast.js'
import type { Call, DecodeFailure } from './call.js'
import type { InvalidInput } from './issues.js'
import { issuesInWords } from './issues.js'
import { reported } from './report.js'

/**
 * The outcome of a write that failed: nothing happened, it happened all the same, or nobody can tell. Only a write that was
 * `not-applied` can be sent again without a second thought.
 */
export type Outcome = 'not-applied' | 'committed' | 'unknown'

/**
 * What every failure tells. A log, a console and `JSON.stringify` get at most about 4 kB of it; its fields hold everything.
 */
interface Failure<Tag extends string> {
  /** Which failure it is. */
  readonly _tag: Tag
  /** One sentence for a person, of at most about 1,000 characters. */
  readonly message: string
  /** The outcome of the write, through all of its attempts. Of a read it is always `not-applied`. */
  readonly outcome: Outcome
  /** The call that failed. It holds no token. */
  readonly call: Call
}

/** What a failure that came as an answer tells, whatever its tag. */
export interface AnswerDetails extends Omit<Failure<string>, '_tag'> {
  /** The HTTP status. */
  readonly status: number
  /** Notion's own word for it, such as `validation_error`; absent where the answer has none. */
  readonly code?: string
  /** Notion's id of the request: support asks for it. */
  readonly requestId?: string
  /** The id that the network in front of Notion gave the request. */
  readonly rayId?: string
  /** The headers of the answer that help to understand it. */
  readonly headers: Readonly<Record<string, string>>
  /** The body as it came: parsed where it is JSON, else its text. */
  readonly body: unknown
}

interface AnswerFailure<Tag extends string> extends Failure<Tag>, AnswerDetails {}

/** 401: the token is missing, wrong or expired. */
export interface AuthenticationError extends AnswerFailure<'AuthenticationError'> {}

/** 403: a capability is missing, a block limit is reached, or the network in front of Notion blocked the call. */
export interface PermissionError extends AnswerFailure<'PermissionError'> {}

/** 400: Notion did not understand the call. */
export interface ValidationError extends AnswerFailure<'ValidationError'> {
  /** The data sources to choose from, where a database with several was used as if it had one. */
  readonly childDataSourceIds?: ReadonlyArray<string>
}

/** 404: there is no such object, or it is not shared with the connection. */
export interface NotFoundError extends AnswerFailure<'NotFoundError'> {}

/** 409: another change came in between. */
export interface ConflictError extends AnswerFailure<'ConflictError'> {}

/** 429: too many calls, or calls that are blocked. */
export interface RateLimitError extends AnswerFailure<'RateLimitError'> {
  /** How long Notion asks to wait, in milliseconds. */
  readonly retryAfterMs?: number
  /** Which limit it was, such as `public_api_request_rate_limit`. */
  readonly reason?: string
  /** The rate limiter did not let the call out, since the wait would be longer than the call may take: there was no answer. */
  readonly unsent?: true
}

/** 5xx and 529: Notion could not do it, or did it and could not say so. */
export interface ServerError extends AnswerFailure<'ServerError'> {
  /** How long Notion asks to wait, in milliseconds. */
  readonly retryAfterMs?: number
  /** The object that was created, or appended to, before the failure. */
  readonly committedId?: string
  /** The first-level blocks that were appended before the failure, in the order of the call. */
  readonly committedChildIds?: ReadonlyArray<string>
}

/** Any other status, a redirect, an answer that is no JSON, or a list that cannot be read to its end. */
export interface UnexpectedResponseError extends AnswerFailure<'UnexpectedResponseError'> {}

/** No answer within the time that the config allows for one attempt. */
export interface TimeoutError extends Failure<'TimeoutError'> {
  /** The time that was allowed, in milliseconds. */
  readonly timeoutMs: number
}

/** Something that was thrown, as plain data: what it held of the request, such as the token, is left out. */
export interface SerializedError {
  /** The name of the error, such as `TypeError`; the type of a thing that is no error. */
  readonly name: string
  readonly message: string
  /** The word of the platform for it, such as `ECONNREFUSED`. */
  readonly code?: string
  readonly cause?: SerializedError
}

/** No answer at all: no connection, or a connection that broke. */
export interface NetworkError extends Failure<'NetworkError'> {
  /** What `fetch` or the auth function threw. */
  readonly cause: SerializedError
}

/** The caller's signal ended the call. */
export interface AbortError extends Failure<'AbortError'> {
  /** What the signal was aborted with. */
  readonly reason: unknown
}

/** An answer of another shape than Notion documents. */
export interface DecodeError extends AnswerFailure<'DecodeError'> {
  /** Every place that differs. */
  readonly mismatches: DecodeFailure
}

/** Parameters that Notion would refuse, refused before anything was sent. */
export interface InvalidInputError extends Failure<'InvalidInputError'> {
  /** Everything that is wrong, at least one. */
  readonly issues: ReadonlyArray<InvalidInput>
}

/** The failures by their tag. */
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

/** The tags of all failures. */
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

/** What to do with each failure. */
export type NotionErrorCases<R> = { readonly [Tag in NotionErrorTag]: (error: NotionErrorByTag[Tag]) => R }

/**
 * Does with a failure what its tag asks for; every tag needs its case.
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
    unsafeCast<(error: NotionError) => R>(cases[error._tag])(error)

/**
 * The fields that are there: one that is `undefined` is left out.
 *
 * @internal
 */
export const omitUndefined = <A extends object>(fields: A): { readonly [K in keyof A]?: Exclude<A[K], undefined> } =>
  unsafeCast(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))

/**
 * The plain data of a request: what may stand in an error or a log.
 *
 * @internal
 */
export const callOf = ({ op, kind, method, path, query, body }: Call): Call =>
  unsafeCast(omitUndefined({ op, kind, method, path, query, body }))

/**
 * A failure as every part of this library makes one: its message is short, and so is what a log gets of it.
 *
 * @internal
 */
export const failure = <E extends NotionError>(error: E): E => reported(error)

/**
 * The failure of a call.
 *
 * @param more The fields that failures of this tag have besides.
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
  failure(unsafeCast({ _tag, message: `${call.op}: ${message}`, outcome, ...more, call: callOf(call) }))

/**
 * What a message says first: the operation, and that it was done where it was.
 *
 * @internal
 */
export const headline = ({ op }: Call, outcome: Outcome): string =>
  outcome === 'committed' ? `${op}: it was done, do not repeat it: ` : `${op}: `

/**
 * The failure of a later attempt, with the outcome of the attempts before it.
 *
 * @internal
 */
export const withOutcome = (error: NotionError, outcome: Outcome): NotionError => {
  const { call, message } = error
  if (error.outcome === outcome) return error
  const before = `an earlier attempt ${outcome === 'committed' ? 'was' : 'may have been'} done, and then:`
  return failure({ ...error, outcome, message: `${call.op}: ${before} ${message.replace(`${call.op}: `, '')}` })
}

/**
 * The failure of a call whose parameters are wrong.
 *
 * @internal
 */
export const invalidInputError = (call: Call, issues: ReadonlyArray<InvalidInput>): InvalidInputError =>
  failedCall('InvalidInputError', call, 'not-applied', issuesInWords(issues), { issues })

/**
 * The failure of a call that its caller ended.
 *
 * @internal
 */
export const abortError = (call: Call, signal: AbortSignal | undefined, outcome: Outcome = 'not-applied'): AbortError =>
  failure({
    _tag: 'AbortError',
    message: `${call.op} was aborted${outcome === 'committed' ? ' after it was done' : ''}`,
    outcome,
    reason: signal?.reason,
    call: callOf(call),
  })

/**
 * The failure of a call that took too long.
 *
 * @internal
 */
export const timeoutError = (call: Call, what: string, timeoutMs: number, outcome: Outcome): TimeoutError =>
  failedCall('TimeoutError', call, outcome, `${what} within ${timeoutMs} ms`, { timeoutMs })
