/**
 * Failures that requests can be made to have, and the API's responses for them. A 503 says whether the request was
 * applied.
 */
import type { JsonObject } from '../domain/values/json.js'
import type { RequestInfo } from './requestInfo.js'

/** A fault: matching requests get it as their response. The request is not carried out unless `committed` is true. */
export interface Fault {
  /** The status of the response, such as 429 or 502; without it the request gets its normal response. */
  readonly status?: number
  /** The error code; that of the status by default. */
  readonly code?: string
  /** The message; that of the status by default. */
  readonly message?: string | ((request: RequestInfo) => string)
  /** Additional headers of the response, such as `retry-after` in seconds: one second by default with 429. */
  readonly headers?: Readonly<Record<string, string>>
  /** `additional_data` of the error body. */
  readonly additionalData?: JsonObject
  /** A body in place of the error body, for responses that are not JSON; ignored without a status. */
  readonly body?: string
  /** Whether the request is carried out before it fails; a 5xx then reports what was created. False by default. */
  readonly committed?: boolean
  /** The connection breaks: before the request is carried out, after it, or in the middle of the response. */
  readonly dropped?: 'before' | 'after' | 'midway'
  /** Cuts the response body in half. */
  readonly truncated?: boolean
  /** Webhooks of the request lack fields that are documented: the type of parents, the authors, the workspace's name. */
  readonly oddWebhooks?: boolean
  /** How long the body takes to arrive, in milliseconds, in small chunks. */
  readonly slowBodyMs?: number
  /** How long the response is delayed, in milliseconds, in addition to the latency. */
  readonly delayMs?: number
  /** How many requests it applies to: by default 1 for `failNext`, and any number for a fault of the conditions. */
  readonly times?: number
  /** The probability that it applies to a matching request, from 0 to 1: 1 by default. */
  readonly chance?: number
  /** Which requests it applies to: all by default. */
  readonly match?: (request: RequestInfo) => boolean
}

const EDGE_PAGE =
  '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body></html>'

/** Faults that the API has, for `failNext` or for the conditions. */
export const faults = {
  /** 502: the client cannot know whether the request was applied; here it was not. */
  badGateway: { status: 502 },
  /** 503, and nothing was applied: the guidance says that the request can be repeated. */
  unavailable: { status: 503 },
  /** 503 after the request was applied: `additional_data` names what was created. */
  unavailableAfterCommit: { status: 503, committed: true },
  /** 504 for a request that continues a list by a cursor. */
  timeoutOnCursor: { status: 504, match: ({ continues }) => continues },
  /** 400 that is not final: rendering took too long. To be repeated later, for fewer objects or properties at once. */
  renderingTimeout: {
    status: 400,
    message:
      'Rendering this object exceeded the response time budget. Please retry with exponential backoff, or request fewer objects or properties.',
  },
  /** 400 for a request that continues a list: its cursor has expired, in the middle of a run. */
  cursorExpired: {
    status: 400,
    message: ({ query, body }) =>
      `The start_cursor provided is invalid: ${String(query.start_cursor ?? body?.start_cursor ?? '')}`,
    match: ({ continues }) => continues,
  },
  /** The request succeeds, and its webhooks have an unusual shape, which signed deliveries of Notion had. */
  webhookOddShape: { oddWebhooks: true },
  /** 529: the service is overloaded. */
  overloaded: { status: 529, headers: { 'retry-after': '1' } },
  /** 429: too many requests of one token; retry after a second. */
  rateLimited: { status: 429, headers: { 'retry-after': '1' } },
  /** 409: a concurrent change. */
  conflict: { status: 409 },
  /** The connection breaks before the request is applied. */
  droppedConnection: { dropped: 'before' },
  /** The connection breaks after the request was applied. */
  droppedAfterCommit: { dropped: 'after' },
  /** The connection breaks in the middle of the response. */
  droppedMidway: { dropped: 'midway' },
  /** The edge in front of the API blocks the request, with an HTML page. */
  edgeBlock: {
    status: 403,
    body: EDGE_PAGE,
    headers: { 'content-type': 'text/html; charset=UTF-8', 'cf-ray': '8f00ba4e5c0d1a2b-FRA', server: 'cloudflare' },
  },
  /** 403 of a free workspace that has reached its block limit. */
  blockLimit: {
    status: 403,
    message: 'This workspace has reached the block limit of its plan.',
    additionalData: { block_limit: 'block_creation' },
  },
  /** JSON that is cut off in the middle. */
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
  'The request was applied before its response was lost.',
  'Retrieve the created objects instead of sending it again.',
]

/** The headers of the response of a fault: a rate limit always has `retry-after`. */
export const faultHeaders = ({ headers = {} }: Fault, status: number | undefined): Readonly<Record<string, string>> =>
  status === 429 && !new Headers(headers).has('retry-after') ? { 'retry-after': '1', ...headers } : headers

/** How long to wait and why, for clients that cannot read headers. */
const retryData = (fault: Fault, status: number): JsonObject => {
  const after = new Headers(faultHeaders(fault, status)).get('retry-after')
  return {
    ...(status === 429 ? { rate_limit_reason: 'public_api_request_rate_limit' } : {}),
    ...(after === null ? {} : { retry_after: after }),
  }
}

const messageOfFault = ({ message }: Fault, request: RequestInfo): string | undefined =>
  typeof message === 'function' ? message(request) : message

/** The request that a fault applies to, and data about the response that is lost, if there is one. */
interface FaultContext {
  readonly request: RequestInfo
  readonly lost: JsonObject | undefined
}

/** The error body of a fault, without its request id. */
export const faultBody = (fault: Fault, status: number, { request, lost }: FaultContext): JsonObject => {
  const [code, message] = DEFAULTS[status] ?? ['validation_error', 'The request failed.']
  const known: JsonObject = status === 503 ? { retry_guidance: lost === undefined ? NOT_APPLIED : APPLIED } : {}
  const data = { ...known, ...retryData(fault, status), ...lost, ...fault.additionalData }
  return {
    object: 'error',
    status,
    code: fault.code ?? code,
    message: messageOfFault(fault, request) ?? message,
    ...(Object.keys(data).length === 0 ? {} : { additional_data: data }),
  }
}
