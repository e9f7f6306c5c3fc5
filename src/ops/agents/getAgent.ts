import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { Agent } from './agent.js'
import { agentId } from './agentId.js'

/** Parameters of {@link getAgent}. */
export interface GetAgentParams {
  /** The id of the agent, with or without dashes, or `notion_ai` for the default agent. */
  readonly agent_id: 'notion_ai' | (string & {})
  /** Whether to include its instructions. Default `false`. */
  readonly verbose?: boolean | undefined
}

/** The request that {@link getAgent} sends. */
export const getAgentRequest = (params: GetAgentParams): NotionRequest<Agent> => ({
  op: 'getAgent',
  kind: 'read',
  ...queryCall('GET', 'agents/{agent_id}', params, { agent_id: agentId }).call,
  decode: decodeWith(Agent),
})

/**
 * Retrieves an agent: its model, connections and triggers. In public beta.
 *
 * A value that the connection is not allowed to see is the string `hidden`. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The agent, and whether to include its instructions.
 * @returns The agent. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/retrieve-agent
 * @example
 * import { type Context, getAgent } from 'notion-fp'
 *
 * const instructionsOf = (ctx: Context, agent_id: string) => getAgent(ctx, { agent_id, verbose: true })
 */
export const getAgent = (ctx: Context, params: GetAgentParams): TaskEither<NotionError, Agent> =>
  send(ctx, getAgentRequest(params))
