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
import { AgentStatusChange } from './agentAnswers.js'
import { agentIdRule } from './agentId.js'

/** Parameters of {@link updateAgentStatus}. */
export interface UpdateAgentStatusParams {
  /** The id of the agent, with or without dashes. */
  readonly agent_id: 'notion_ai' | (string & {})
  /** `disabled` disables the agent, `active` enables it. */
  readonly status: 'active' | 'disabled'
}

/** The request that {@link updateAgentStatus} sends. */
export const updateAgentStatusRequest = (params: UpdateAgentStatusParams): NotionRequest<AgentStatusChange> => ({
  op: 'updateAgentStatus',
  ...repeatable,
  ...bodyCall('PATCH', 'agents/{agent_id}/status', params, { status: needed }, agentIdRule).call,
  decode: decodeWith(AgentStatusChange),
})

/**
 * Enables or disables an agent. In public beta.
 *
 * @param ctx The context to send the request with.
 * @param params The agent and its new status.
 * @returns The new status. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/update-agent-status
 * @example
 * import { type Context, updateAgentStatus } from 'notion-fp'
 *
 * const disable = (ctx: Context, agent_id: string) => updateAgentStatus(ctx, { agent_id, status: 'disabled' })
 */
export const updateAgentStatus = (
  ctx: Context,
  params: UpdateAgentStatusParams,
): TaskEither<NotionError, AgentStatusChange> => send(ctx, updateAgentStatusRequest(params))
