/** What an endpoint consists of, and the request that its handler gets. */
import { failedValidation } from '../domain/errors.js'
import type { Results } from '../domain/lists/results.js'
import type { ClientCredentials } from '../domain/oauth/client.js'
import type { Workspace } from '../domain/state/workspace.js'
import { dashed, isId, isNonStandardUuid } from '../domain/values/id.js'
import type { JsonObject } from '../domain/values/json.js'
import type { Version } from '../domain/version.js'

/** A request after authorization: all that a handler needs. */
export interface ApiRequest {
  readonly workspace: Workspace
  readonly version: Version
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: JsonObject
  /** The fields of a multipart body. */
  readonly form: FormData | undefined
  /** The bytes of its `file`. */
  readonly file: Uint8Array<ArrayBuffer> | undefined
  /** The client, on routes with Basic authorization. */
  readonly client: ClientCredentials | undefined
  /** The results of queries that are read in pages. */
  readonly results: Results
}

/** Handles a request: returns the body of the response, or throws a `Refusal`. */
type Handler = (request: ApiRequest) => JsonObject

/** One endpoint. The path has parameters as in Hono: `/v1/pages/:page_id`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly handler: Handler
  /** The status of a response, where it is not always 200. */
  readonly statusOf?: (response: JsonObject) => number
  /** Additional headers of a response. */
  readonly headersOf?: (response: JsonObject) => Readonly<Record<string, string>>
  /** The authorization: a bearer token by default; `basic` is a client with its secret, `none` is none. */
  readonly auth?: 'basic' | 'none'
  /** Whether requests may change the workspace; by default those of every method but GET. */
  readonly changes?: boolean
  /** Whether responses omit the request id. */
  readonly omitRequestId?: true
  /** The events of a stream, for a request that accepts one in place of JSON. */
  readonly stream?: (request: ApiRequest) => ReadonlyArray<JsonObject>
}

/** Whether an object with an id exists. Loaded objects may have non-standard ids. */
const exists = (workspace: Workspace, id: string): boolean => {
  const { nodes, users, comments, uploads, views, viewQueries, tasks, agents, sessions } = workspace
  return [nodes, users, comments, uploads, views, viewQueries, tasks, agents, sessions].some((each) => each.has(id))
}

/** A path parameter that must be an id, with dashes. */
export const pathId = (request: ApiRequest, name: string): string => {
  const value = request.params[name] ?? ''
  if (!isId(value) || (isNonStandardUuid(value) && !exists(request.workspace, dashed(value))))
    throw failedValidation('path', [`path.${name} should be a valid uuid, instead was \`${JSON.stringify(value)}\`.`])
  return dashed(value)
}

/**
 * The values of `filter_properties`, with or without brackets; it is repeated for several, as a name may contain a
 * comma.
 */
export const filterProperties = (request: ApiRequest): ReadonlyArray<string> => {
  const own = [...request.query].flatMap(([key, value]) => (/^filter_properties(\[\d*\])?$/.test(key) ? [value] : []))
  return own.filter((value) => value !== '')
}
