import { Hono } from 'hono'
import type { JsonObject } from '../json.js'
import type { Workspace } from '../state/workspace.js'
import { type AcceptsToken, demandToken, versionOf } from './auth.js'
import { readBody } from './body.js'
import { errorBody, Refusal, unknownRoute } from './errors.js'
import { bodyForJournal, type JournalEntry } from './journal.js'
import type { Route } from './route.js'
import { routes } from './routes.js'
import { faultBody, type Weather } from './weather.js'

/** What an app serves, and to whom. */
export interface AppOptions {
  readonly workspace: Workspace
  readonly accepts: AcceptsToken
  readonly weather: Weather
  readonly journal: Array<JournalEntry>
}

/** Says what came of one request: the status, the body, and what goes into the journal. */
interface Outcome {
  readonly status: number
  readonly body: JsonObject
  readonly received?: JsonObject | undefined
}

const answer = (
  { status, body }: Outcome,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify({ ...body, request_id: requestId }), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-notion-request-id': requestId, ...headers },
  })

/** A handler that fails by itself is the simulator's fault, and is answered as the API answers its own. */
const outcomeOf = (reason: unknown): Outcome => {
  if (reason instanceof Refusal) return { status: reason.status, body: errorBody(reason) }
  const message = `The simulator failed: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`
  return { status: 500, body: errorBody(new Refusal(500, 'internal_server_error', message)) }
}

const serve = async (
  { workspace, accepts }: AppOptions,
  route: Route,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<Outcome> => {
  let received: JsonObject | undefined
  try {
    demandToken(request.headers, accepts)
    const version = versionOf(request.headers)
    const { json: body, form } = await readBody(request)
    received = body
    const query = new URL(request.url).searchParams
    const answered = route.handler({ workspace, version, params, query, body, form })
    return { status: route.statusOf?.(answered) ?? 200, body: answered, received }
  } catch (reason) {
    return { ...outcomeOf(reason), received }
  }
}

/** The router: the weather first, then the route, and every request into the journal. */
export const createApp = (options: AppOptions): Hono => {
  const { workspace, weather, journal } = options
  const app = new Hono({ strict: false })
  const note = (request: Request, requestId: string, { status, body, received }: Outcome): void => {
    const url = new URL(request.url)
    journal.push({
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: bodyForJournal(received),
      version: request.headers.get('notion-version') ?? undefined,
      status,
      code: typeof body.code === 'string' && body.object === 'error' ? body.code : undefined,
      requestId,
    })
  }
  app.use(async (context, next) => {
    const fault = weather.strike({ method: context.req.method, path: new URL(context.req.url).pathname })
    if (fault === undefined) return next()
    const requestId = workspace.newId()
    const outcome = { status: fault.status, body: faultBody(fault) }
    note(context.req.raw, requestId, outcome)
    if (fault.body === undefined) return answer(outcome, requestId, fault.headers)
    return new Response(fault.body, {
      status: fault.status,
      headers: { 'content-type': 'text/html', ...fault.headers },
    })
  })
  for (const route of routes) {
    app.on(route.method, route.path, async (context) => {
      const requestId = workspace.newId()
      const outcome = await serve(options, route, context.req.raw, context.req.param())
      note(context.req.raw, requestId, outcome)
      return answer(outcome, requestId)
    })
  }
  app.notFound((context) => {
    const requestId = workspace.newId()
    const outcome = outcomeOf(unknownRoute())
    note(context.req.raw, requestId, outcome)
    return answer(outcome, requestId)
  })
  return app
}
