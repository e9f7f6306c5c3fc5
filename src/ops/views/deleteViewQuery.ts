import {
  type Context,
  decodeWith,
  encodedSegment,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
  viewId,
} from '../../core/operation.js'
import { DeletedViewQuery } from './viewQuery.js'

/** What {@link deleteViewQuery} takes. */
export interface DeleteViewQueryParams {
  /** The id of the view, with dashes or without, or an address that shows it (`?v=…`). */
  readonly view_id: string
  /** The `id` that `createViewQuery` gave. */
  readonly query_id: string
}

/** The request that {@link deleteViewQuery} sends. */
export const deleteViewQueryRequest = (params: DeleteViewQueryParams): NotionRequest<DeletedViewQuery> => ({
  op: 'deleteViewQuery',
  kind: 'repeatable',
  ...queryCall('DELETE', 'views/{view_id}/queries/{query_id}', params, { view_id: viewId, query_id: encodedSegment })
    .call,
  decode: decodeWith(DeletedViewQuery),
})

/**
 * Has Notion forget a view query before its time. The view and its rows stay as they are.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/delete-view-query
 * @example
 * import { type Context, deleteViewQuery } from 'notion-fp'
 *
 * const forget = (ctx: Context, view_id: string, query_id: string) => deleteViewQuery(ctx, { view_id, query_id })
 */
export const deleteViewQuery = (
  ctx: Context,
  params: DeleteViewQueryParams,
): TaskEither<NotionError, DeletedViewQuery> => send(ctx, deleteViewQueryRequest(params))
