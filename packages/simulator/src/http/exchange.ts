import type { Weather } from '../conditions/conditions.js'
import { type Fault, faultBody } from '../conditions/faults.js'
import { type Occasion, occasionOf } from '../conditions/requestInfo.js'
import { Refusal } from '../domain/errors.js'
import type { Workspace } from '../domain/state/workspace.js'
import { asArray, asObject, type Json, type JsonObject } from '../domain/values/json.js'
import { NEWEST } from '../domain/version.js'
import { renewed } from './addresses.js'
import { type AcceptsToken, demandClient, demandToken, versionOf } from './auth.js'
import { type ReadBody, readBody } from './body.js'
import { asSeen, type Capabilities, demandCapability } from './capabilities.js'
import { bodyOf, type Connection, connectionLost } from './deliver.js'
import { errorBody, headersOf, oauthErrorBody, statusOf, unknownRoute } from './errors.js'
import { bodyForJournal, type JournalEntry } from './journal.js'
import type { ApiRequest, ClientCredentials, Route } from './route.js'

/** What an app serves, and to whom. */
export interface AppOptions {
  /** The workspace as the holder of a token sees it; undefined is somebody without one. */
  readonly workspaceOf: (token: string | undefined) => Workspace
  readonly accepts: AcceptsToken
  /** Refuses an OAuth client that is not known. */
  readonly demandClient: (client: ClientCredentials) => void
  readonly capabilities: Capabilities
  readonly weather: Weather
  /** Told of each request once it is answered. */
  readonly note: (entry: JournalEntry) => void
  /** Told of each request before it is carried out; what it answers is told of what came of it. */
  readonly watch: (route: Route, request: ApiRequest) => (answer: JsonObject) => void
}

/** Says what came of one request. */
interface Outcome {
  readonly status: number
  readonly body: JsonObject
  readonly headers: Readonly<Record<string, string>>
  /** In place of the body, for a request that accepts a stream. */
  readonly events?: ReadonlyArray<JsonObject>
  /** In place of the body, for a fault that answers no JSON. */
  readonly page?: string | undefined
}

/** A handler that fails by itself is the simulator's fault, and is answered as the API answers its own. */
const refusedBy = (reason: unknown, route?: Route): Outcome => {
  const bodyOfRefusal = route?.auth === undefined ? errorBody : oauthErrorBody
  if (reason instanceof Refusal)
    return { status: statusOf(reason), body: bodyOfRefusal(reason), headers: headersOf(reason) }
  const message = `The simulator failed: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`
  return { status: 500, body: errorBody(new Refusal('internal', message)), headers: {} }
}

/** One request on its way: where it goes, and what it carries. */
interface Errand {
  readonly route: Route | undefined
  readonly request: Request
  readonly params: Readonly<Record<string, string>>
  readonly read: ReadBody
  /** The same as rules of the weather see it. */
  readonly occasion: Occasion
}

const asked = (options: AppOptions, { request, params, read }: Errand, route: Route): ApiRequest => {
  const { workspaceOf, accepts } = options
  const token = route.auth === undefined ? demandToken(request.headers, accepts) : undefined
  const client = route.auth === 'basic' ? demandClient(request.headers) : undefined
  if (client !== undefined) options.demandClient(client)
  const version = route.auth === undefined ? versionOf(request.headers) : NEWEST
  if (read.refusal !== undefined) throw read.refusal
  const query = new URL(request.url).searchParams
  return {
    workspace: workspaceOf(token),
    version,
    params,
    query,
    body: read.json ?? {},
    form: read.form,
    file: read.file,
    client,
  }
}

const serve = (options: AppOptions, errand: Errand): Outcome => {
  const { route, request, occasion } = errand
  const { method, path } = occasion
  try {
    if (route === undefined) throw unknownRoute()
    const api = asked(options, errand, route)
    demandCapability(options.capabilities, method, path)
    const told = options.watch(route, api)
    if (route.stream !== undefined && (request.headers.get('accept') ?? '').includes('text/event-stream')) {
      const events = route.stream(api)
      told({})
      const shown = events.map((event) => renewed(api.workspace, request.url, event))
      return { status: 200, body: {}, headers: {}, events: shown }
    }
    const answered = route.handler(api)
    told(answered)
    return {
      status: route.statusOf?.(answered) ?? 200,
      body: renewed(api.workspace, request.url, asSeen(options.capabilities, method, path, answered)),
      headers: route.headersOf?.(answered) ?? {},
    }
  } catch (reason) {
    return refusedBy(reason, route)
  }
}

/** What a 503 says about a request that was carried out: the ids of what it made. */
const committedIds = ({ occasion, read }: Errand, { body }: Outcome): JsonObject => {
  const made = asArray(body.results).map((each): Json => asObject(each).id ?? null)
  const appended = asArray(read.json?.children).length
  const parent = /^\/v1\/blocks\/([^/]+)\/children$/.exec(occasion.path)?.[1]
  if (occasion.method === 'PATCH' && parent !== undefined) {
    const first = asObject(asObject(asArray(body.results)[0]).parent)
    return {
      committed_resource_id: first.block_id ?? first.page_id ?? parent,
      committed_child_ids: made.slice(0, appended),
    }
  }
  return typeof body.id === 'string' ? { committed_resource_id: body.id } : {}
}

const struck = (options: AppOptions, errand: Errand, fault: Fault): Outcome => {
  const { status } = fault
  const carries = fault.dropped !== 'before' && (status === undefined || fault.committed === true)
  const done = carries ? serve(options, errand) : undefined
  // A request that is refused has left nothing behind, so there is nothing to lose.
  if (done !== undefined && (status === undefined || done.status >= 400)) return done
  if (status === undefined) return { status: 0, body: {}, headers: {} }
  const lost = done === undefined || status < 500 ? undefined : committedIds(errand, done)
  return { status, body: faultBody(fault, status, lost), headers: fault.headers ?? {}, page: fault.body }
}

const limited = ({ weather, workspaceOf }: AppOptions, errand: Errand): Outcome | undefined => {
  if (errand.route?.auth !== undefined) return undefined
  const refusal = weather.count(errand.occasion, workspaceOf(undefined).now())
  return refusal === undefined ? undefined : refusedBy(refusal)
}

const eventText = (events: ReadonlyArray<JsonObject>): string =>
  events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join('')

const codeOf = ({ status, body }: Outcome): string | undefined => {
  const code = body.object === 'error' ? body.code : status >= 400 ? body.error : undefined
  return typeof code === 'string' ? code : undefined
}

const journalize = (options: AppOptions, errand: Errand, requestId: string, outcome: Outcome): void => {
  const { request, read, occasion } = errand
  const { method, path, query } = occasion
  const { status } = outcome
  options.note({
    method,
    path,
    query,
    body: bodyForJournal(read.json),
    version: request.headers.get('notion-version') ?? undefined,
    status,
    code: codeOf(outcome),
    requestId,
  })
}

/** Takes one request through the weather to its route, and its answer back. */
export const exchange = async (
  options: AppOptions,
  route: Route | undefined,
  request: Request,
  params: Readonly<Record<string, string>>,
  connection: Connection | undefined,
): Promise<Response> => {
  const { weather } = options
  const read = await readBody(request)
  const occasion = occasionOf(request, read.json)
  const errand: Errand = { route, request, params, read, occasion }
  const fault = weather.strike(occasion)
  const wait = weather.latency(occasion) + (fault?.delayMs ?? 0)
  if (wait > 0) await weather.sleep(wait, request.signal)
  const requestId = options.workspaceOf(undefined).newId()
  const limit = fault?.status === undefined && fault?.dropped === undefined ? limited(options, errand) : undefined
  const outcome = limit ?? (fault === undefined ? serve(options, errand) : struck(options, errand, fault))
  const broken = fault?.dropped === 'before' || fault?.dropped === 'after'
  journalize(options, errand, requestId, broken ? { ...outcome, status: 0 } : outcome)
  if (broken) throw connectionLost()
  const { status, body, headers, events, page } = outcome
  const text =
    events !== undefined
      ? eventText(events)
      : (page ?? JSON.stringify(status < 400 && route?.unnumbered ? body : { ...body, request_id: requestId }))
  const type = events !== undefined ? 'text/event-stream' : page === undefined ? 'application/json' : 'text/html'
  return new Response(bodyOf(text, { fault, sleep: weather.sleep, signal: request.signal, connection }), {
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, 'x-notion-request-id': requestId, ...headers },
  })
}
