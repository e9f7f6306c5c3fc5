/** The controls of a simulator over HTTP, below `/_simulator`. They are not part of Notion's API. */
import { type Context, Hono } from 'hono'
import type { ConditionsOptions } from '../../conditions/conditions.js'
import type { Fault } from '../../conditions/faults.js'
import { Refusal } from '../../domain/errors.js'
import { assertValid, fields, integer, list, object, oneOf, optional, string } from '../../domain/validate/check.js'
import {
  asArray,
  asObject,
  asString,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
} from '../../domain/values/json.js'
import { NEWEST } from '../../domain/version.js'
import type { Subscription, SubscriptionOptions } from '../../webhooks/subscription.js'
import { WEBHOOK_VERSIONS } from '../../webhooks/version.js'
import { limited } from '../body.js'
import type { JournalEntry } from '../journal.js'
import { assertSteps } from './assertSteps.js'
import { readConditions } from './readConditions.js'
import { readFault } from './readFault.js'

/** The functions of a simulator that the controls use. */
export interface Controls {
  readonly journal: ReadonlyArray<JournalEntry>
  readonly clearJournal: () => void
  readonly snapshot: () => JsonObject
  readonly load: (contents: Iterable<Json> | JsonObject) => void
  readonly reset: () => void
  readonly failNext: (fault: Fault) => void
  readonly clearFaults: () => void
  readonly setConditions: (conditions: ConditionsOptions) => void
  readonly script: (steps: ReadonlyArray<JsonObject>, agentId: string | undefined) => void
  readonly authorize: () => string
  readonly subscribe: (options: SubscriptionOptions) => Promise<Subscription>
  readonly settled: () => Promise<void>
  /** Advances the clock, in milliseconds. */
  readonly moveClock: (milliseconds: number) => void
}

const script = fields({ steps: list(object), agent_id: optional(string()) }, true)

const webhook = fields(
  {
    url: string(),
    events: optional(list(string())),
    verification_token: optional(string()),
    api_version: optional(oneOf(...WEBHOOK_VERSIONS)),
    gather_ms: optional(integer(0, 3_600_000)),
    retry_delays_ms: optional(list(integer(0, 3_600_000))),
  },
  true,
)

const webhookOf = (json: JsonObject): SubscriptionOptions => ({
  url: asString(json.url),
  apiVersion: WEBHOOK_VERSIONS.find((version) => version === json.api_version) ?? NEWEST,
  ...(isArray(json.events) ? { events: json.events.map(asString) } : {}),
  ...(typeof json.verification_token === 'string' ? { verificationToken: json.verification_token } : {}),
  ...(typeof json.gather_ms === 'number' ? { gatherMs: json.gather_ms } : {}),
  ...(isArray(json.retry_delays_ms) ? { retryDelaysMs: json.retry_delays_ms.map(Number) } : {}),
})

/** A century, in milliseconds. */
const MAX_ADVANCE = 100 * 365.25 * 86_400_000

const clock = fields({ advance_ms: integer(0, MAX_ADVANCE) }, true)

/** The keys of a step are camel case in JavaScript, and snake case in JSON. */
const stepOf = (json: Json): JsonObject => {
  const { is_error: isError, ...rest } = asObject(json)
  return isError === undefined ? rest : { ...rest, isError }
}

/** The maximum size of a body, in bytes: the longest string of a runtime is not much longer. */
const MAX_BODY = 500_000_000

const read = async (request: Request): Promise<Json> => {
  const body = await limited(request, MAX_BODY)
  if (body === undefined) throw new TypeError(`The body is too large: it must be at most ${MAX_BODY} bytes.`)
  const json = parseJson(await body.text())
  if (json === undefined) throw new TypeError('The body is not valid JSON.')
  return json
}

const contentsOf = (json: Json): Iterable<Json> | JsonObject => {
  if (!isArray(json) && !isObject(json))
    throw new TypeError('The body must be a declared workspace, a list of objects or a snapshot.')
  return json
}

/** The response of controls that return nothing. */
const DONE = { done: true }

const addContents = (app: Hono, controls: Controls): void => {
  app.get('/journal', (context) => context.json({ entries: controls.journal }))
  app.delete('/journal', (context) => {
    controls.clearJournal()
    return context.json(DONE)
  })
  app.get('/snapshot', (context) => context.json(controls.snapshot()))
  app.post('/load', async (context) => {
    controls.load(contentsOf(await read(context.req.raw)))
    return context.json(DONE)
  })
  app.post('/reset', (context) => {
    controls.reset()
    return context.json(DONE)
  })
}

const addConditions = (app: Hono, controls: Controls): void => {
  app.post('/faults', async (context) => {
    controls.failNext(readFault(await read(context.req.raw)))
    return context.json(DONE)
  })
  app.delete('/faults', (context) => {
    controls.clearFaults()
    return context.json(DONE)
  })
  const setConditions = async (context: Context): Promise<Response> => {
    controls.setConditions(readConditions(await read(context.req.raw)))
    return context.json(DONE)
  }
  app.put('/conditions', setConditions)
  // The old name.
  app.put('/weather', setConditions)
}

/** What happens besides requests: the steps of agents, the consent of users, webhooks and time. */
const addEvents = (app: Hono, controls: Controls): void => {
  app.post('/script', async (context) => {
    const body = await read(context.req.raw)
    assertValid(script, body, 'body')
    const { steps: json, agent_id: agent } = asObject(body)
    const steps = asArray(json).map(stepOf)
    assertSteps(steps, 'body.steps')
    controls.script(steps, typeof agent === 'string' ? agent : undefined)
    return context.json(DONE)
  })
  app.post('/authorize', (context) => context.json({ code: controls.authorize() }))
  app.post('/webhooks', async (context) => {
    const body = await read(context.req.raw)
    assertValid(webhook, body, 'body')
    const { id, verificationToken } = await controls.subscribe(webhookOf(asObject(body)))
    return context.json({ id, verification_token: verificationToken })
  })
  app.post('/settle', async (context) => {
    await controls.settled()
    return context.json(DONE)
  })
  app.post('/clock', async (context) => {
    const body = await read(context.req.raw)
    assertValid(clock, body, 'body')
    controls.moveClock(Number(asObject(body).advance_ms))
    return context.json(DONE)
  })
}

/** Creates the controls below `/_simulator`, for tests in any language. Requests and responses are JSON. */
export const createControl = (controls: Controls): Hono => {
  const app = new Hono().basePath('/_simulator')
  addContents(app, controls)
  addConditions(app, controls)
  addEvents(app, controls)
  const names = [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))]
  app.get('/', (context) => context.json({ controls: names }))
  app.notFound((context) => context.json({ message: 'There is no such control.', controls: names }, 404))
  app.onError((reason, context) => {
    if (reason instanceof Refusal || reason instanceof TypeError) return context.json({ message: reason.message }, 400)
    throw reason
  })
  return app
}
