/** Changes of agents. A deleted agent stays stored, as a query can include it. */
import type { Agent } from '../state/agents.js'
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
