/** The state of agents and their sessions. */
import type { Json, JsonObject } from '../values/json.js'

/** An agent and its usage. */
export interface Agent {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly description: string | null
  readonly icon: Json
  readonly model: JsonObject
  readonly connections: Json
  readonly triggers: Json
  readonly instructions: string | null
  readonly instructionsPageId: string | null
  readonly createdBy: string
  readonly createdTime: number
  readonly version: JsonObject | null
  readonly favorited: boolean
  lastEditedTime: number
  lastRunTime: number | null
  status: 'active' | 'disabled' | 'deleted'
  pauseReason: string | null
  creditLimit: number | null
  creditsUsed: number
}

/** A session, with the remaining steps of its script. */
export interface Session {
  readonly id: string
  readonly agentId: string
  readonly title: string
  readonly createdTime: number
  readonly createdBy: string
  updatedTime: number
  status: 'queued' | 'in_progress' | 'requires_action' | 'completed' | 'failed' | 'canceled' | 'terminated'
  requiredActions: Json
  error: JsonObject | null
  /** Committed events, each with its `sequence`. */
  readonly events: Array<JsonObject>
  /** The steps that were not run yet. */
  steps: Array<JsonObject>
  runs: number
}

/** What an agent does in its next session. */
export interface Script {
  readonly agentId: string | undefined
  readonly steps: ReadonlyArray<JsonObject>
}
