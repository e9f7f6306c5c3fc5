import type { PropertySort } from '../../core/objects/sort.js'
import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { Filter } from '../../props/filter.js'
import { type PartialView, type View, ViewOrPartial } from './view.js'
import type { ViewConfigurationRequest } from './viewConfigurationRequest.js'
import type { QuickFiltersUpdate } from './viewRequest.js'

/** Parameters of {@link updateView}; omitted fields are left unchanged. */
export interface UpdateViewParams {
  /** The id of the view, with or without dashes, or a URL that shows it (`?v=…`). */
  readonly view_id: string
  /** The name of the view. */
  readonly name?: string | undefined
  /** The rows to show; `null` for all. */
  readonly filter?: Filter | null | undefined
  /** The sort order of the rows, by property only; `null` for none. */
  readonly sorts?: ReadonlyArray<PropertySort> | null | undefined
  /** Changes of the quick filters, by property name or id; `null` removes one, or all. */
  readonly quick_filters?: QuickFiltersUpdate | null | undefined
  /** The configuration; of the same type as the view, which cannot be changed. */
  readonly configuration?: ViewConfigurationRequest | undefined
}

/** The request that {@link updateView} sends. */
export const updateViewRequest = (params: UpdateViewParams): NotionRequest<View | PartialView> => ({
  op: 'updateView',
  ...repeatable,
  ...bodyCall('PATCH', 'views/{view_id}', params).call,
  decode: decodeWith(ViewOrPartial),
})

/**
 * Updates the name, filter, sorts or configuration of a view.
 *
 * @param ctx The context to send the request with.
 * @param params The view and the changes.
 * @returns The updated view; only its parent and type if the connection cannot read the rest. Fails with a
 * {@link NotionError}, in particular with `ValidationError` if the filter or configuration does not fit the schema or
 * the type of the view.
 * @see https://developers.notion.com/reference/update-a-view
 * @example
 * import { type Context, updateView } from 'notion-fp'
 *
 * const sortByDate = (ctx: Context, view_id: string, property: string) =>
 *   updateView(ctx, { view_id, filter: null, sorts: [{ property, direction: 'descending' }] })
 */
export const updateView = (ctx: Context, params: UpdateViewParams): TaskEither<NotionError, View | PartialView> =>
  send(ctx, updateViewRequest(params))
