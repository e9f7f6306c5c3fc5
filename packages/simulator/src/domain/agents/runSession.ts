/**
 * Runs the script of a session, and creates the messages of its event stream. There, a message of the agent is
 * provisional before it is committed.
 */
import type { Session } from '../state/agents.js'
import type { Workspace } from '../state/workspace.js'
import { asString, type JsonObject } from '../values/json.js'
import { toIso } from '../values/time.js'
import { serializeSession } from './serializeSession.js'

/** One step of an agent in a session. */
export type ScriptStep =
  /** Sends a message; in a stream it is provisional first. */
  | { readonly type: 'message'; readonly text: string }
  /** Thinks; streams do not contain it. */
  | { readonly type: 'thinking'; readonly text: string }
  /** Uses a tool and gets its result. */
  | { readonly type: 'tool'; readonly name: string; readonly isError?: boolean }
  /** Waits until a user approves; the following steps run only then. */
  | { readonly type: 'approval'; readonly title: string }
  /** Fails and ends the session. */
  | { readonly type: 'failure'; readonly code: string; readonly message: string; readonly retryable?: boolean }
  /** The stream times out before the session ends: to be continued from its last event. */
  | { readonly type: 'timeout' }
  /** The stream ends with an error; the session goes on, to be continued in the same way. */
  | { readonly type: 'stream_error'; readonly code: string; readonly message: string; readonly retryable?: boolean }

/** One message of an event stream. */
export type Envelope = JsonObject

/** Appends an event to the log of a session. */
export const commit = (workspace: Workspace, session: Session, event: JsonObject): JsonObject => {
  const committed: JsonObject = {
    object: 'session_event',
    id: workspace.newId(),
    session_id: session.id,
    sequence: session.events.length + 1,
    created_at: toIso(workspace.now()),
    ...event,
  }
  session.events.push(committed)
  session.updatedTime = workspace.now()
  return committed
}

const committedEvent = (event: JsonObject): Envelope => ({ type: 'event.committed', event })

const setStatus = (
  workspace: Workspace,
  session: Session,
  status: Session['status'],
  more: JsonObject = {},
): Envelope => {
  session.status = status
  return committedEvent(commit(workspace, session, { type: 'session.status', status, ...more }))
}

const text = (content: unknown): JsonObject => ({ content: [{ type: 'text', text: asString(content) }] })

const sendMessage = (workspace: Workspace, session: Session, content: unknown): ReadonlyArray<Envelope> => {
  const { sequence: _, ...event } = commit(workspace, session, { type: 'agent.message', ...text(content) })
  const message = session.events.at(-1) ?? {}
  return [{ type: 'event.provisional', event }, committedEvent(message)]
}

const useTool = (workspace: Workspace, session: Session, step: JsonObject): ReadonlyArray<Envelope> => {
  const name = asString(step.name)
  const use = commit(workspace, session, { type: 'agent.tool_use', tool_name: name })
  const result = commit(workspace, session, {
    type: 'agent.tool_result',
    tool_use_id: use.id ?? '',
    tool_name: name,
    is_error: step.isError === true,
  })
  return [committedEvent(use), committedEvent(result)]
}

const requestApproval = (workspace: Workspace, session: Session, title: string): Envelope => {
  const options = [
    { id: 'approve', label: 'Approve' },
    { id: 'reject', label: 'Reject' },
  ]
  session.requiredActions = [{ action_id: workspace.newId(), title, options }]
  return setStatus(workspace, session, 'requires_action', { required_actions: session.requiredActions })
}

const errorOf = (step: JsonObject): JsonObject => ({
  code: asString(step.code),
  message: asString(step.message),
  retryable: step.retryable === true,
})

const fail = (workspace: Workspace, session: Session, step: JsonObject): Envelope => {
  const error = errorOf(step)
  session.error = error
  session.steps = []
  return setStatus(workspace, session, 'failed', { error })
}

const streamEnd = (session: Session): Envelope => ({
  type: 'stream.end',
  session_id: session.id,
  status: session.status,
  last_sequence: session.events.length,
})

/** Runs the next steps of a session until it waits or ends, and returns their messages for a stream. */
export const runSession = (workspace: Workspace, session: Session, streamed: boolean): ReadonlyArray<Envelope> => {
  const envelopes: Array<Envelope> = []
  if (session.status !== 'queued' && session.status !== 'in_progress') return [streamEnd(session)]
  session.status = 'in_progress'
  for (let step = session.steps.shift(); step !== undefined; step = session.steps.shift()) {
    if (step.type === 'message') envelopes.push(...sendMessage(workspace, session, step.text))
    if (step.type === 'thinking') commit(workspace, session, { type: 'agent.thinking', ...text(step.text) })
    if (step.type === 'tool') envelopes.push(...useTool(workspace, session, step))
    if (step.type === 'timeout' && streamed)
      return [
        ...envelopes,
        { type: 'stream.timeout', session_id: session.id, message: 'The stream timed out. Reconnect.' },
      ]
    if (step.type === 'stream_error' && streamed)
      return [...envelopes, { type: 'stream.error', session_id: session.id, error: errorOf(step) }]
    if (step.type === 'approval')
      return [...envelopes, requestApproval(workspace, session, asString(step.title)), streamEnd(session)]
    if (step.type === 'failure') return [...envelopes, fail(workspace, session, step), streamEnd(session)]
  }
  session.runs += 1
  envelopes.push(setStatus(workspace, session, 'completed', { usage: { total_tokens: session.events.length } }))
  return [...envelopes, streamEnd(session)]
}

/** The first message of a stream. */
export const snapshotOf = (session: Session): Envelope => ({
  type: 'session.snapshot',
  session: serializeSession(session),
})
