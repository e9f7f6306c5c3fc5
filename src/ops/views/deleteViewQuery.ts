import {
  type Context,
  decodeWith,
  encodedSegment,
  type NotionError,
  type NotionRequest,
  queryCall,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { viewId } from './viewId.js'
import { DeletedViewQuery } from './viewQuery.js'

/** Parameters of {@link deleteViewQuery}. */
export interface DeleteViewQueryParams {
  /** The id of the view, with or without dashes, or a URL that shows it (`?v=…`). */
  readonly view_id: string
  /** The `id` of the view query, from `createViewQuery`. */
  readonly query_id: string
}

/** The request that {@link deleteViewQuery} sends. */
export const deleteViewQueryRequest = (params: DeleteViewQueryParams): NotionRequest<DeletedViewQuery> => ({
  op: 'deleteViewQuery',
  ...repeatable,
  ...queryCall('DELETE', 'views/{view_id}/queries/{query_id}', params, { view_id: viewId, query_id: encodedSegment })
    .call,
  decode: decodeWith(DeletedViewQuery),
})

/**
 * Deletes the stored results of a view query. The view and its rows are kept.
 *
 * @param ctx The context to send the request with.
 * @param params The view and the query.
 * @returns Confirmation that the query is deleted. Fails with a {@link NotionError}.
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
