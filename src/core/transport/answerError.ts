/** What went wrong, from the status, headers and body of an answer. */
import { callOf, type NotionError, type NotionErrorTag, type Outcome, present } from '../error.js'
import type { Call } from '../fetcher.js'
import { trust } from '../trust.js'

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The body as it came. */
  readonly text: string
  /** The body as JSON; `undefined` where it is none. */
  readonly json: unknown
}

/** The headers that help to understand a failure; others may hold a cookie. */
const HELPFUL_HEADER = /^(content-type|retry-after|x-notion-request-id|cf-ray|date|server)$/

/** A field of anything. */
export const field = (value: unknown, name: string): unknown => Reflect.get(Object(value), name)

/** A string, or nothing. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const texts = (value: unknown): ReadonlyArray<string> | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined

/** Milliseconds to wait, from `Retry-After` as seconds or as a date. */
const millisecondsOf = (asked: string, now: number): number | undefined => {
  const milliseconds = asked.trim() && Number.isFinite(+asked) ? +asked * 1000 : Date.parse(asked) - now
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

/** Notion's id of a request, from the body or the headers of its answer. */
export const requestIdOf = ({ headers, json }: Answer): string | undefined =>
  text(field(json, 'request_id')) ?? headers.get('x-notion-request-id') ?? undefined

/** The tags of the statuses that have one of their own. */
const TAGS: { readonly [status: number]: NotionErrorTag } = {
  400: 'ValidationError',
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  409: 'ConflictError',
  429: 'RateLimitError',
}

/** 529 is said before anything is done; 5xx may be said after a write is done, and so may half a success. */
const outcomeOf = ({ kind }: Call, status: number, committed: unknown): Outcome =>
  kind === 'read' || status === 529 ? 'not-applied' : committed ? 'committed' : 'unknown'

/**
 * The failure that an answer is.
 *
 * @param says What is wrong with it, where neither its status nor its body tells.
 */
export const answerError = (call: Call, answer: Answer, now: number, says?: string): NotionError => {
  const { status, headers, text: raw, json } = answer
  const failed = status >= 500
  const helpful = Object.fromEntries([...headers].filter(([name]) => HELPFUL_HEADER.test(name)))
  const additional = (name: string): unknown => field(field(json, 'additional_data'), name)
  // The endpoints of OAuth may have it under the name that OAuth gives it.
  const code = text(field(json, 'code')) ?? text(field(json, 'error'))
  const message =
    says ?? text(field(json, 'message')) ?? (json === undefined ? `no JSON but ${snippet(raw)}` : 'no message')
  const committedId = text(additional('committed_resource_id'))
  const committedChildIds = texts(additional('committed_child_ids'))
  // A success that is JSON was Notion's own word.
  const committed = failed ? (committedId ?? committedChildIds) : json !== undefined
  // Every tag has those of these fields that its answers can have.
  return trust<NotionError>({
    _tag: TAGS[status] ?? (failed ? 'ServerError' : 'UnexpectedResponseError'),
    message: `${call.op}: ${status}${code ? ` ${code}` : ''}: ${message}${status === 404 ? ' (it is missing, or not shared with the connection)' : ''}`,
    call: callOf(call),
    status,
    headers: helpful,
    body: json === undefined ? raw : json,
    ...present({
      code,
      requestId: requestIdOf(answer),
      rayId: helpful['cf-ray'],
      childDataSourceIds: texts(additional('child_data_source_ids')),
      reason: text(additional('rate_limit_reason')),
      retryAfterMs:
        failed || status === 429
          ? // In the body, too, for clients that see no headers.
            millisecondsOf(`${helpful['retry-after'] || (additional('retry_after') ?? '')}`, now)
          : undefined,
      outcome: failed || status < 300 ? outcomeOf(call, status, committed) : undefined,
      committedId,
      committedChildIds,
    }),
  })
}
