/** The endpoints of agent sessions. One path takes messages, decisions, and requests to continue a stream. */
import { agentId } from '../../domain/agents/agent.js'
import {
  type Continued,
  cancelSession,
  continueSession,
  decideActions,
  sendUserMessage,
} from '../../domain/agents/converse.js'
import { advanceSession, findSession, sessionDetails } from '../../domain/agents/findSession.js'
import { type Envelope, runSession, snapshotOf } from '../../domain/agents/runSession.js'
import { serializeSession } from '../../domain/agents/serializeSession.js'
import { failedValidation } from '../../domain/errors.js'
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
import { isObject, type JsonObject } from '../../domain/values/json.js'
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

/** Handles the body: continues a session, decides on its actions, or sends a message. */
const handleBody = ({ workspace, body }: ApiRequest): Continued => {
  if (body.continue_from !== undefined) {
    assertValid(fields(CONTINUE, true), body, 'body')
    return continueSession(workspace, body)
  }
  if (body.actions !== undefined) {
    assertValid(fields(ACTIONS, true), body, 'body')
    return { session: decideActions(workspace, body), missed: [] }
  }
  if (body.message === undefined) throw failedValidation('body', missing('body.message'))
  assertValid(fields(MESSAGE, true), body, 'body')
  return { session: sendUserMessage(workspace, body), missed: [] }
}

const update = (request: ApiRequest): JsonObject => serializeSession(handleBody(request).session)

const stream = (request: ApiRequest): ReadonlyArray<Envelope> => {
  const { session, missed } = handleBody(request)
  const own = request.body.message === undefined ? [] : session.events.slice(-1)
  const beginning = snapshotOf(session)
  const before = [...missed, ...own].map((event): Envelope => ({ type: 'event.committed', event }))
  return [beginning, ...before, ...runSession(request.workspace, session, true)]
}

const retrieve = (request: ApiRequest): JsonObject => {
  const session = findSession(request.workspace, pathId(request, 'session_id'))
  return sessionDetails(request.workspace, advanceSession(request.workspace, session))
}

const cancel = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const session = findSession(workspace, pathId(request, 'session_id'))
  assertValid(fields({ event_id: optional(string()) }, true), body, 'body')
  return serializeSession(cancelSession(workspace, session))
}

/** `/v1/sessions` */
export const sessionRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/sessions', handler: update, stream },
  { method: 'GET', path: '/v1/sessions/:session_id', handler: retrieve },
  { method: 'POST', path: '/v1/sessions/:session_id/cancel', handler: cancel },
]
