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

/** What {@link queryAgents} takes. */
export interface QueryAgentsParams extends PageParams {
  /** A part of the name. */
  readonly query?: string | undefined
  /** Which agents; all, where it is left out. */
  readonly filter?: AgentFilter | undefined
  /** The order of the agents; the first sort decides, and the next among equals. */
  readonly sorts?: ReadonlyArray<AgentSort> | undefined
  /** Whether their instructions are given, too. */
  readonly verbose?: boolean | undefined
  /** Whether those that were deleted are among them. */
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
 * Finds the agents of the workspace that the connection may see, a page of results at a time. In public beta; never cached.
 *
 * Fails with `InvalidInputError` for a wrong `page_size`, and with what every call can fail with.
 *
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
