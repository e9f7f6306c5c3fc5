/**
 * Finds sessions, and shows their current state. Nothing runs in the background: a session runs when it is retrieved or
 * listed.
 */
import type { Session } from '../state/agents.js'
import { notFound } from '../state/find.js'
import type { Workspace } from '../state/workspace.js'
import type { JsonObject } from '../values/json.js'
import { runSession } from './runSession.js'
import { serializeSessionDetails } from './serializeSession.js'

/** Finds a session. */
export const findSession = (workspace: Workspace, id: string): Session => {
  const session = workspace.sessions.get(id)
  if (session === undefined) throw notFound(workspace, 'session', id)
  return session
}

/** Runs an unfinished session until it waits or ends. */
export const advanceSession = (workspace: Workspace, session: Session): Session => {
  if (session.status === 'queued' || session.status === 'in_progress') runSession(workspace, session, false)
  return session
}

/** A session as it is retrieved. */
export const sessionDetails = (workspace: Workspace, session: Session): JsonObject =>
  serializeSessionDetails(session, workspace.agents.get(session.agentId))
