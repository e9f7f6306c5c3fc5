/**
 * What went wrong, from the status, headers and body of an answer.
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
import { saysTooSlow } from '../call/slowList.js'
import { field } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Iterable<[string, string]>
  /** The body as it came. */
  readonly text: string
  /** The body as JSON; `undefined` where it is none. */
  readonly json: unknown
  /** Where the answer came from, in place of whom was asked; a `fetch` that does as it is told follows no redirect. */
  readonly from?: string | undefined
}

/** The headers that help to understand a failure; others may hold a cookie. */
const HELPFUL_HEADER = /^(content-type|retry-after|x-notion-request-id|cf-ray|date|server|location)$/i

/** A string, or nothing. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const texts = (value: unknown): ReadonlyArray<string> | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined

/** Whether a status says that all went well. */
export const isSuccess = (status: number): boolean => status > 199 && status < 300

/** Whether a status sends a call elsewhere. */
export const isRedirect = (status: number): boolean => status > 299 && status < 400

/** Milliseconds to wait, from `Retry-After` as seconds or as a date. */
const millisecondsOf = (given: unknown, now: number): number | undefined => {
  const asked = typeof given === 'number' ? `${given}` : (text(given)?.trim() ?? '')
  const milliseconds = asked && Number.isFinite(+asked) ? +asked * 1000 : Date.parse(asked) - now
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}

/** What an answer that is no JSON says, its markup taken out. */
const snippet = (body: string): string =>
  body
    // The beginning says it all, and a pattern must not be run over megabytes.
    .slice(0, 10_000)
    .replace(/(<(style|script)[\s\S]*?<\/\2>|<[^>]*>|\s)+/gi, ' ')
    .trim()
    .slice(0, 200) || 'an empty body'

/** Notion's id of a request, from the body or a header of its answer. */
export const requestIdOf = (json: unknown, header: string | null | undefined): string | undefined =>
  text(field(json, 'request_id')) ?? header ?? undefined

/** The tags of the statuses that have one of their own. */
const TAGS: { readonly [status: number]: NotionErrorTag } = {
  400: 'ValidationError',
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  409: 'ConflictError',
  429: 'RateLimitError',
}

/**
 * The outcome of a write, by the status. 529 and what refuses a call or sends it elsewhere come before anything is done; 302 and 303
 * may name the place of a result. Other 5xx may come after the write, and so may half a success, and a 400 that says that the
 * result took too long to render.
 */
const outcomeOf = ({ kind }: Call, status: number, committed: unknown, message: string): Outcome => {
  const mayBeDone = status === 302 || status === 303 || (status === 400 && saysTooSlow(message))
  const refused = status > 299 && status < 500 && !mayBeDone
  if (kind === 'read' || refused || status === 529) return 'not-applied'
  return committed ? 'committed' : 'unknown'
}

/** A call, with what else its failure may mean. */
type CallWithHint = Call & Pick<NotionRequest<unknown>, 'hint'>

/**
 * The failure that an answer is.
 *
 * @param says What is wrong with it, where neither its status nor its body tells.
 */
export const answerError = (call: CallWithHint, answer: Answer, now: number, says?: string): NotionError => {
  const { status, headers, text: raw, json, from } = answer
  const failed = status >= 500
  // A `Headers` has its names in lower case; what a `fetch` of somebody else gives may not.
  const helpful: { [name: string]: string } = {}
  for (const [name, value] of headers) if (HELPFUL_HEADER.test(name)) helpful[name.toLowerCase()] = value
  const target =
    from ??
    // Browsers hide the status of a redirect that they do not follow, and where it leads.
    (status === 0 ? 'a hidden address' : isRedirect(status) ? helpful.location : undefined)
  const additional = (name: string): unknown => field(field(json, 'additional_data'), name)
  // The endpoints of OAuth may have it under the name that OAuth gives it.
  const code = text(field(json, 'code')) ?? text(field(json, 'error'))
  const message =
    says ??
    (target
      ? `a redirect to ${target}, which is not followed: is baseUrl right?`
      : (text(field(json, 'message')) ?? (json === undefined ? `no JSON but ${snippet(raw)}` : 'no message')))
  const { hint } = call
  const isMissing = status === 404
  const notes = [
    isMissing && 'it is missing, or not shared with the connection',
    // An id of another kind is as good as missing; some endpoints take it for malformed.
    (isMissing || (status === 400 && /(\b|_)id\b/i.test(message))) && hint,
  ].filter(Boolean)
  const committedId = text(additional('committed_resource_id'))
  const committedChildIds = texts(additional('committed_child_ids'))
  // A success that is JSON was Notion's own word.
  const outcome = outcomeOf(
    call,
    status,
    failed ? (committedId ?? committedChildIds?.length) : isSuccess(status) && json !== undefined && !target,
    message,
  )
  // Every tag has those of these fields that its answers can have; those that say most come first in a log.
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
            ? // In the body, too, for clients that see no headers.
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
