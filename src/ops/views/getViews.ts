import {
  type Context,
  decodeWith,
  id,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  optional,
  type PageParams,
  paging,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { ViewReference } from './view.js'

/** Parameters of {@link getViews}. */
export interface GetViewsParams extends PageParams {
  /** The database of the views: its id, with or without dashes, or its URL. */
  readonly database_id?: string | undefined
  /** The data source of the views, in any database: its id, with or without dashes. */
  readonly data_source_id?: string | undefined
}

const References = listOf(ViewReference)

/** The request that {@link getViews} sends. */
export const getViewsRequest = (params: GetViewsParams): NotionRequest<List<ViewReference>> => ({
  op: 'getViews',
  kind: 'read',
  ...queryCall('GET', 'views', params, { database_id: optional(id), data_source_id: optional(id), ...paging }).call,
  decode: decodeWith(References),
})

/**
 * Lists the ids of the views of a database or data source, one page of results at a time.
 *
 * `collect(getViews)` returns all of them. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The database or data source, and pagination.
 * @returns One page of view ids; `getView` returns the rest. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/list-views
 * @example
 * import { collect, type Context, getViews } from 'notion-fp'
 *
 * const viewsOf = (ctx: Context, database_id: string) => collect(getViews)(ctx, { database_id })
 */
export const getViews = (ctx: Context, params: GetViewsParams): TaskEither<NotionError, List<ViewReference>> =>
  send(ctx, getViewsRequest(params))
