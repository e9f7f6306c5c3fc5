import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { type PartialView, type View, ViewOrPartial } from './view.js'
import { viewId } from './viewId.js'

/** Parameters of {@link getView}. */
export interface GetViewParams {
  /** The id of the view, with or without dashes, or a URL that shows it (`?v=…`). */
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
 * Retrieves a view: its filter, sorts and configuration.
 *
 * Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The view.
 * @returns The view; only its parent and type if the connection cannot read the rest. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/retrieve-a-view
 * @example
 * import { type Context, getView } from 'notion-fp'
 *
 * const retrieve = (ctx: Context, view_id: string) => getView(ctx, { view_id })
 */
export const getView = (ctx: Context, params: GetViewParams): TaskEither<NotionError, View | PartialView> =>
  send(ctx, getViewRequest(params))
