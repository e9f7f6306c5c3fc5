/**
 * Conversations with an agent: messages, decisions on required actions, and cancellation. An agent follows a script, or
 * echoes the message.
 */
import { invalid } from '../errors.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import type { Session } from '../state/agents.js'
import type { Workspace } from '../state/workspace.js'
import { bodyId } from '../values/id.js'
import { asArray, asObject, asString, isObject, type JsonObject } from '../values/json.js'
import { findAgent, NOTION_AI } from './agent.js'
import { findSession } from './findSession.js'
import { commit } from './runSession.js'

/** The default script of an agent: it echoes the message. */
const echo = (message: string): ReadonlyArray<JsonObject> => [{ type: 'message', text: `You said: ${message}` }]

const scriptFor = (workspace: Workspace, agent: string, message: string): ReadonlyArray<JsonObject> => {
  const index = workspace.scripts.findIndex((each) => each.agentId === undefined || each.agentId === agent)
  const [script] = index < 0 ? [] : workspace.scripts.splice(index, 1)
  return script?.steps ?? echo(message)
}

/** Whether a session is not finished. */
const isBusy = ({ status }: Session): boolean => ['queued', 'in_progress', 'requires_action'].includes(status)

const openSession = (workspace: Workspace, agent: string, message: string): Session => {
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

/** Sends a checked message to an agent, in a session or in a new one. */
export const sendUserMessage = (workspace: Workspace, request: JsonObject): Session => {
  const message = asString(request.message)
  const known = request.session_id === undefined ? undefined : findSession(workspace, bodyId(request.session_id))
  if (known !== undefined && isBusy(known))
    throw invalid(`Session ${known.id} is ${known.status}, and does not accept messages.`)
  const agent = findAgent(workspace, known?.agentId ?? (asString(request.agent_id) || NOTION_AI))
  if (agent.status !== 'active') throw invalid(`Agent ${agent.id} is ${agent.status}.`)
  const files = asArray(request.attachments).map(asObject)
  for (const file of files) assertAttachable(workspace, file)

  const session = known ?? openSession(workspace, agent.id, message)
  for (const file of files) markAttached(workspace, file)
  commit(workspace, session, {
    type: 'user.message',
    content: [
      { type: 'text', text: message },
      ...files.map((file) => ({ type: 'file', file_id: bodyId(asObject(file.file_upload).id) })),
    ],
    ...(isObject(request.metadata) ? { metadata: request.metadata } : {}),
  })
  session.status = 'queued'
  session.error = null
  session.steps = [...scriptFor(workspace, agent.id, message)]
  agent.lastRunTime = workspace.now()
  return session
}

/** Approves or rejects the required action of a session; after a rejection its remaining steps are not run. */
export const decideActions = (workspace: Workspace, request: JsonObject): Session => {
  const session = findSession(workspace, bodyId(request.session_id))
  const open = new Set(asArray(session.requiredActions).map((each) => asObject(each).action_id))
  const decisions = asArray(request.actions).map(asObject)
  if (session.status !== 'requires_action' || decisions.some((each) => !open.has(bodyId(each.action_id))))
    throw invalid('There is no such action to decide on.')
  if (decisions.some((each) => each.option_id === 'reject')) session.steps = []
  session.requiredActions = []
  session.status = 'in_progress'
  return session
}

/** A session that a client goes on to read. */
export interface Continued {
  readonly session: Session
  /** The events after the last one that a client has seen. */
  readonly missed: ReadonlyArray<JsonObject>
}

/** A session and the events that a client missed, after the last one that it has seen. */
export const continueSession = (workspace: Workspace, request: JsonObject): Continued => {
  const session = findSession(workspace, bodyId(request.session_id))
  const seen = session.events.findIndex((event) => event.id === request.continue_from)
  if (seen < 0) throw invalid(`Event ${asString(request.continue_from)} is not in session ${session.id}.`)
  return { session, missed: session.events.slice(seen + 1).filter((event) => event.type !== 'agent.thinking') }
}

/** Cancels a session; a finished session is left unchanged. */
export const cancelSession = (workspace: Workspace, session: Session): Session => {
  if (!isBusy(session)) return session
  session.steps = []
  session.requiredActions = []
  session.status = 'canceled'
  commit(workspace, session, { type: 'session.status', status: 'canceled' })
  return session
}
