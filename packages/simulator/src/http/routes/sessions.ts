import { agentId, findAgent, NOTION_AI } from '../../domain/agents/agent.js'
import { advanced, findSession, sessionDetails } from '../../domain/agents/findSession.js'
import { commit, type Envelope, runSession, snapshotOf } from '../../domain/agents/runSession.js'
import { serializeSession } from '../../domain/agents/serialize.js'
import { failedValidation, invalid } from '../../domain/errors.js'
import { assertAttachable, markAttached } from '../../domain/files/source.js'
import type { Session } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import {
  assertValid,
  type Check,
  fields,
  list,
  missing,
  object,
  oneOf,
  optional,
  string,
  uuid,
} from '../../domain/validate/check.js'
import { bodyId } from '../../domain/values/id.js'
import { asArray, asObject, asString, isObject, type JsonObject } from '../../domain/values/json.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

const attachment = fields({
  file_upload: fields({ id: uuid }),
  type: optional(oneOf('file_upload')),
  name: optional(string()),
})

const metadata: Check = (value, path) =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, each]) => string()(each, `${path}.${key}`))
    : object(value, path)

const MESSAGE: Readonly<Record<string, Check>> = {
  message: string(),
  agent_id: optional(agentId),
  session_id: optional(uuid),
  attachments: optional(list(attachment, 100)),
  metadata: optional(metadata),
  prompt_context: optional(string()),
}

const ACTIONS: Readonly<Record<string, Check>> = {
  session_id: uuid,
  actions: list(fields({ action_id: uuid, option_id: oneOf('approve', 'reject') }, true), 100, 1),
  metadata: optional(metadata),
}

const CONTINUE: Readonly<Record<string, Check>> = { session_id: uuid, continue_from: string() }

/** The default script of an agent: it echoes the message. */
const echo = (message: string): ReadonlyArray<JsonObject> => [{ type: 'message', text: `You said: ${message}` }]

const scriptFor = (workspace: Workspace, agent: string, message: string): ReadonlyArray<JsonObject> => {
  const index = workspace.scripts.findIndex((each) => each.agentId === undefined || each.agentId === agent)
  const [script] = index < 0 ? [] : workspace.scripts.splice(index, 1)
  return script?.steps ?? echo(message)
}

const isBusy = ({ status }: Session): boolean => ['queued', 'in_progress', 'requires_action'].includes(status)

const opened = (workspace: Workspace, agent: string, message: string): Session => {
  const now = workspace.now()
  const session: Session = {
    id: workspace.newId(),
    agentId: agent,
    title: message.slice(0, 80),
    createdTime: now,
    createdBy: workspace.botId,
    updatedTime: now,
    status: 'queued',
    requiredActions: [],
    error: null,
    events: [],
    steps: [],
    runs: 0,
  }
  workspace.sessions.set(session.id, session)
  return session
}

const speak = (workspace: Workspace, body: JsonObject): Session => {
  assertValid(fields(MESSAGE, true), body, 'body')
  const message = asString(body.message)
  const known = body.session_id === undefined ? undefined : findSession(workspace, bodyId(body.session_id))
  if (known !== undefined && isBusy(known))
    throw invalid(`Session ${known.id} is ${known.status}, and takes no message.`)
  const agent = findAgent(workspace, known?.agentId ?? (asString(body.agent_id) || NOTION_AI))
  if (agent.status !== 'active') throw invalid(`Agent ${agent.id} is ${agent.status}.`)
  const files = asArray(body.attachments).map(asObject)
  for (const file of files) assertAttachable(workspace, file)

  const session = known ?? opened(workspace, agent.id, message)
  for (const file of files) markAttached(workspace, file)
  commit(workspace, session, {
    type: 'user.message',
    content: [
      { type: 'text', text: message },
      ...files.map((file) => ({ type: 'file', file_id: bodyId(asObject(file.file_upload).id) })),
    ],
    ...(isObject(body.metadata) ? { metadata: body.metadata } : {}),
  })
  session.status = 'queued'
  session.error = null
  session.steps = [...scriptFor(workspace, agent.id, message)]
  agent.lastRunTime = workspace.now()
  return session
}

const decide = (workspace: Workspace, body: JsonObject): Session => {
  assertValid(fields(ACTIONS, true), body, 'body')
  const session = findSession(workspace, bodyId(body.session_id))
  const open = new Set(asArray(session.requiredActions).map((each) => asObject(each).action_id))
  const decisions = asArray(body.actions).map(asObject)
  if (session.status !== 'requires_action' || decisions.some((each) => !open.has(bodyId(each.action_id))))
    throw invalid('There is no such action to decide on.')
  if (decisions.some((each) => each.option_id === 'reject')) session.steps = []
  session.requiredActions = []
  session.status = 'in_progress'
  return session
}

interface Continued {
  readonly session: Session
  /** The events after the last one that a client has seen. */
  readonly missed: ReadonlyArray<JsonObject>
}

const resume = (workspace: Workspace, body: JsonObject): Continued => {
  assertValid(fields(CONTINUE, true), body, 'body')
  const session = findSession(workspace, bodyId(body.session_id))
  const seen = session.events.findIndex((event) => event.id === body.continue_from)
  if (seen < 0) throw invalid(`Event ${asString(body.continue_from)} is not in session ${session.id}.`)
  return { session, missed: session.events.slice(seen + 1).filter((event) => event.type !== 'agent.thinking') }
}

const take = ({ workspace, body }: ApiRequest): Continued => {
  if (body.continue_from !== undefined) return resume(workspace, body)
  if (body.actions !== undefined) return { session: decide(workspace, body), missed: [] }
  if (body.message === undefined) throw failedValidation('body', missing('body.message'))
  return { session: speak(workspace, body), missed: [] }
}

const update = (request: ApiRequest): JsonObject => serializeSession(take(request).session)

const stream = (request: ApiRequest): ReadonlyArray<Envelope> => {
  const { session, missed } = take(request)
  const own = request.body.message === undefined ? [] : session.events.slice(-1)
  const beginning = snapshotOf(session)
  const before = [...missed, ...own].map((event): Envelope => ({ type: 'event.committed', event }))
  return [beginning, ...before, ...runSession(request.workspace, session, true)]
}

const retrieve = (request: ApiRequest): JsonObject => {
  const session = findSession(request.workspace, pathId(request, 'session_id'))
  return sessionDetails(request.workspace, advanced(request.workspace, session))
}

const cancel = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const session = findSession(workspace, pathId(request, 'session_id'))
  assertValid(fields({ event_id: optional(string()) }, true), body, 'body')
  if (!isBusy(session)) return serializeSession(session)
  session.steps = []
  session.requiredActions = []
  session.status = 'canceled'
  commit(workspace, session, { type: 'session.status', status: 'canceled' })
  return serializeSession(session)
}

/** `/v1/sessions` */
export const sessionRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/sessions', handler: update, stream },
  { method: 'GET', path: '/v1/sessions/:session_id', handler: retrieve },
  { method: 'POST', path: '/v1/sessions/:session_id/cancel', handler: cancel },
]
