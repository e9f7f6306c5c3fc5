import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  queryCall,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { DeletedAgent } from './agentAnswers.js'
import { agentId } from './agentId.js'

/** Parameters of {@link deleteAgent}. */
export interface DeleteAgentParams {
  /** The id of the agent, with or without dashes. */
  readonly agent_id: 'notion_ai' | (string & {})
}

/** The request that {@link deleteAgent} sends. */
export const deleteAgentRequest = (params: DeleteAgentParams): NotionRequest<DeletedAgent> => ({
  op: 'deleteAgent',
  ...repeatable,
  ...queryCall('DELETE', 'agents/{agent_id}', params, { agent_id: agentId }).call,
  decode: decodeWith(DeletedAgent),
})

/**
 * Deletes an agent. In public beta.
 *
 * @param ctx The context to send the request with.
 * @param params The agent to delete.
 * @returns The id of the deleted agent and when it was deleted. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/delete-agent
 * @example
 * import { type Context, deleteAgent } from 'notion-fp'
 *
 * const remove = (ctx: Context, agent_id: string) => deleteAgent(ctx, { agent_id })
 */
export const deleteAgent = (ctx: Context, params: DeleteAgentParams): TaskEither<NotionError, DeletedAgent> =>
  send(ctx, deleteAgentRequest(params))
