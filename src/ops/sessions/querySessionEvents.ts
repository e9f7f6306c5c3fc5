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
import { SessionEvent } from './sessionEvent.js'
import type { SessionEventFilter, SessionEventSort } from './sessionFilter.js'

/** Parameters of {@link querySessionEvents}. */
export interface QuerySessionEventsParams extends PageParams {
  /** The id of the session, with or without dashes. */
  readonly session_id: string
  /** The events to return. Default all. */
  readonly filter?: SessionEventFilter | undefined
  /** The sort order of the events; later sorts break ties. */
  readonly sorts?: ReadonlyArray<SessionEventSort> | undefined
}

const Events = listOf(SessionEvent)

/** The request that {@link querySessionEvents} sends. */
export const querySessionEventsRequest = (params: QuerySessionEventsParams): NotionRequest<List<SessionEvent>> => ({
  op: 'querySessionEvents',
  kind: 'read',
  ...bodyCall('POST', 'sessions/{session_id}/events/query', params, paging).call,
  decode: decodeWith(Events),
})

/**
 * Lists the events of a session, such as messages and tool uses, one page of results at a time. In public beta.
 *
 * `streamSession` returns events as they occur. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The session, filter, sorts and pagination.
 * @returns One page of events. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/notion-agent-apis/query-session-events
 * @example
 * import { collect, type Context, querySessionEvents } from 'notion-fp'
 *
 * const answersIn = (ctx: Context, session_id: string) =>
 *   collect(querySessionEvents)(ctx, {
 *     session_id,
 *     filter: { property: 'type', event_type: { equals: 'agent.message' } },
 *     sorts: [{ property: 'sequence', direction: 'ascending' }],
 *   })
 */
export const querySessionEvents = (
  ctx: Context,
  params: QuerySessionEventsParams,
): TaskEither<NotionError, List<SessionEvent>> => send(ctx, querySessionEventsRequest(params))
