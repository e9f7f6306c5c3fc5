/** Responses of the operations on agents other than the agent itself. */
import type { Type } from 'io-ts'
import { literal, nullable, number, string, struct } from '../../core/schema/combinators.js'
import { type AgentPauseReason, type AgentStatus, type AgentType, Creator } from './agent.js'
import { type Hidden, orHidden } from './hidden.js'

/** The usage of an agent in a time range. */
export interface AgentInsights {
  readonly object: 'agent_insights'
  /** The id of the agent. */
  readonly id: string
  /** The name of the agent. */
  readonly name: string
  readonly agent_type: AgentType
  readonly status: AgentStatus
  /** Why the agent is disabled; `null` if it is active. */
  readonly pause_reason: AgentPauseReason | null
  /** The creator of the agent; `null` if there is none or it is not available. */
  readonly created_by: Creator | null
  /** Within the requested time range. */
  readonly total_credits_used: number
  /** The credit limit; `null` for no limit. */
  readonly credit_limit: number | Hidden | null
  /** Within the requested time range. */
  readonly runs_completed: number
  /** The id of the request. */
  readonly request_id?: string
}

/** The credit limit of an agent after a change. */
export interface AgentCreditLimit {
  readonly agent_id: string
  /** The credit limit; `null` for no limit. */
  readonly credit_limit: number | null
  /** ISO 8601. */
  readonly last_edited_time: string
  /** The id of the request. */
  readonly request_id?: string
}

/** The status of an agent after a change. */
export interface AgentStatusChange {
  readonly agent_id: string
  /** The status after the change. */
  readonly status: AgentStatus
  /** Why the agent is disabled; `null` if it is active. */
  readonly pause_reason: AgentPauseReason | null
  /** ISO 8601. */
  readonly last_edited_time: string
  /** The id of the request. */
  readonly request_id?: string
}

/** A deleted agent. */
export interface DeletedAgent {
  readonly agent_id: string
  readonly status: 'deleted'
  /** ISO 8601. */
  readonly deleted_at: string
  /** The id of the request. */
  readonly request_id?: string
}

/** The usage of an agent in a time range. */
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

/** The credit limit of an agent after a change. */
export const AgentCreditLimit: Type<AgentCreditLimit> = struct<AgentCreditLimit>(
  { agent_id: string, credit_limit: nullable(number), last_edited_time: string },
  { request_id: string },
)

/** The status of an agent after a change. */
export const AgentStatusChange: Type<AgentStatusChange> = struct<AgentStatusChange>(
  { agent_id: string, status: string, pause_reason: nullable(string), last_edited_time: string },
  { request_id: string },
)

/** A deleted agent. */
export const DeletedAgent: Type<DeletedAgent> = struct<DeletedAgent>(
  { agent_id: string, status: literal('deleted'), deleted_at: string },
  { request_id: string },
)
