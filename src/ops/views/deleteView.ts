import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  queryCall,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { type PartialView, type View, ViewOrPartial } from './view.js'
import { viewId } from './viewId.js'

/** Parameters of {@link deleteView}. */
export interface DeleteViewParams {
  /** The id of the view, with or without dashes, or a URL that shows it (`?v=…`). */
  readonly view_id: string
}

/** The request that {@link deleteView} sends. */
export const deleteViewRequest = (params: DeleteViewParams): NotionRequest<View | PartialView> => ({
  op: 'deleteView',
  ...repeatable,
  ...queryCall('DELETE', 'views/{view_id}', params, { view_id: viewId }).call,
  decode: decodeWith(ViewOrPartial),
})

/**
 * Deletes a view. Its rows are kept.
 *
 * @param ctx The context to send the request with.
 * @param params The view to delete.
 * @returns The parent and type of the deleted view. Fails with a {@link NotionError}, in particular with
 * `ValidationError` for the last view of a database.
 * @see https://developers.notion.com/reference/delete-view
 * @example
 * import { type Context, deleteView } from 'notion-fp'
 *
 * const remove = (ctx: Context, view_id: string) => deleteView(ctx, { view_id })
 */
export const deleteView = (ctx: Context, params: DeleteViewParams): TaskEither<NotionError, View | PartialView> =>
  send(ctx, deleteViewRequest(params))
