/** How versions before data sources are translated: each to the next one, up to one that the domain implements. */
import type { Workspace } from '../../domain/state/workspace.js'
import { isArray, isObject, type Json, type JsonObject } from '../../domain/values/json.js'
import type { ApiRequest, Route } from '../route.js'

/** The versions before data sources, oldest first. */
export const OLDER_VERSIONS = ['2021-05-13', '2021-08-16', '2022-02-22', '2022-06-28'] as const

/** A version before data sources. */
export type OlderVersion = (typeof OLDER_VERSIONS)[number]

/** A request, and the route that handles it. */
export interface Call {
  readonly route: Route
  readonly request: ApiRequest
}

/** How a version differs from the next one. */
export interface Step {
  readonly version: OlderVersion
  /** Translates a request of this version to requests of the next one, which are carried out in order. */
  readonly requests: (call: Call) => ReadonlyArray<Call>
  /** Translates the response to the last of these requests from the next version to this one. */
  readonly response: (workspace: Workspace, response: JsonObject, call: Call) => JsonObject
}

/** The same call with another body. */
export const withBody = (call: Call, body: JsonObject): Call => ({ ...call, request: { ...call.request, body } })

/** Changes those values of an object that are objects. */
export const mapObjects = (record: JsonObject, change: (value: JsonObject) => JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]): [string, Json] => [key, isObject(value) ? change(value) : value]),
  )

/** Changes the object of a response, or each one of a list. */
export const mapResults = (response: JsonObject, change: (object: JsonObject) => JsonObject): JsonObject =>
  response.object === 'list' && isArray(response.results)
    ? { ...response, results: response.results.map((each) => (isObject(each) ? change(each) : each)) }
    : change(response)
