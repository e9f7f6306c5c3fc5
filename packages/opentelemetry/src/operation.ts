/** The details of a call for tracing, metrics and diagnostics: no body, no token, and no parameters except the ids in its path. */
import type { CallKind, Method, NotionError, NotionRequest } from 'notion-fp'
import { quietly } from './quietly.js'

/** One run of an operation. */
export interface Operation {
  /** Its name, such as `getPage`. */
  readonly name: string
  /** Whether it is safe to repeat. */
  readonly kind: CallKind
  readonly method: Method
  /** The template of its path, such as `/v1/pages/{page_id}`; absent for an unknown path. */
  readonly template?: string
  /** Its URL with the ids in the path, without query and credentials. */
  readonly url: string
  /** The host to which it is sent. */
  readonly host: string
  readonly port: number
}

/** Why an operation or an attempt failed, without the request and the response. */
export interface Failure {
  /** The tag of the error, such as `RateLimitError`. */
  readonly type: string
  /** The HTTP status; absent without a response. */
  readonly status?: number
  /** Notion's error code, such as `object_not_found`. */
  readonly code?: string
  /** Whether a write was applied: `not-applied`, `committed` or `unknown`. */
  readonly outcome?: string
}

/** The destination of calls, from the base URL of a config. */
export interface Server {
  readonly base: string
  readonly host: string
  readonly port: number
}

export const serverOf = (baseUrl: string): Server => {
  const url = quietly(() => new URL(baseUrl))
  if (!url) return { base: '', host: '', port: 0 }
  const { protocol, host, hostname, pathname, port } = url
  return {
    // Without the user name and password that a URL may contain.
    base: `${protocol}//${host}${pathname.replace(/\/$/, '')}`,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'http:' ? 80 : 443),
  }
}

type Described = Pick<NotionRequest<unknown>, 'op' | 'kind' | 'method' | 'path'>

export const operationOf = ({ op, kind, method, path }: Described, server: Server, template?: string): Operation =>
  Object.freeze({
    name: op,
    kind,
    method,
    ...(template && { template }),
    url: `${server.base}/v1/${path.replace(/\?.*/s, '')}`,
    host: server.host,
    port: server.port,
  })

/** The summary of an error. Its message is omitted, since Notion quotes parts of the request in it. */
export const failureOf = (error: NotionError, { kind }: Pick<Operation, 'kind'>): Failure => ({
  type: error._tag,
  // A call that was never sent has no response, although its error has a status.
  ...('status' in error && !('unsent' in error) && { status: error.status }),
  ...('code' in error && error.code && { code: error.code }),
  ...(kind !== 'read' && { outcome: error.outcome }),
})
