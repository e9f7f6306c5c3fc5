import { failedValidation } from '../domain/errors.js'
import type { Workspace } from '../domain/state/workspace.js'
import { dashed, isId, isNonStandardUuid } from '../domain/values/id.js'
import type { JsonObject } from '../domain/values/json.js'
import type { Version } from '../domain/version.js'

/** One request, read and authorized: all that a handler needs to know. */
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
  /** Who asks, on the routes that take a client's id and secret. */
  readonly client: ClientCredentials | undefined
}

/** An OAuth client, as Basic authorization names it. */
export interface ClientCredentials {
  readonly id: string
  readonly secret: string
}

/** Answers a request with a body of status 200, or throws a `Refusal`. */
type Handler = (request: ApiRequest) => JsonObject

/** One endpoint. The path names its parameters in Hono's manner: `/v1/pages/:page_id`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly handler: Handler
  /** The status of an answer, where it is not always 200. */
  readonly statusOf?: (answer: JsonObject) => number
  /** More headers of an answer. */
  readonly headersOf?: (answer: JsonObject) => Readonly<Record<string, string>>
  /** Who may ask: whoever has a bearer token, unless given; `basic` is a client with its secret. */
  readonly auth?: 'basic' | 'nobody'
  /** Whether its answers leave out the id of their request. */
  readonly omitRequestId?: true
  /** The events of a stream, for a request that accepts one in place of JSON. */
  readonly stream?: (request: ApiRequest) => ReadonlyArray<JsonObject>
}

/** Whether something goes by an id. Made-up ids in a seed are as good as any. */
const exists = (workspace: Workspace, id: string): boolean => {
  const { nodes, users, comments, uploads, views, viewQueries, tasks, agents, sessions } = workspace
  return [nodes, users, comments, uploads, views, viewQueries, tasks, agents, sessions].some((each) => each.has(id))
}

/** A path parameter that must be an id, dashed. */
export const pathId = (request: ApiRequest, name: string): string => {
  const value = request.params[name] ?? ''
  if (!isId(value) || (isNonStandardUuid(value) && !exists(request.workspace, dashed(value))))
    throw failedValidation('path', [`path.${name} should be a valid uuid, instead was \`${JSON.stringify(value)}\`.`])
  return dashed(value)
}

/** `filter_properties`, with or without brackets; several are said by repeating it, as a name may hold a comma. */
export const filterProperties = (request: ApiRequest): ReadonlyArray<string> => {
  const own = [...request.query].flatMap(([key, value]) => (/^filter_properties(\[\d*\])?$/.test(key) ? [value] : []))
  return own.filter((value) => value !== '')
}
