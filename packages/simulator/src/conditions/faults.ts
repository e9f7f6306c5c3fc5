import type { JsonObject } from '../domain/values/json.js'
import type { RequestInfo } from './requestInfo.js'

/** A fault: matching requests are answered with it. Nothing is changed by them unless it says so. */
export interface Fault {
  /** The status of the answer, such as 429 or 502; without one the request is answered as it deserves. */
  readonly status?: number
  /** The error code; the usual one of the status unless given. */
  readonly code?: string
  /** The message; the usual one of the status unless given. */
  readonly message?: string
  /** More headers of the answer, such as `retry-after` in seconds. */
  readonly headers?: Readonly<Record<string, string>>
  /** `additional_data` of the error body. */
  readonly additionalData?: JsonObject
  /** A body in place of the error body, for answers that are no JSON; without a status it is not used. */
  readonly body?: string
  /** The request is carried out before it fails; a 5xx then says what it left behind. False unless given. */
  readonly committed?: boolean
  /** The connection breaks: before the request is carried out, after it, or in the middle of the answer. */
  readonly dropped?: 'before' | 'after' | 'midway'
  /** The text of the answer ends in its middle. */
  readonly truncated?: boolean
  /** How long the body takes to arrive, in milliseconds, in small pieces. */
  readonly slowBodyMs?: number
  /** How long the answer is kept back, in milliseconds, besides the latency of all. */
  readonly delayMs?: number
  /** How many requests it meets: 1 for one that is expected, any number for one of the weather, unless given. */
  readonly times?: number
  /** The part of matching requests it meets, from 0 to 1, by chance: all unless given. */
  readonly chance?: number
  /** Which requests it meets: all unless given. */
  readonly match?: (request: RequestInfo) => boolean
}

const EDGE_PAGE =
  '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body></html>'

/** Faults that the API has, ready to be expected or to be made part of the weather. */
export const faults = {
  /** 502: nothing is known of what came of it; here nothing did. */
  badGateway: { status: 502 },
  /** 503, and nothing was done: the guidance says that it can be repeated. */
  unavailable: { status: 503 },
  /** 503 after the request was carried out: `additional_data` names what it made. */
  unavailableAfterCommit: { status: 503, committed: true },
  /** 504 where a list is read on by a cursor. */
  timeoutOnCursor: { status: 504, match: ({ continues }) => continues },
  /** 529: too much to do for everybody. */
  overloaded: { status: 529, headers: { 'retry-after': '1' } },
  /** 429: too many requests of one token, for a second. */
  rateLimited: { status: 429, headers: { 'retry-after': '1' } },
  /** 409: somebody else was changing it. */
  conflict: { status: 409 },
  /** The connection breaks before anything is done. */
  droppedConnection: { dropped: 'before' },
  /** The connection breaks after the request was carried out. */
  droppedAfterCommit: { dropped: 'after' },
  /** The connection breaks in the middle of the answer. */
  droppedMidway: { dropped: 'midway' },
  /** The edge in front of the API refuses, in HTML. */
  edgeBlock: {
    status: 403,
    body: EDGE_PAGE,
    headers: { 'content-type': 'text/html; charset=UTF-8', 'cf-ray': '8f00ba4e5c0d1a2b-FRA', server: 'cloudflare' },
  },
  /** 403 of a free workspace that has all the blocks it may have. */
  blockLimit: {
    status: 403,
    message: 'This workspace has reached the block limit of its plan.',
    additionalData: { block_limit: 'block_creation' },
  },
  /** JSON that ends in its middle. */
  truncatedJson: { truncated: true },
  /** A body that takes two seconds to arrive. */
  slowBody: { slowBodyMs: 2000 },
} as const satisfies Readonly<Record<string, Fault>>

const DEFAULTS: Readonly<Record<number, readonly [string, string]>> = {
  401: ['unauthorized', 'API token is invalid.'],
  403: ['restricted_resource', 'Insufficient permissions for this endpoint.'],
  404: ['object_not_found', 'Could not find object.'],
  409: ['conflict_error', 'Conflict occurred while saving. Please try again.'],
  429: ['rate_limited', 'You have been rate limited. Please try again in a few minutes.'],
  500: ['internal_server_error', 'Unexpected error occurred.'],
  502: ['bad_gateway', 'Bad gateway.'],
  503: ['service_unavailable', 'Public API service is temporarily unavailable, please try again later.'],
  504: ['gateway_timeout', 'Gateway timeout.'],
  529: ['service_overload', 'Notion is overloaded. Please try again later.'],
}

const NOT_APPLIED = ['The request was not applied.', 'It can be sent again.']
const APPLIED = [
  'The request was applied before its answer was lost.',
  'Retrieve what it made instead of sending it again.',
]

/** How long to wait, for clients that cannot read headers, and why. */
const retryData = ({ headers = {} }: Fault, status: number): JsonObject => {
  const after = new Headers(headers).get('retry-after')
  return {
    ...(status === 429 ? { rate_limit_reason: 'public_api_request_rate_limit' } : {}),
    ...(after === null ? {} : { retry_after: after }),
  }
}

/** The error body of a fault, without its request id; `done` is the answer that was lost, where there was one. */
export const faultBody = (fault: Fault, status: number, lost: JsonObject | undefined): JsonObject => {
  const [code, message] = DEFAULTS[status] ?? ['validation_error', 'The request failed.']
  const known: JsonObject = status === 503 ? { retry_guidance: lost === undefined ? NOT_APPLIED : APPLIED } : {}
  const data = { ...known, ...retryData(fault, status), ...lost, ...fault.additionalData }
  return {
    object: 'error',
    status,
    code: fault.code ?? code,
    message: fault.message ?? message,
    ...(Object.keys(data).length === 0 ? {} : { additional_data: data }),
  }
}
