import {
  type Context,
  decodeWith,
  encodedSegment,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  type PageParams,
  paging,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { viewId } from './viewId.js'
import { ViewQueryResult } from './viewQuery.js'

/** Parameters of {@link getViewQueryResults}. */
export interface GetViewQueryResultsParams extends PageParams {
  /** The id of the view, with or without dashes, or a URL that shows it (`?v=…`). */
  readonly view_id: string
  /** The `id` of the view query, from `createViewQuery`. */
  readonly query_id: string
}

const Results = listOf(ViewQueryResult)

/** The request that {@link getViewQueryResults} sends. */
export const getViewQueryResultsRequest = (
  params: GetViewQueryResultsParams,
): NotionRequest<List<ViewQueryResult>> => ({
  op: 'getViewQueryResults',
  kind: 'read',
  ...queryCall('GET', 'views/{view_id}/queries/{query_id}', params, {
    view_id: viewId,
    query_id: encodedSegment,
    ...paging,
  }).call,
  decode: decodeWith(Results),
})

/**
 * Retrieves the row ids of a view query, one page of results at a time.
 *
 * The results are those of the time of the query; later changes do not show. `collect(getViewQueryResults)` returns all
 * of them.
 *
 * @param ctx The context to send the request with.
 * @param params The view, the query and pagination.
 * @returns One page of row ids. Fails with a {@link NotionError}, in particular with `NotFoundError` if the query has
 * expired, about 15 minutes after its creation.
 * @see https://developers.notion.com/reference/get-view-query-results
 * @example
 * import { collect, type Context, getViewQueryResults } from 'notion-fp'
 *
 * const allRows = (ctx: Context, view_id: string, query_id: string) =>
 *   collect(getViewQueryResults)(ctx, { view_id, query_id })
 */
export const getViewQueryResults = (
  ctx: Context,
  params: GetViewQueryResultsParams,
): TaskEither<NotionError, List<ViewQueryResult>> => send(ctx, getViewQueryResultsRequest(params))
