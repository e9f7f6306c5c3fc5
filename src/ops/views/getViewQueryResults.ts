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
  viewId,
} from '../../core/operation.js'
import { ViewQueryResult } from './viewQuery.js'

/** What {@link getViewQueryResults} takes. */
export interface GetViewQueryResultsParams extends PageParams {
  /** The id of the view, with dashes or without, or an address that shows it (`?v=…`). */
  readonly view_id: string
  /** The `id` that `createViewQuery` gave. */
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
 * Retrieves the rows of a view query, a page of results at a time, by their ids alone. They are those that the view showed
 * when it was asked, whatever changed since.
 *
 * Fails with `InvalidInputError` for a malformed id or `page_size`, with `NotFoundError` once Notion has forgotten the query,
 * about 15 minutes after it was made, and with what every call can fail with.
 *
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
