import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  needed,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { AgentCreditLimit } from './agentAnswers.js'

/** What {@link updateAgentCreditLimit} takes. */
export interface UpdateAgentCreditLimitParams {
  /** The id of the agent, with dashes or without. */
  readonly agent_id: 'notion_ai' | (string & {})
  /** How many credits it may use; `null` for no limit. */
  readonly credit_limit: number | null
}

/** The request that {@link updateAgentCreditLimit} sends. */
export const updateAgentCreditLimitRequest = (
  params: UpdateAgentCreditLimitParams,
): NotionRequest<AgentCreditLimit> => ({
  op: 'updateAgentCreditLimit',
  kind: 'repeatable',
  ...bodyCall('PATCH', 'agents/{agent_id}/credit_limit', params, { credit_limit: needed }).call,
  decode: decodeWith(AgentCreditLimit),
})

/**
 * Sets how many credits an agent may use, or takes the limit away. In public beta.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/notion-agent-apis/update-agent-credit-limit
 * @example
 * import { type Context, updateAgentCreditLimit } from 'notion-fp'
 *
 * const unlimited = (ctx: Context, agent_id: string) => updateAgentCreditLimit(ctx, { agent_id, credit_limit: null })
 */
export const updateAgentCreditLimit = (
  ctx: Context,
  params: UpdateAgentCreditLimitParams,
): TaskEither<NotionError, AgentCreditLimit> => send(ctx, updateAgentCreditLimitRequest(params))
