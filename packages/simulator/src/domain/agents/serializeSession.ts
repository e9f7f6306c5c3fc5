/** Sessions in responses: short after a change, and with their usage when they are retrieved or listed. */
import type { Agent, Session } from '../state/agents.js'
import type { JsonObject } from '../values/json.js'
import { toIso } from '../values/time.js'

/** A session in the response to a request that changes it. */
export const serializeSession = (session: Session): JsonObject => ({
  object: 'session',
  id: session.id,
  agent_id: session.agentId,
  title: session.title,
  status: session.status,
  created_at: toIso(session.createdTime),
  updated_at: toIso(session.updatedTime),
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
