/**
 * Changes of agents, and the number of their completed runs. A deleted agent stays stored, as a query can include it.
 */
import type { Agent, Session } from '../state/agents.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, nullable, oneOf, problem } from '../validate/check.js'
import type { Json } from '../values/json.js'

/** A limit of credits in a request; null removes it. */
export const creditLimitCheck: Check = nullable((value, path) =>
  typeof value === 'number' && value >= 0 ? [] : problem(path, 'a number ≥ `0` or `null`', value),
)

/** A status in a request. */
export const statusCheck: Check = oneOf('active', 'disabled')

/** Changes the limit of credits of an agent. */
export const setCreditLimit = (workspace: Workspace, agent: Agent, limit: Json): void => {
  agent.creditLimit = typeof limit === 'number' ? limit : null
  agent.lastEditedTime = workspace.now()
}

/** Enables or disables an agent. */
export const setStatus = (workspace: Workspace, agent: Agent, requested: Json): void => {
  agent.status = requested === 'disabled' ? 'disabled' : 'active'
  agent.pauseReason = agent.status === 'disabled' ? 'disabled_from_api' : null
  agent.lastEditedTime = workspace.now()
}

/** Deletes an agent; only a query that asks for deleted agents still returns it. */
export const deleteAgent = (workspace: Workspace, agent: Agent): void => {
  agent.status = 'deleted'
  agent.lastEditedTime = workspace.now()
}

const isWithin = ({ createdTime }: Session, from: number, until: number): boolean =>
  createdTime >= from && createdTime <= until

/** How many runs an agent completed in the sessions that were created in a period (milliseconds since 1970). */
export const completedRuns = (workspace: Workspace, agent: Agent, from: number, until: number): number =>
  [...workspace.sessions.values()]
    .filter((session) => session.agentId === agent.id && isWithin(session, from, until))
    .reduce((sum, session) => sum + session.runs, 0)
