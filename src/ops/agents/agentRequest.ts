/** Operations of a batch on agents. */

/** One operation on one agent; `agent_id` is its id, with or without dashes, or `notion_ai`. */
export type AgentOperation =
  | {
      readonly action: 'update_status'
      readonly agent_id: string
      readonly fields: { readonly status: 'active' | 'disabled' }
    }
  | {
      readonly action: 'update_credit_limit'
      readonly agent_id: string
      /** `null` removes the limit. */
      readonly fields: { readonly credit_limit: number | null }
    }
  | { readonly action: 'delete'; readonly agent_id: string }
