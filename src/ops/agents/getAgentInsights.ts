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
import { AgentInsights } from './agentAnswers.js'

/** What {@link getAgentInsights} takes. Notion looks at the span only where both of its ends are given. */
export interface GetAgentInsightsParams {
  /** The id of the agent, with dashes or without. */
  readonly agent_id: 'notion_ai' | (string & {})
  /** Where the span begins, in whole seconds since the epoch. Default where the billing period does. */
  readonly start_time?: number | undefined
  /** Where the span ends, in whole seconds since the epoch. Default now. */
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
 * Tells how an agent was used: its runs and the credits they took, in the current billing period or in a span of time. In
 * public beta; never cached.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
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
