/** Carries out a request, regardless of the conditions: its result, or the refusal. */
import type { Conditions } from '../conditions/conditions.js'
import type { Fault } from '../conditions/faults.js'
import type { RequestInfo } from '../conditions/requestInfo.js'
import { Refusal } from '../domain/errors.js'
import type { Results } from '../domain/lists/results.js'
import type { ClientCredentials } from '../domain/oauth/client.js'
import type { Workspace } from '../domain/state/workspace.js'
import type { JsonObject } from '../domain/values/json.js'
import { NEWEST } from '../domain/version.js'
import { type AcceptsToken, requireClient, requireToken } from './auth.js'
import type { ReadBody, Reading } from './body.js'
import { assertCapability, type Capabilities } from './capabilities.js'
import { errorBody, headersOf, oauthErrorBody, statusOf, unknownRoute } from './errors.js'
import type { Recorded } from './journal.js'
import type { Call, OlderVersion } from './older/step.js'
import { translateCall, withMessagesOf } from './older/translate.js'
import { versionOf } from './requestVersion.js'
import { restrictResponse } from './restrictResponse.js'
import type { ApiRequest, Route } from './route.js'
import { withCurrentAddresses } from './withCurrentAddresses.js'

/** The options of the app. */
export interface AppOptions {
  /** The workspace as the owner of a token sees it; the token is undefined for a request without one. */
  readonly workspaceFor: (token: string | undefined) => Workspace
  readonly accepts: AcceptsToken
  /** Throws a refusal for an unknown OAuth client. */
  readonly assertClient: (client: ClientCredentials) => void
  readonly capabilities: Capabilities
  readonly conditions: Conditions
  readonly results: Results
  readonly reading: Reading
  /** Carries out a request that was authorized. */
  readonly carryOut: <A>(route: Route, request: ApiRequest, stream: boolean, work: () => A) => A
  /** Called for each request after its response. */
  readonly record: (entry: Recorded) => void
  /** Called for each request before it is carried out; the function that it returns is called with the response. */
  readonly observe: (route: Route, request: ApiRequest, odd: boolean) => (response: JsonObject) => void
}

/** The result of a request. */
export interface Outcome {
  readonly status: number
  readonly body: JsonObject
  readonly headers: Readonly<Record<string, string>>
  /** In place of the body, for a request that accepts an event stream. */
  readonly events?: ReadonlyArray<JsonObject>
  /** In place of the body, for a fault whose response is not JSON. */
  readonly page?: string | undefined
}

/** An error of a handler is a bug of the simulator, with the response of an internal error. */
export const outcomeOf = (reason: unknown, route?: Route): Outcome => {
  const serialize = route?.auth === undefined ? errorBody : oauthErrorBody
  if (reason instanceof Refusal)
    return { status: statusOf(reason), body: serialize(reason), headers: headersOf(reason) }
  const message = `The simulator failed: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`
  return { status: 500, body: errorBody(new Refusal('internal', message)), headers: {} }
}

/** A request and what is known about it. */
export interface RequestContext {
  readonly route: Route | undefined
  readonly request: Request
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  readonly body: ReadBody
  /** The request as rules of the conditions see it. */
  readonly info: RequestInfo
  readonly fault: Fault | undefined
}

/** A request that may be carried out, and its older version if it has to be translated. */
interface Authorized {
  readonly api: ApiRequest
  readonly older: OlderVersion | undefined
}

const authorize = (options: AppOptions, { request, url, params, body }: RequestContext, route: Route): Authorized => {
  const { workspaceFor, accepts } = options
  const token = route.auth === undefined ? requireToken(request.headers, accepts) : undefined
  const client = route.auth === 'basic' ? requireClient(request.headers) : undefined
  if (client !== undefined) options.assertClient(client)
  const { version, older } =
    route.auth === undefined ? versionOf(request.headers) : { version: NEWEST, older: undefined }
  if (body.refusal !== undefined) throw body.refusal
  const api: ApiRequest = {
    workspace: workspaceFor(token),
    version,
    params,
    query: url.searchParams,
    body: body.json ?? {},
    form: body.form,
    file: body.file,
    client,
    results: options.results,
  }
  return { api, older }
}

const carryOut = (options: AppOptions, { route, request }: Call, odd: boolean): JsonObject => {
  const notifyObserver = options.observe(route, request, odd)
  const response = options.carryOut(route, request, false, () => route.handler(request))
  notifyObserver(response)
  return response
}

/** The events of a stream, for a request that accepts one. */
const eventsOf = (
  options: AppOptions,
  { request: { headers }, fault }: RequestContext,
  { route, request }: Call,
): Outcome['events'] => {
  const { stream } = route
  if (stream === undefined || !(headers.get('accept') ?? '').includes('text/event-stream')) return undefined
  const notifyObserver = options.observe(route, request, fault?.oddWebhooks === true)
  const events = options.carryOut(route, request, true, () => stream(request))
  notifyObserver({})
  return events
}

/** Carries out an authorized request, in its own version. */
const respond = (options: AppOptions, context: RequestContext, route: Route, { api, older }: Authorized): Outcome => {
  const { url, info, fault } = context
  const current = (response: JsonObject): JsonObject => withCurrentAddresses(api.workspace, url, response)
  const events = eventsOf(options, context, { route, request: api })
  if (events !== undefined) return { status: 200, body: {}, headers: {}, events: events.map(current) }
  const { calls, translate } = translateCall(older, { route, request: api })
  const odd = fault?.oddWebhooks === true
  const response = calls.map((call) => carryOut(options, call, odd)).at(-1) ?? {}
  const visible = restrictResponse(options.capabilities, info.method, info.path, response)
  return {
    status: route.statusOf?.(response) ?? 200,
    body: current(translate(visible)),
    headers: route.headersOf?.(response) ?? {},
  }
}

/** Authorizes a request and carries it out: its result, or the refusal of it. */
export const serve = (options: AppOptions, context: RequestContext): Outcome => {
  const { route, info } = context
  try {
    if (route === undefined) throw unknownRoute()
    const authorized = authorize(options, context, route)
    assertCapability(options.capabilities, info.method, info.path)
    return withMessagesOf(authorized.older, () => respond(options, context, route, authorized))
  } catch (reason) {
    return outcomeOf(reason, route)
  }
}
