/** What went wrong, from the status, headers and body of an answer. */
import { type AnswerDetails, callOf, type NotionError, type NotionErrorTag, type Outcome } from '../error.js'
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
const HELPFUL_HEADERS = ['content-type', 'retry-after', 'x-notion-request-id', 'cf-ray', 'date', 'server']

const helpful = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries([...headers].filter(([name]) => HELPFUL_HEADERS.includes(name)))

/** A field of anything. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

/** A string, or nothing. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const texts = (value: unknown): ReadonlyArray<string> | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined

/** Milliseconds to wait, from `Retry-After` as seconds or as a date, or from the body for clients that see no headers. */
const retryAfterMs = (headers: Headers, body: unknown, now: number): number | undefined => {
  const asked = `${headers.get('retry-after') || (field(field(body, 'additional_data'), 'retry_after') ?? '')}`
  const milliseconds = asked.trim() && Number.isFinite(+asked) ? +asked * 1000 : Date.parse(asked) - now
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}

/** What an answer that is no JSON says, its markup taken out. */
const snippet = (body: string): string =>
  body === ''
    ? 'an empty body'
    : body
        // The beginning says it all, and a pattern must not be run over megabytes.
        .slice(0, 10_000)
        .replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>|\s+/gi, ' ')
        .replace(/ +/g, ' ')
        .trim()
        .slice(0, 200)

/** Present fields only: an absent one stays absent. */
export const given = <A extends object>(fields: A): { readonly [K in keyof A]?: Exclude<A[K], undefined> } =>
  trust(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))

/** Notion's id of a request, from the body or the headers of its answer. */
export const requestIdOf = ({ headers, json }: Answer): string | undefined =>
  text(field(json, 'request_id')) ?? headers.get('x-notion-request-id') ?? undefined

/** What every failure that came as an answer tells. */
export const answerDetails = (call: Call, answer: Answer, says?: string): AnswerDetails => {
  const { status, headers, text: raw, json } = answer
  // The endpoints of OAuth may have it under the name that OAuth gives it.
  const code = text(field(json, 'code')) ?? text(field(json, 'error'))
  const message =
    says ?? text(field(json, 'message')) ?? (json === undefined ? `no JSON but ${snippet(raw)}` : 'no message')
  return {
    message: `${call.op}: ${[status, code].filter(Boolean).join(' ')}: ${message}`,
    call: callOf(call),
    status,
    headers: helpful(headers),
    body: json === undefined ? raw : json,
    ...given({
      code,
      requestId: requestIdOf(answer),
      rayId: headers.get('cf-ray') ?? undefined,
    }),
  }
}

/** The tags of the statuses that have one of their own. */
const TAGS: { readonly [status: number]: NotionErrorTag } = {
  400: 'ValidationError',
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  409: 'ConflictError',
  429: 'RateLimitError',
}

/** 529 is said before anything is done; 5xx may be said after a write is done. */
const outcomeOf = ({ kind }: Call, status: number, committed: unknown): Outcome =>
  kind === 'read' || status === 529 ? 'not-applied' : committed === undefined ? 'unknown' : 'committed'

/** The failure that an answer is. */
export const answerError = (call: Call, answer: Answer, now: number): NotionError => {
  const { status, headers, json } = answer
  const additional = (name: string): unknown => field(field(json, 'additional_data'), name)
  const committedId = text(additional('committed_resource_id'))
  const committedChildIds = texts(additional('committed_child_ids'))
  const details = answerDetails(call, answer)
  // Every tag has those of these fields that its answers can have.
  return trust<NotionError>({
    _tag: TAGS[status] ?? (status < 500 ? 'UnexpectedResponseError' : 'ServerError'),
    ...details,
    ...(status === 404 && { message: `${details.message} (it is missing, or not shared with the connection)` }),
    ...given({
      childDataSourceIds: texts(additional('child_data_source_ids')),
      reason: text(additional('rate_limit_reason')),
      retryAfterMs: status === 429 || status >= 500 ? retryAfterMs(headers, json, now) : undefined,
      outcome: status >= 500 ? outcomeOf(call, status, committedId ?? committedChildIds) : undefined,
      committedId,
      committedChildIds,
    }),
  })
}
