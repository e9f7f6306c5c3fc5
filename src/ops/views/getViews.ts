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

/** What {@link getViews} takes. */
export interface GetViewsParams extends PageParams {
  /** The database whose views are listed: its id, with dashes or without, or its address. */
  readonly database_id?: string | undefined
  /** The data source whose views are listed, in whichever database they are: its id, with dashes or without. */
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
 * Lists the views of a database or of a data source, a page of results at a time, by their ids alone: `getView` tells the rest.
 * Never cached, as views change in Notion's own app.
 *
 * Fails with `InvalidInputError` for a malformed id or `page_size`, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/list-views
 * @example
 * import { collect, type Context, getViews } from 'notion-fp'
 *
 * const viewsOf = (ctx: Context, database_id: string) => collect(getViews)(ctx, { database_id })
 */
export const getViews = (ctx: Context, params: GetViewsParams): TaskEither<NotionError, List<ViewReference>> =>
  send(ctx, getViewsRequest(params))
