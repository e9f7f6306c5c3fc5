import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  paging,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { ViewQuery } from './viewQuery.js'

/** What {@link createViewQuery} takes. */
export interface CreateViewQueryParams {
  /** The id of the view, with dashes or without, or an address that shows it (`?v=…`). */
  readonly view_id: string
  /** How many rows the first page has at most, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** The request that {@link createViewQuery} sends. */
export const createViewQueryRequest = (params: CreateViewQueryParams): NotionRequest<ViewQuery> => ({
  op: 'createViewQuery',
  // A second one does no harm: Notion forgets both. It is no read, since callers must not share what each may delete.
  kind: 'repeatable',
  ...bodyCall('POST', 'views/{view_id}/queries', params, paging).call,
  decode: decodeWith(ViewQuery),
})

/**
 * Asks for the rows that a view shows, through its filter and in its order, by their ids alone. The answer has the first of
 * them; Notion keeps all for about 15 minutes, for `getViewQueryResults`.
 *
 * A view that shows more than 10,000 rows gives no more, and says so in `request_status`. Fails with `InvalidInputError` for
 * a malformed id or `page_size`, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/create-view-query
 * @example
 * import { type Context, createViewQuery } from 'notion-fp'
 *
 * const rowsOf = (ctx: Context, view_id: string) => createViewQuery(ctx, { view_id })
 */
export const createViewQuery = (ctx: Context, params: CreateViewQueryParams): TaskEither<NotionError, ViewQuery> =>
  send(ctx, createViewQueryRequest(params))
