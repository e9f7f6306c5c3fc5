import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { AgentInsights } from './agentAnswers.js'
import { agentId } from './agentId.js'

/**
 * Parameters of {@link getAgentInsights}. Unless both `start_time` and `end_time` are given, the range is the current
 * billing period.
 */
export interface GetAgentInsightsParams {
  /** The id of the agent, with or without dashes. */
  readonly agent_id: 'notion_ai' | (string & {})
  /** The start of the range, in whole seconds since the epoch. Ignored without `end_time`. */
  readonly start_time?: number | undefined
  /** The end of the range, in whole seconds since the epoch. Ignored without `start_time`. */
  readonly end_time?: number | undefined
}

/** The request that {@link getAgentInsights} sends. */
export const getAgentInsightsRequest = (params: GetAgentInsightsParams): NotionRequest<AgentInsights> => ({
  op: 'getAgentInsights',
  kind: 'read',
  ...queryCall('GET', 'agents/{agent_id}/insights', params, { agent_id: agentId }).call,
  decode: decodeWith(AgentInsights),
})

/**
 * Retrieves the usage of an agent, its runs and credits, in the current billing period or in a time range. In public
 * beta.
 *
 * Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The agent and the time range.
 * @returns The usage of the agent. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/retrieve-agent-insights
 * @example
 * import { type Context, getAgentInsights } from 'notion-fp'
 *
 * const useOf = (ctx: Context, agent_id: string) => getAgentInsights(ctx, { agent_id })
 */
export const getAgentInsights = (
  ctx: Context,
  params: GetAgentInsightsParams,
): TaskEither<NotionError, AgentInsights> => send(ctx, getAgentInsightsRequest(params))
