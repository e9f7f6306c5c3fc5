/** What operations on an agent answer with, in place of the agent. */
import type { Type } from 'io-ts'
import { literal, nullable, number, string, struct } from '../../core/schema/combinators.js'
import { type Hidden, orHidden } from '../../core/schema/hidden.js'
import { type AgentPauseReason, type AgentStatus, type AgentType, Creator } from './agent.js'

/** How an agent was used in a span of time. */
export interface AgentInsights {
  readonly object: 'agent_insights'
  /** The id of the agent. */
  readonly id: string
  /** The name of the agent. */
  readonly name: string
  readonly agent_type: AgentType
  readonly status: AgentStatus
  /** Why it does not work; `null` where it does. */
  readonly pause_reason: AgentPauseReason | null
  /** Who made the agent; `null` where nobody did, or it is not told. */
  readonly created_by: Creator | null
  /** In the span that was asked for. */
  readonly total_credits_used: number
  /** How many credits it may use; `null` for no limit. */
  readonly credit_limit: number | Hidden | null
  /** In the span that was asked for. */
  readonly runs_completed: number
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** The limit that an agent has now. */
export interface AgentCreditLimit {
  readonly agent_id: string
  /** How many credits it may use; `null` for no limit. */
  readonly credit_limit: number | null
  /** ISO 8601. */
  readonly last_edited_time: string
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** Whether an agent works now. */
export interface AgentStatusChange {
  readonly agent_id: string
  /** The status after the change. */
  readonly status: AgentStatus
  /** Why it does not work; `null` where it does. */
  readonly pause_reason: AgentPauseReason | null
  /** ISO 8601. */
  readonly last_edited_time: string
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** What is left of an agent that was deleted. */
export interface DeletedAgent {
  readonly agent_id: string
  readonly status: 'deleted'
  /** ISO 8601. */
  readonly deleted_at: string
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** How an agent was used in a span of time. */
export const AgentInsights: Type<AgentInsights> = struct<AgentInsights>(
  {
    object: literal('agent_insights'),
    id: string,
    name: string,
    agent_type: string,
    status: string,
    pause_reason: nullable(string),
    created_by: nullable(Creator),
    total_credits_used: number,
    credit_limit: nullable(orHidden(number)),
    runs_completed: number,
  },
  { request_id: string },
)

/** The limit that an agent has now. */
export const AgentCreditLimit: Type<AgentCreditLimit> = struct<AgentCreditLimit>(
  { agent_id: string, credit_limit: nullable(number), last_edited_time: string },
  { request_id: string },
)

/** Whether an agent works now. */
export const AgentStatusChange: Type<AgentStatusChange> = struct<AgentStatusChange>(
  { agent_id: string, status: string, pause_reason: nullable(string), last_edited_time: string },
  { request_id: string },
)

/** What is left of an agent that was deleted. */
export const DeletedAgent: Type<DeletedAgent> = struct<DeletedAgent>(
  { agent_id: string, status: literal('deleted'), deleted_at: string },
  { request_id: string },
)
