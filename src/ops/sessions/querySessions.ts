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
import { SessionDetails } from './session.js'
import type { SessionFilter, SessionSort } from './sessionFilter.js'

/** Parameters of {@link querySessions}. */
export interface QuerySessionsParams extends PageParams {
  /** The text to search for. */
  readonly query?: string | undefined
  /** The sessions to return. Default all. */
  readonly filter?: SessionFilter | undefined
  /** The sort order of the sessions; later sorts break ties. */
  readonly sorts?: ReadonlyArray<SessionSort> | undefined
}

const Sessions = listOf(SessionDetails)

/** The request that {@link querySessions} sends. */
export const querySessionsRequest = (params: QuerySessionsParams): NotionRequest<List<SessionDetails>> => ({
  op: 'querySessions',
  kind: 'read',
  ...bodyCall('POST', 'sessions/query', params, paging).call,
  decode: decodeWith(Sessions),
})

/**
 * Lists sessions, one page of results at a time. In public beta.
 *
 * `collect(querySessions)` returns all of them. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params Filter, sorts and pagination.
 * @returns One page of sessions. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/query-sessions
 * @example
 * import { collect, type Context, querySessions } from 'notion-fp'
 *
 * const waiting = (ctx: Context, agent_id: string) =>
 *   collect(querySessions)(ctx, {
 *     filter: {
 *       and: [
 *         { property: 'agent_id', string: { equals: agent_id } },
 *         { property: 'status', status: { in: ['requires_action'] } },
 *       ],
 *     },
 *   })
 */
export const querySessions = (
  ctx: Context,
  params: QuerySessionsParams,
): TaskEither<NotionError, List<SessionDetails>> => send(ctx, querySessionsRequest(params))
