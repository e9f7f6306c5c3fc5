import {
  bodyCall,
  type Context,
  decodeWith,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  type PageParams,
  paging,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { Agent } from './agent.js'
import type { AgentFilter, AgentSort } from './agentFilter.js'

/** Parameters of {@link queryAgents}. */
export interface QueryAgentsParams extends PageParams {
  /** A part of the name. Default all agents. */
  readonly query?: string | undefined
  /** The agents to return. Default all. */
  readonly filter?: AgentFilter | undefined
  /** The sort order of the agents; later sorts break ties. */
  readonly sorts?: ReadonlyArray<AgentSort> | undefined
  /** Whether to include the instructions. Default `false`. */
  readonly verbose?: boolean | undefined
  /** Whether to include deleted agents. Default `false`. */
  readonly include_deleted?: boolean | undefined
}

const Agents = listOf(Agent)

/** The request that {@link queryAgents} sends. */
export const queryAgentsRequest = (params: QueryAgentsParams): NotionRequest<List<Agent>> => ({
  op: 'queryAgents',
  kind: 'read',
  ...bodyCall('POST', 'agents/query', params, paging).call,
  decode: decodeWith(Agents),
})

/**
 * Lists the agents that the connection can see, one page of results at a time. In public beta.
 *
 * `collect(queryAgents)` returns all of them. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params Filter, sorts and pagination.
 * @returns One page of agents. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/query-agents
 * @example
 * import { collect, type Context, queryAgents } from 'notion-fp'
 *
 * const working = (ctx: Context) =>
 *   collect(queryAgents)(ctx, {
 *     filter: { property: 'status', status: { in: ['active'] } },
 *     sorts: [{ property: 'last_run_at', direction: 'descending' }],
 *   })
 */
export const queryAgents = (ctx: Context, params: QueryAgentsParams): TaskEither<NotionError, List<Agent>> =>
  send(ctx, queryAgentsRequest(params))
