import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
  viewId,
} from '../../core/operation.js'
import { type PartialView, type View, ViewOrPartial } from './view.js'

/** What {@link getView} takes. */
export interface GetViewParams {
  /** The id of the view, with dashes or without, or an address that shows it (`?v=…`). */
  readonly view_id: string
}

/** The request that {@link getView} sends. */
export const getViewRequest = (params: GetViewParams): NotionRequest<View | PartialView> => ({
  op: 'getView',
  kind: 'read',
  ...queryCall('GET', 'views/{view_id}', params, { view_id: viewId }).call,
  decode: decodeWith(ViewOrPartial),
})

/**
 * Retrieves a view: its filter, its sorts and how it looks. Only its place and type are told where the connection may not
 * read the rest. Never cached, as views change in Notion's own app.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/retrieve-a-view
 * @example
 * import { type Context, getView } from 'notion-fp'
 *
 * const retrieve = (ctx: Context, view_id: string) => getView(ctx, { view_id })
 */
export const getView = (ctx: Context, params: GetViewParams): TaskEither<NotionError, View | PartialView> =>
  send(ctx, getViewRequest(params))
