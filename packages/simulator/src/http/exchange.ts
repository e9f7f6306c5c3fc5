import type { Conditions } from '../conditions/conditions.js'
import { type Fault, faultBody, faultHeaders } from '../conditions/faults.js'
import { type RequestInfo, requestInfoOf } from '../conditions/requestInfo.js'
import { Refusal } from '../domain/errors.js'
import type { Results } from '../domain/lists/results.js'
import type { ClientCredentials } from '../domain/oauth/client.js'
import type { Workspace } from '../domain/state/workspace.js'
import { asArray, asObject, type Json, type JsonObject } from '../domain/values/json.js'
import { NEWEST } from '../domain/version.js'
import { withCurrentAddresses } from './addresses.js'
import { type AcceptsToken, requireClient, requireToken, versionOf } from './auth.js'
import { type ReadBody, type Reading, readBody } from './body.js'
import { assertCapability, type Capabilities, restrictResponse } from './capabilities.js'
import { errorBody, headersOf, oauthErrorBody, statusOf, unknownRoute } from './errors.js'
import type { Recorded } from './journal.js'
import type { Call, OlderVersion } from './older/step.js'
import { inWordsOf, translated } from './older/translate.js'
import { bodyOf, type Connection, connectionLost } from './responseBody.js'
import type { ApiRequest, Route } from './route.js'

/** The options of the app. */
export interface AppOptions {
  /** The workspace as the owner of a token sees it; undefined is a request without a token. */
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
interface Outcome {
  readonly status: number
  readonly body: JsonObject
  readonly headers: Readonly<Record<string, string>>
  /** In place of the body, for a request that accepts an event stream. */
  readonly events?: ReadonlyArray<JsonObject>
  /** In place of the body, for a fault whose response is not JSON. */
  readonly page?: string | undefined
}

/** An error of a handler is a bug of the simulator, with the response of an internal error. */
const outcomeOf = (reason: unknown, route?: Route): Outcome => {
  const serialize = route?.auth === undefined ? errorBody : oauthErrorBody
  if (reason instanceof Refusal)
    return { status: statusOf(reason), body: serialize(reason), headers: headersOf(reason) }
  const message = `The simulator failed: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`
  return { status: 500, body: errorBody(new Refusal('internal', message)), headers: {} }
}

/** A request and what is known about it. */
interface RequestContext {
  readonly route: Route | undefined
  readonly request: Request
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  readonly body: ReadBody
  /** The request as rules of the conditions see it. */
  readonly info: RequestInfo
  readonly fault: Fault | undefined
}

/** A request that may be carried out, and its version if that is translated. */
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
  const { calls, translate } = translated(older, { route, request: api })
  const odd = fault?.oddWebhooks === true
  const response = calls.map((call) => carryOut(options, call, odd)).at(-1) ?? {}
  const visible = restrictResponse(options.capabilities, info.method, info.path, response)
  return {
    status: route.statusOf?.(response) ?? 200,
    body: current(translate(visible)),
    headers: route.headersOf?.(response) ?? {},
  }
}

const serve = (options: AppOptions, context: RequestContext): Outcome => {
  const { route, info } = context
  try {
    if (route === undefined) throw unknownRoute()
    const authorized = authorize(options, context, route)
    assertCapability(options.capabilities, info.method, info.path)
    return inWordsOf(authorized.older, () => respond(options, context, route, authorized))
  } catch (reason) {
    return outcomeOf(reason, route)
  }
}

/** The ids of what a request created, in a 503 response. */
const committedIds = ({ info, body: sent }: RequestContext, { body }: Outcome): JsonObject => {
  const created = asArray(body.results).map((each): Json => asObject(each).id ?? null)
  const appended = asArray(sent.json?.children).length
  const parent = /^\/v1\/blocks\/([^/]+)\/children$/.exec(info.path)?.[1]
  if (info.method === 'PATCH' && parent !== undefined) {
    const first = asObject(asObject(asArray(body.results)[0]).parent)
    return {
      committed_resource_id: first.block_id ?? first.page_id ?? parent,
      committed_child_ids: created.slice(0, appended),
    }
  }
  return typeof body.id === 'string' ? { committed_resource_id: body.id } : {}
}

const applyFault = (options: AppOptions, context: RequestContext, fault: Fault): Outcome => {
  const { status } = fault
  const carries = fault.dropped !== 'before' && (status === undefined || fault.committed === true)
  const done = carries ? serve(options, context) : undefined
  // A refused request has changed nothing, so no response is lost.
  if (done !== undefined && (status === undefined || done.status >= 400)) return done
  if (status === undefined) return { status: 0, body: {}, headers: {} }
  const lost = done === undefined || status < 500 ? undefined : committedIds(context, done)
  const met = { request: context.info, lost }
  return { status, body: faultBody(fault, status, met), headers: faultHeaders(fault, status), page: fault.body }
}

const overLimit = ({ conditions, workspaceFor }: AppOptions, context: RequestContext): Outcome | undefined => {
  if (context.route?.auth !== undefined) return undefined
  const refusal = conditions.countRequest(context.info, workspaceFor(undefined).now())
  return refusal === undefined ? undefined : outcomeOf(refusal)
}

const eventText = (events: ReadonlyArray<JsonObject>): string =>
  events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join('')

const codeOf = ({ status, body }: Outcome): string | undefined => {
  const code = body.object === 'error' ? body.code : status >= 400 ? body.error : undefined
  return typeof code === 'string' ? code : undefined
}

const addToJournal = (options: AppOptions, context: RequestContext, requestId: string, outcome: Outcome): void => {
  const { request, body, info } = context
  const { method, path, query } = info
  const { status } = outcome
  options.record({
    method,
    path,
    query,
    text: body.text,
    version: request.headers.get('notion-version') ?? undefined,
    status,
    code: codeOf(outcome),
    requestId,
  })
}

/** Handles one request: applies the conditions, calls the route, and builds the response. */
export const exchange = async (
  options: AppOptions,
  route: Route | undefined,
  request: Request,
  params: Readonly<Record<string, string>>,
  connection: Connection | undefined,
): Promise<Response> => {
  const { conditions } = options
  const received = await readBody(request, options.reading)
  const url = new URL(request.url)
  const info = requestInfoOf(request, url, received.json)
  const fault = conditions.takeFault(info)
  const context: RequestContext = { route, request, url, params, body: received, info, fault }
  const wait = conditions.latency(info) + (fault?.delayMs ?? 0)
  if (wait > 0) await conditions.sleep(wait, request.signal)
  const requestId = options.workspaceFor(undefined).newId()
  const limit = fault?.status === undefined && fault?.dropped === undefined ? overLimit(options, context) : undefined
  const outcome = limit ?? (fault === undefined ? serve(options, context) : applyFault(options, context, fault))
  const dropped = fault?.dropped === 'before' || fault?.dropped === 'after'
  addToJournal(options, context, requestId, dropped ? { ...outcome, status: 0 } : outcome)
  if (dropped) throw connectionLost()
  const { status, body, headers, events, page } = outcome
  const text =
    events !== undefined
      ? eventText(events)
      : (page ?? JSON.stringify(status < 400 && route?.omitRequestId ? body : { ...body, request_id: requestId }))
  const type = events !== undefined ? 'text/event-stream' : page === undefined ? 'application/json' : 'text/html'
  return new Response(bodyOf(text, { fault, sleep: conditions.sleep, signal: request.signal, connection }), {
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, 'x-notion-request-id': requestId, ...headers },
  })
}
