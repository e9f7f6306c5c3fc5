/** The usage of an agent: its completed runs in a period, which counts by when a session was created. */
import type { Agent, Session } from '../state/agents.js'
import type { Workspace } from '../state/workspace.js'

const isWithin = ({ createdTime }: Session, from: number, until: number): boolean =>
  createdTime >= from && createdTime <= until

/** How many runs an agent completed in the sessions that were created in a period (milliseconds since 1970). */
export const completedRuns = (workspace: Workspace, agent: Agent, from: number, until: number): number =>
  [...workspace.sessions.values()]
    .filter((session) => session.agentId === agent.id && isWithin(session, from, until))
    .reduce((sum, session) => sum + session.runs, 0)
