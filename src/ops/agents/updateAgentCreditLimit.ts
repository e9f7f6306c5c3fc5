import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  needed,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { AgentCreditLimit } from './agentAnswers.js'
import { agentIdRule } from './agentId.js'

/** Parameters of {@link updateAgentCreditLimit}. */
export interface UpdateAgentCreditLimitParams {
  /** The id of the agent, with or without dashes. */
  readonly agent_id: 'notion_ai' | (string & {})
  /** The credit limit; `null` for no limit. */
  readonly credit_limit: number | null
}

/** The request that {@link updateAgentCreditLimit} sends. */
export const updateAgentCreditLimitRequest = (
  params: UpdateAgentCreditLimitParams,
): NotionRequest<AgentCreditLimit> => ({
  op: 'updateAgentCreditLimit',
  ...repeatable,
  ...bodyCall('PATCH', 'agents/{agent_id}/credit_limit', params, { credit_limit: needed }, agentIdRule).call,
  decode: decodeWith(AgentCreditLimit),
})

/**
 * Sets or removes the credit limit of an agent. In public beta.
 *
 * @param ctx The context to send the request with.
 * @param params The agent and its new limit.
 * @returns The new limit. Fails with a {@link NotionError}.
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
