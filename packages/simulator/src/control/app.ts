import { Hono } from 'hono'
import { asArray, asObject, isArray, isObject, type Json, type JsonObject, parseJson } from '../json.js'
import { Refusal } from '../server/errors.js'
import type { Fault } from '../server/faults.js'
import type { JournalEntry } from '../server/journal.js'
import type { WeatherOptions } from '../server/weather.js'
import { demand, fields, list, object, optional, string } from '../validate/check.js'
import { readFault, readWeather } from './read.js'

/** What can be done to a simulator from outside, besides what the API does. */
export interface Controls {
  readonly journal: ReadonlyArray<JournalEntry>
  readonly clearJournal: () => void
  readonly snapshot: () => JsonObject
  readonly load: (contents: Iterable<Json> | JsonObject) => void
  readonly reset: () => void
  readonly failNext: (fault: Fault) => void
  readonly clearFaults: () => void
  readonly setWeather: (weather: WeatherOptions) => void
  readonly script: (steps: ReadonlyArray<JsonObject>, agentId: string | undefined) => void
  readonly authorize: () => string
}

const script = fields({ steps: list(object), agent_id: optional(string()) }, true)

const read = async (request: Request): Promise<Json> => {
  const json = parseJson(await request.text())
  if (json === undefined) throw new TypeError('The body is no JSON.')
  return json
}

const contentsOf = (json: Json): Iterable<Json> | JsonObject => {
  if (!isArray(json) && !isObject(json))
    throw new TypeError('The body is neither a workspace, a list of objects nor a snapshot.')
  return json
}

/** The doors for a person's own hands: `/_simulator`, for tests in any language. Whatever they take or give is JSON. */
export const createControl = (controls: Controls): Hono => {
  const app = new Hono().basePath('/_simulator')
  const done = { done: true }
  app.get('/journal', (context) => context.json({ entries: controls.journal }))
  app.delete('/journal', (context) => {
    controls.clearJournal()
    return context.json(done)
  })
  app.get('/snapshot', (context) => context.json(controls.snapshot()))
  app.post('/load', async (context) => {
    controls.load(contentsOf(await read(context.req.raw)))
    return context.json(done)
  })
  app.post('/reset', (context) => {
    controls.reset()
    return context.json(done)
  })
  app.post('/faults', async (context) => {
    controls.failNext(readFault(await read(context.req.raw)))
    return context.json(done)
  })
  app.delete('/faults', (context) => {
    controls.clearFaults()
    return context.json(done)
  })
  app.put('/weather', async (context) => {
    controls.setWeather(readWeather(await read(context.req.raw)))
    return context.json(done)
  })
  app.post('/script', async (context) => {
    const body = await read(context.req.raw)
    demand(script, body, 'body')
    const { steps, agent_id: agent } = asObject(body)
    controls.script(asArray(steps).map(asObject), typeof agent === 'string' ? agent : undefined)
    return context.json(done)
  })
  app.post('/authorize', (context) => context.json({ code: controls.authorize() }))
  app.notFound((context) => context.json({ message: 'There is no such control.' }, 404))
  app.onError((reason, context) => {
    if (reason instanceof Refusal || reason instanceof TypeError) return context.json({ message: reason.message }, 400)
    throw reason
  })
  return app
}
