/** What is done to agents. */

/** One thing to do to one agent; `agent_id` is its id, with dashes or without, or `notion_ai`. */
export type AgentOperation =
  | {
      readonly action: 'update_status'
      readonly agent_id: string
      readonly fields: { readonly status: 'active' | 'disabled' }
    }
  | {
      readonly action: 'update_credit_limit'
      readonly agent_id: string
      /** `null` takes the limit away. */
      readonly fields: { readonly credit_limit: number | null }
    }
  | { readonly action: 'delete'; readonly agent_id: string }
