/** Attributes according to OpenTelemetry's conventions for HTTP, and those of Notion, which begin with `notion.`. */
import type { CallEvent } from 'notion-fp'
import type { Failure, Operation } from './operation.js'
import type { Attributes } from './otel.js'

/** The attributes that an operation has from its start, with few different values. */
export const operationAttributes = ({ name, method, template, host, port }: Operation): Attributes => ({
  'http.request.method': method,
  'server.address': host,
  'server.port': port,
  'notion.operation': name,
  ...(template && { 'url.template': template }),
})

/** The status of a response. */
export const statusAttributes = ({ status }: { readonly status?: number }): Attributes =>
  status ? { 'http.response.status_code': status } : {}

/** The kind of failure, with few different values. */
export const errorAttributes = (failure: Failure | undefined): Attributes =>
  failure ? { 'error.type': failure.type } : {}

/** The details of a failure from Notion. */
export const failureAttributes = (failure: Failure | undefined): Attributes => ({
  ...errorAttributes(failure),
  ...(failure?.code && { 'notion.error.code': failure.code }),
  ...(failure?.outcome && { 'notion.outcome': failure.outcome }),
})

/**
 * Why a call waits: for a permit of the rate limiter, or before a retry; `undefined` for an event that is not a wait.
 */
export const waitReason = ({ type }: CallEvent): 'rate_limit' | 'retry' | undefined =>
  type === 'permit' ? 'rate_limit' : type === 'backoff' ? 'retry' : undefined
