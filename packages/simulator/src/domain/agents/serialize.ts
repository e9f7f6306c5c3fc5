/**
 * Agents in responses. A retrieved agent has other fields than a listed one, and each change has a response of its own.
 */
import type { Agent } from '../state/agents.js'
import type { JsonObject } from '../values/json.js'
import { toIso } from '../values/time.js'

const timeOrNull = (at: number | null): string | null => (at === null ? null : toIso(at))

const common = (agent: Agent, verbose: boolean): JsonObject => ({
  object: 'agent',
  id: agent.id,
  agent_type: agent.type,
  name: agent.name,
  description: agent.description,
  instructions_page_id: agent.instructionsPageId,
  icon: agent.icon,
  model: agent.model,
  connections: agent.connections,
  status: agent.status,
  pause_reason: agent.pauseReason,
  credit_limit: agent.creditLimit,
  triggers: agent.triggers,
  ...(verbose ? { instructions: agent.instructions } : {}),
})

const isNotionAgent = (agent: Agent): boolean => agent.type === 'notion_ai'

/** An agent as it is retrieved. */
export const serializeAgent = (agent: Agent, verbose: boolean): JsonObject => ({
  ...common(agent, verbose),
  created_by: isNotionAgent(agent) ? null : { object: 'user', type: 'user', id: agent.createdBy },
  version: agent.version,
  agent_version: agent.version,
  has_unpublished_changes: false,
  last_run_time: timeOrNull(agent.lastRunTime),
  last_run_at: timeOrNull(agent.lastRunTime),
  ...(isNotionAgent(agent)
    ? {}
    : { created_time: toIso(agent.createdTime), last_edited_time: toIso(agent.lastEditedTime) }),
})

/** An agent in the list of a query, which has other fields than a retrieved one. */
export const serializeListedAgent = (agent: Agent, verbose: boolean): JsonObject => ({
  ...common(agent, verbose),
  created_by: { type: 'user', id: agent.createdBy },
  agent_version: agent.version,
  created_time: toIso(agent.createdTime),
  last_edited_time: toIso(agent.lastEditedTime),
  last_run_at: timeOrNull(agent.lastRunTime),
})

/** The usage of an agent. */
export const serializeInsights = (agent: Agent, runs: number): JsonObject => ({
  object: 'agent_insights',
  id: agent.id,
  name: agent.name,
  agent_type: agent.type,
  status: agent.status,
  pause_reason: agent.pauseReason,
  created_by: { id: agent.createdBy, type: 'user' },
  total_credits_used: agent.creditsUsed,
  credit_limit: agent.creditLimit,
  runs_completed: runs,
})

/** The response to a change of the limit of credits. */
export const serializeCreditLimit = (agent: Agent): JsonObject => ({
  agent_id: agent.id,
  credit_limit: agent.creditLimit,
  last_edited_time: toIso(agent.lastEditedTime),
})

/** The response to a change of the status. */
export const serializeStatus = (agent: Agent): JsonObject => ({
  agent_id: agent.id,
  status: agent.status,
  pause_reason: agent.pauseReason,
  last_edited_time: toIso(agent.lastEditedTime),
})

/** The response to a deletion, with its time (milliseconds since 1970). */
export const serializeDeletedAgent = (agent: Agent, deletedTime: number): JsonObject => ({
  agent_id: agent.id,
  status: agent.status,
  deleted_at: toIso(deletedTime),
})
