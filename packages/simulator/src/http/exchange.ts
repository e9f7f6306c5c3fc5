/** One exchange over HTTP: a request meets the conditions, is carried out or not, and is answered and recorded. */
import { type Fault, faultBody, faultHeaders } from '../conditions/faults.js'
import { requestInfoOf } from '../conditions/requestInfo.js'
import { asArray, asObject, type Json, type JsonObject } from '../domain/values/json.js'
import { readBody } from './body.js'
import { bodyOf, type Connection, connectionLost } from './responseBody.js'
import type { Route } from './route.js'
import { type AppOptions, type Outcome, outcomeOf, type RequestContext, serve } from './serve.js'

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
  const isCarriedOut = fault.dropped !== 'before' && (status === undefined || fault.committed === true)
  const done = isCarriedOut ? serve(options, context) : undefined
  // A refused request has changed nothing, so no response is lost.
  if (done !== undefined && (status === undefined || done.status >= 400)) return done
  if (status === undefined) return { status: 0, body: {}, headers: {} }
  const lost = done === undefined || status < 500 ? undefined : committedIds(context, done)
  const faultContext = { request: context.info, lost }
  return {
    status,
    body: faultBody(fault, status, faultContext),
    headers: faultHeaders(fault, status),
    page: fault.body,
  }
}

const overLimit = ({ conditions, workspaceFor }: AppOptions, context: RequestContext): Outcome | undefined => {
  if (context.route?.auth !== undefined) return undefined
  const refusal = conditions.countRequest(context.info, workspaceFor(undefined).now())
  return refusal === undefined ? undefined : outcomeOf(refusal)
}

const eventText = (events: ReadonlyArray<JsonObject>): string =>
  events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join('')

const errorCodeOf = ({ status, body }: Outcome): string | undefined => {
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
    code: errorCodeOf(outcome),
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
