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

/** What {@link querySessions} takes. */
export interface QuerySessionsParams extends PageParams {
  /** What to look for. */
  readonly query?: string | undefined
  /** Which sessions; all, where it is left out. */
  readonly filter?: SessionFilter | undefined
  /** The order of the sessions; the first sort decides, and the next among equals. */
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
 * Finds sessions, a page of results at a time. In public beta; never cached.
 *
 * Fails with `InvalidInputError` for a wrong `page_size`, and with what every call can fail with.
 *
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
