import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  paging,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { ViewQuery } from './viewQuery.js'

/** Parameters of {@link createViewQuery}. */
export interface CreateViewQueryParams {
  /** The id of the view, with or without dashes, or a URL that shows it (`?v=…`). */
  readonly view_id: string
  /** The maximum number of rows on the first page of results, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** The request that {@link createViewQuery} sends. */
export const createViewQueryRequest = (params: CreateViewQueryParams): NotionRequest<ViewQuery> => ({
  op: 'createViewQuery',
  // Repeatable: Notion deletes unused queries. Not a read, because callers must not share a query that each may delete.
  ...repeatable,
  ...bodyCall('POST', 'views/{view_id}/queries', params, paging).call,
  decode: decodeWith(ViewQuery),
})

/**
 * Runs the query of a view, with its filter and sorts, and returns the ids of its rows.
 *
 * Notion keeps the results for about 15 minutes: `getViewQueryResults` returns the other pages. If the view has more
 * than 10,000 rows, only the first 10,000 are returned, and `request_status` is `incomplete`.
 *
 * @param ctx The context to send the request with.
 * @param params The view and the page size.
 * @returns The first page of row ids. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/create-view-query
 * @example
 * import { type Context, createViewQuery } from 'notion-fp'
 *
 * const rowsOf = (ctx: Context, view_id: string) => createViewQuery(ctx, { view_id })
 */
export const createViewQuery = (ctx: Context, params: CreateViewQueryParams): TaskEither<NotionError, ViewQuery> =>
  send(ctx, createViewQueryRequest(params))
