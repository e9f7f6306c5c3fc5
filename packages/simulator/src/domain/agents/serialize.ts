import type { Agent, Session } from '../state/types.js'
import type { JsonObject } from '../values/json.js'

const time = (at: number): string => new Date(at).toISOString()
const timeOrNull = (at: number | null): string | null => (at === null ? null : time(at))

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
    : { created_time: time(agent.createdTime), last_edited_time: time(agent.lastEditedTime) }),
})

/** An agent in the list of a query, which has other fields than a retrieved one. */
export const serializeListedAgent = (agent: Agent, verbose: boolean): JsonObject => ({
  ...common(agent, verbose),
  created_by: { type: 'user', id: agent.createdBy },
  agent_version: agent.version,
  created_time: time(agent.createdTime),
  last_edited_time: time(agent.lastEditedTime),
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

/** A session in the response to a request that changes it. */
export const serializeSession = (session: Session): JsonObject => ({
  object: 'session',
  id: session.id,
  agent_id: session.agentId,
  title: session.title,
  status: session.status,
  created_at: time(session.createdTime),
  updated_at: time(session.updatedTime),
  ...(session.status === 'requires_action' ? { required_actions: session.requiredActions } : {}),
  ...(session.error === null ? {} : { error: session.error }),
})

/** A session as it is retrieved, with its usage. */
export const serializeSessionDetails = (session: Session, agent: Agent | undefined): JsonObject => {
  const countOf = (type: string): number => session.events.filter((event) => event.type === type).length
  return {
    ...serializeSession(session),
    created_by: { id: session.createdBy, type: 'bot' },
    agent_version: agent?.version ?? null,
    models: agent?.model.mode === 'pinned' ? { type: 'pinned', ids: [agent.model.id ?? null] } : { type: 'auto' },
    trigger_type: 'api',
    tool_call_count: countOf('agent.tool_use'),
    credits_used: session.runs,
    runs_completed: session.runs,
    message_count: countOf('user.message') + countOf('agent.message'),
  }
}
