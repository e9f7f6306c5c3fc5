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
import { AgentStatusChange } from './agentAnswers.js'

/** What {@link updateAgentStatus} takes. */
export interface UpdateAgentStatusParams {
  /** The id of the agent, with dashes or without. */
  readonly agent_id: 'notion_ai' | (string & {})
  /** Whether it works: `disabled` stops it, `active` lets it go on. */
  readonly status: 'active' | 'disabled'
}

/** The request that {@link updateAgentStatus} sends. */
export const updateAgentStatusRequest = (params: UpdateAgentStatusParams): NotionRequest<AgentStatusChange> => ({
  op: 'updateAgentStatus',
  kind: 'repeatable',
  ...bodyCall('PATCH', 'agents/{agent_id}/status', params, { status: needed }).call,
  decode: decodeWith(AgentStatusChange),
})

/**
 * Has an agent work, or not. In public beta.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
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
