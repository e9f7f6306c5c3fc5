import {
  agentId,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { Agent } from './agent.js'

/** What {@link getAgent} takes. */
export interface GetAgentParams {
  /** The id of the agent, with dashes or without, or `notion_ai` for the one that everybody has. */
  readonly agent_id: 'notion_ai' | (string & {})
  /** Whether its instructions are given, too. */
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
 * Retrieves an agent: its model, what it is connected to, and what sets it going. A value that the connection may not see is
 * the word `hidden`. In public beta; never cached.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/notion-agent-apis/retrieve-agent
 * @example
 * import { type Context, getAgent } from 'notion-fp'
 *
 * const instructionsOf = (ctx: Context, agent_id: string) => getAgent(ctx, { agent_id, verbose: true })
 */
export const getAgent = (ctx: Context, params: GetAgentParams): TaskEither<NotionError, Agent> =>
  send(ctx, getAgentRequest(params))
