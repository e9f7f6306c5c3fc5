/** The filters and sorts of agents. */

import type { SortDirection } from '../../core/objects/sort.js'
import type { CompoundFilter } from '../../props/filter.js'

/** A time range with a start, an end, or both. */
export interface AgentDateCondition {
  /** ISO 8601. */
  readonly after?: string | undefined
  /** ISO 8601. */
  readonly before?: string | undefined
}

/** A condition on an agent. */
export type AgentCondition =
  | { readonly property: 'id'; readonly id: { readonly equals: string } }
  | {
      readonly property: 'agent_type'
      readonly string: { readonly equals: 'notion_ai' | 'custom_agent' | 'autofill_custom_agent' }
    }
  | {
      readonly property: 'created_by'
      /** The id of a user. */
      readonly people: { readonly contains: string }
    }
  | { readonly property: 'created_time' | 'last_run_at'; readonly date: AgentDateCondition }
  | { readonly property: 'favorited'; readonly checkbox: { readonly equals: boolean } }
  | { readonly property: 'connections'; readonly mcp_server: { readonly contains: string } }
  | {
      readonly property: 'status'
      readonly status: { readonly in: ReadonlyArray<'active' | 'disabled' | 'deleted'> }
    }
  | { readonly property: 'model_mode'; readonly select: { readonly equals: 'auto' | 'pinned' } }
  | { readonly property: 'agent_version'; readonly number: { readonly equals: number } }

/** Filters agents. Compound filters can be nested two levels deep, as in the API. */
export type AgentFilter = AgentCondition | CompoundFilter<AgentCondition | CompoundFilter<AgentCondition>>

/** A sort of agents; of several, later ones break ties. */
export interface AgentSort {
  /** The creation time or the time of the last run. */
  readonly property: 'created_time' | 'last_run_at'
  readonly direction: SortDirection
}
