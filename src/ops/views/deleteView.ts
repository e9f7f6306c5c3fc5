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

/** What {@link deleteView} takes. */
export interface DeleteViewParams {
  /** The id of the view, with dashes or without, or an address that shows it (`?v=…`). */
  readonly view_id: string
}

/** The request that {@link deleteView} sends. */
export const deleteViewRequest = (params: DeleteViewParams): NotionRequest<View | PartialView> => ({
  op: 'deleteView',
  kind: 'repeatable',
  ...queryCall('DELETE', 'views/{view_id}', params, { view_id: viewId }).call,
  decode: decodeWith(ViewOrPartial),
})

/**
 * Deletes a view. The rows that it shows stay where they are. The answer tells its place and type.
 *
 * Fails with `InvalidInputError` for a malformed id, with `ValidationError` for the last view of a database, and with what
 * every call can fail with.
 *
 * @see https://developers.notion.com/reference/delete-view
 * @example
 * import { type Context, deleteView } from 'notion-fp'
 *
 * const remove = (ctx: Context, view_id: string) => deleteView(ctx, { view_id })
 */
export const deleteView = (ctx: Context, params: DeleteViewParams): TaskEither<NotionError, View | PartialView> =>
  send(ctx, deleteViewRequest(params))
