/**
 * Converts an unsuccessful response to an error.
 *
 * @internal
 */

import type { Call } from '../call/call.js'
import {
  callOf,
  failure,
  headline,
  type NotionError,
  type NotionErrorTag,
  type Outcome,
  omitUndefined,
} from '../call/error.js'
import type { NotionRequest } from '../call/request.js'
import { field } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'

/** A response that was read completely. */
export interface Answer {
  readonly status: number
  readonly headers: Iterable<[string, string]>
  /** The body as text. */
  readonly text: string
  /** The body as JSON; `undefined` if it is not JSON. */
  readonly json: unknown
  /** The final URL, if `fetch` followed a redirect although it must not. */
  readonly from?: string | undefined
}

/** The headers that are useful for debugging; others may contain cookies. */
const HELPFUL_HEADER = /^(content-type|retry-after|x-notion-request-id|cf-ray|date|server|location)$/i

/** The value if it is a string. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const texts = (value: unknown): ReadonlyArray<string> | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined

/** Whether a status is 2xx. */
export const isSuccess = (status: number): boolean => status > 199 && status < 300

/** Whether a status is 3xx. */
export const isRedirect = (status: number): boolean => status > 299 && status < 400

/** The milliseconds to wait, from `Retry-After` in seconds or as a date. */
const millisecondsOf = (given: unknown, now: number): number | undefined => {
  const asked = typeof given === 'number' ? `${given}` : (text(given)?.trim() ?? '')
  const milliseconds = asked && Number.isFinite(+asked) ? +asked * 1000 : Date.parse(asked) - now
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}

/** The beginning of a body that is not JSON, without markup. */
const snippet = (body: string): string =>
  body
    // The beginning is enough, and the regular expression is slow on megabytes.
    .slice(0, 10_000)
    .replace(/(<(style|script)[\s\S]*?<\/\2>|<[^>]*>|\s)+/gi, ' ')
    .trim()
    .slice(0, 200) || 'an empty body'

/** Notion's request id, from the response body or header. */
export const requestIdOf = (json: unknown, header: string | null | undefined): string | undefined =>
  text(field(json, 'request_id')) ?? header ?? undefined

/** The statuses that have their own tag. */
const TAGS: { readonly [status: number]: NotionErrorTag } = {
  400: 'ValidationError',
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  409: 'ConflictError',
  429: 'RateLimitError',
}

/** A call with what its errors depend on. */
type CallDetails = Call & Pick<NotionRequest<unknown>, 'hint' | 'mayBeApplied'>

/**
 * The outcome of a write, by status. 3xx, 4xx and 529 mean that nothing was applied, except that 302 and 303 may point to a result,
 * and a 400 may say that the result took too long to render. Other 5xx, and an unreadable 2xx, may follow an applied write.
 */
const outcomeOf = (
  { kind, mayBeApplied }: CallDetails,
  status: number,
  committed: unknown,
  message: string,
): Outcome => {
  const mayBeDone = status === 302 || status === 303 || (status === 400 && mayBeApplied?.(message))
  const refused = status > 299 && status < 500 && !mayBeDone
  if (kind === 'read' || refused || status === 529) return 'not-applied'
  return committed ? 'committed' : 'unknown'
}

/**
 * The error for a response.
 *
 * @param says The message, if neither the status nor the body explains the problem.
 */
export const answerError = (call: CallDetails, answer: Answer, now: number, says?: string): NotionError => {
  const { status, headers, text: raw, json, from } = answer
  const failed = status >= 500
  // `Headers` has names in lower case; a custom `fetch` may not.
  const helpful: { [name: string]: string } = {}
  for (const [name, value] of headers) if (HELPFUL_HEADER.test(name)) helpful[name.toLowerCase()] = value
  const target =
    from ??
    // Browsers hide the status and the location of a redirect that they do not follow.
    (status === 0 ? 'a hidden address' : isRedirect(status) ? helpful.location : undefined)
  const additional = (name: string): unknown => field(field(json, 'additional_data'), name)
  // The OAuth endpoints may use OAuth's name for it.
  const code = text(field(json, 'code')) ?? text(field(json, 'error'))
  const message =
    says ??
    (target
      ? `a redirect to ${target}, which is not followed: is baseUrl right?`
      : (text(field(json, 'message')) ?? (json === undefined ? `not JSON: ${snippet(raw)}` : 'no message')))
  const { hint } = call
  const isMissing = status === 404
  const notes = [
    isMissing && 'it is missing, or not shared with the connection',
    // For an id of another kind, most endpoints return 404, and some return 400.
    (isMissing || (status === 400 && /(\b|_)id\b/i.test(message))) && hint,
  ].filter(Boolean)
  const committedId = text(additional('committed_resource_id'))
  const committedChildIds = texts(additional('committed_child_ids'))
  // A 2xx with JSON came from Notion, so the write was applied.
  const outcome = outcomeOf(
    call,
    status,
    failed ? (committedId ?? committedChildIds?.length) : isSuccess(status) && json !== undefined && !target,
    message,
  )
  // The tag is looked up by status, so the compiler cannot relate it to the fields, of which each tag has those that its responses can
  // have. The most useful fields come first in a log.
  return failure(
    unsafeCast<NotionError>({
      _tag: TAGS[status] ?? (failed ? 'ServerError' : 'UnexpectedResponseError'),
      message: `${headline(call, outcome)}${status}${code ? ` ${code}` : ''}: ${message}${notes[0] ? ` (${notes.join('; ')})` : ''}`,
      outcome,
      status,
      ...omitUndefined({
        code,
        requestId: requestIdOf(json, helpful['x-notion-request-id']),
        rayId: helpful['cf-ray'],
        reason: text(additional('rate_limit_reason')),
        retryAfterMs:
          failed || status === 429
            ? // Notion repeats it in the body, for clients that cannot read the header.
              millisecondsOf(helpful['retry-after'] || additional('retry_after'), now)
            : undefined,
        committedId,
        committedChildIds,
        childDataSourceIds: texts(additional('child_data_source_ids')),
      }),
      call: callOf(call),
      headers: helpful,
      body: json === undefined ? raw : json,
    }),
  )
}
