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

/** What {@link querySessionEvents} takes. */
export interface QuerySessionEventsParams extends PageParams {
  /** The id of the session, with dashes or without. */
  readonly session_id: string
  /** Which events; all, where it is left out. */
  readonly filter?: SessionEventFilter | undefined
  /** The order of the events; the first sort decides, and the next among equals. */
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
 * Gives what happened in a session, a page of results at a time: what was said and thought, which tools were used, and how far it
 * came. `streamSession` gives it as it happens. In public beta; never cached.
 *
 * Fails with `InvalidInputError` for a malformed id or `page_size`, and with what every call can fail with.
 *
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
