import type { PropertySort } from '../../core/objects/sort.js'
import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { Filter } from '../../props/filter.js'
import { type PartialView, type View, ViewOrPartial } from './view.js'
import type { ViewConfigurationRequest } from './viewConfigurationRequest.js'
import type { QuickFiltersUpdate } from './viewRequest.js'

/** What {@link updateView} takes; what is left out stays as it is. */
export interface UpdateViewParams {
  /** The id of the view, with dashes or without, or an address that shows it (`?v=…`). */
  readonly view_id: string
  /** What its tab is called. */
  readonly name?: string | undefined
  /** Which rows it shows; `null` for all. */
  readonly filter?: Filter | null | undefined
  /** The order of its rows, by properties alone; `null` for none. */
  readonly sorts?: ReadonlyArray<PropertySort> | null | undefined
  /** Changes to the filters in its bar, by the names or ids of their properties; `null` takes one, or all, away. */
  readonly quick_filters?: QuickFiltersUpdate | null | undefined
  /** How it looks; of the same type as the view, which cannot be changed. */
  readonly configuration?: ViewConfigurationRequest | undefined
}

/** The request that {@link updateView} sends. */
export const updateViewRequest = (params: UpdateViewParams): NotionRequest<View | PartialView> => ({
  op: 'updateView',
  kind: 'repeatable',
  ...bodyCall('PATCH', 'views/{view_id}', params).call,
  decode: decodeWith(ViewOrPartial),
})

/**
 * Changes a view: its name, which rows it shows, in which order and how. Only its place and type are told where the
 * connection may not read the rest.
 *
 * Fails with `InvalidInputError` for a malformed id, with `ValidationError` for a filter or a configuration that does not fit
 * the schema or the type of the view, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/update-a-view
 * @example
 * import { type Context, updateView } from 'notion-fp'
 *
 * const sortByDate = (ctx: Context, view_id: string, property: string) =>
 *   updateView(ctx, { view_id, filter: null, sorts: [{ property, direction: 'descending' }] })
 */
export const updateView = (ctx: Context, params: UpdateViewParams): TaskEither<NotionError, View | PartialView> =>
  send(ctx, updateViewRequest(params))
