import type { Session } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asString, type JsonObject } from '../values/json.js'
import { presentSession } from './present.js'

/** One step of what an agent does when it is spoken to. */
export type ScriptStep =
  /** Says something; in a stream it is provisional first. */
  | { readonly type: 'message'; readonly text: string }
  /** Thinks; streams leave it out. */
  | { readonly type: 'thinking'; readonly text: string }
  /** Uses a tool, and is told what came of it. */
  | { readonly type: 'tool'; readonly name: string; readonly isError?: boolean }
  /** Waits until a person approves; what follows is done only then. */
  | { readonly type: 'approval'; readonly title: string }
  /** Fails, and does nothing more. */
  | { readonly type: 'failure'; readonly code: string; readonly message: string; readonly retryable?: boolean }
  /** The stream ends before the work does: to be continued from its last event. */
  | { readonly type: 'timeout' }
  /** The stream breaks off with an error; the work goes on, to be continued in the same way. */
  | { readonly type: 'stream_error'; readonly code: string; readonly message: string; readonly retryable?: boolean }

/** What goes over a stream. */
export type Envelope = JsonObject

/** Puts an event into a session's log. */
export const commit = (workspace: Workspace, session: Session, event: JsonObject): JsonObject => {
  const committed: JsonObject = {
    object: 'session_event',
    id: workspace.newId(),
    session_id: session.id,
    sequence: session.events.length + 1,
    created_at: new Date(workspace.now()).toISOString(),
    ...event,
  }
  session.events.push(committed)
  session.updatedTime = workspace.now()
  return committed
}

const told = (event: JsonObject): Envelope => ({ type: 'event.committed', event })

const settle = (workspace: Workspace, session: Session, status: Session['status'], more: JsonObject = {}): Envelope => {
  session.status = status
  return told(commit(workspace, session, { type: 'session.status', status, ...more }))
}

const text = (words: unknown): JsonObject => ({ content: [{ type: 'text', text: asString(words) }] })

const say = (workspace: Workspace, session: Session, words: unknown): ReadonlyArray<Envelope> => {
  const { sequence: _, ...event } = commit(workspace, session, { type: 'agent.message', ...text(words) })
  const whole = session.events.at(-1) ?? {}
  return [{ type: 'event.provisional', event }, told(whole)]
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
  return [told(use), told(result)]
}

const ask = (workspace: Workspace, session: Session, title: string): Envelope => {
  const options = [
    { id: 'approve', label: 'Approve' },
    { id: 'reject', label: 'Reject' },
  ]
  session.requiredActions = [{ action_id: workspace.newId(), title, options }]
  return settle(workspace, session, 'requires_action', { required_actions: session.requiredActions })
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
  return settle(workspace, session, 'failed', { error })
}

const end = (session: Session): Envelope => ({
  type: 'stream.end',
  session_id: session.id,
  status: session.status,
  last_sequence: session.events.length,
})

/** Takes the next steps of a session, as far as they go, and tells what a stream says of them. */
export const run = (workspace: Workspace, session: Session, streamed: boolean): ReadonlyArray<Envelope> => {
  const out: Array<Envelope> = []
  if (session.status !== 'queued' && session.status !== 'in_progress') return [end(session)]
  session.status = 'in_progress'
  for (let step = session.steps.shift(); step !== undefined; step = session.steps.shift()) {
    if (step.type === 'message') out.push(...say(workspace, session, step.text))
    if (step.type === 'thinking') commit(workspace, session, { type: 'agent.thinking', ...text(step.text) })
    if (step.type === 'tool') out.push(...useTool(workspace, session, step))
    if (step.type === 'timeout' && streamed)
      return [...out, { type: 'stream.timeout', session_id: session.id, message: 'The stream timed out. Reconnect.' }]
    if (step.type === 'stream_error' && streamed)
      return [...out, { type: 'stream.error', session_id: session.id, error: errorOf(step) }]
    if (step.type === 'approval') return [...out, ask(workspace, session, asString(step.title)), end(session)]
    if (step.type === 'failure') return [...out, fail(workspace, session, step), end(session)]
  }
  session.runs += 1
  out.push(settle(workspace, session, 'completed', { usage: { total_tokens: session.events.length } }))
  return [...out, end(session)]
}

/** How a stream begins. */
export const snapshotOf = (session: Session): Envelope => ({
  type: 'session.snapshot',
  session: presentSession(session),
})
