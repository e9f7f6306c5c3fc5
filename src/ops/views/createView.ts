import type { Sort } from '../../core/objects/sort.js'
import {
  bodyCall,
  type Context,
  decodeWith,
  exclusive,
  type NotionError,
  type NotionRequest,
  needed,
  optional,
  record,
  refusing,
  send,
  type TaskEither,
} from '../../core/operation.js'
import type { Filter } from '../../props/filter.js'
import { parentTags } from '../shared/parentTags.js'
import { type PartialView, type View, ViewOrPartial } from './view.js'
import type { ViewConfigurationRequest } from './viewConfigurationRequest.js'
import type {
  LinkedDatabaseRequest,
  QuickFiltersRequest,
  ViewPositionRequest,
  ViewType,
  WidgetPlacementRequest,
} from './viewRequest.js'

/** What {@link createView} takes. Exactly one of `database_id`, `view_id` and `create_database` says where it goes. */
export interface CreateViewParams {
  /** The data source that it shows: its id, with dashes or without. */
  readonly data_source_id: string
  /** What its tab is called. */
  readonly name: string
  /** How it shows its rows; it cannot be changed later. */
  readonly type: ViewType
  /** The database that it becomes a tab of: its id, with dashes or without, or its address. */
  readonly database_id?: string | undefined
  /** The dashboard that it becomes a widget of: the id of that view, or an address that shows it (`?v=…`). */
  readonly view_id?: string | undefined
  /** A new database in a page that holds it. */
  readonly create_database?: LinkedDatabaseRequest | undefined
  /** Which rows it shows; all, where it is left out. */
  readonly filter?: Filter | undefined
  /** The order of its rows; the first sort decides, and the next among equals. */
  readonly sorts?: ReadonlyArray<Sort> | undefined
  /** The filters in its bar, by the names or ids of their properties. */
  readonly quick_filters?: QuickFiltersRequest | undefined
  /** How it looks; of the same type as the view. */
  readonly configuration?: ViewConfigurationRequest | undefined
  /** Where it goes among the tabs of its database. Default the end. */
  readonly position?: ViewPositionRequest | undefined
  /** Where it goes in its dashboard. */
  readonly placement?: WidgetPlacementRequest | undefined
}

/** The request that {@link createView} sends. */
export const createViewRequest = (params: CreateViewParams): NotionRequest<View | PartialView> => {
  const { call, given } = bodyCall('POST', 'views', params, {
    data_source_id: needed,
    name: needed,
    type: needed,
    create_database: optional(record),
  })
  const { database_id, view_id, create_database } = given
  return {
    op: 'createView',
    kind: 'once',
    ...refusing(call, exclusive({ database_id, view_id, create_database }, true)),
    decode: decodeWith(ViewOrPartial),
    // The new database is a block of its page.
    writes: () => (create_database?.parent ? parentTags(create_database.parent) : []),
  }
}

/**
 * Creates a view: a tab of a database, a widget of a dashboard, or the only view of a new database in a page. Only its place
 * and type are told where the connection may not read the rest.
 *
 * It happens once: a failure that leaves open what became of it is not tried again. Fails with `InvalidInputError` for a
 * malformed id and for no or more than one place to go, with `ValidationError` for a filter or a configuration that does not
 * fit the schema, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/create-view
 * @example
 * import { type Context, createView } from 'notion-fp'
 *
 * const addBoard = (ctx: Context, database_id: string, data_source_id: string, status: string) =>
 *   createView(ctx, {
 *     database_id,
 *     data_source_id,
 *     name: 'What is open',
 *     type: 'board',
 *     filter: { property: status, status: { does_not_equal: 'Done' } },
 *     configuration: {
 *       type: 'board',
 *       group_by: { type: 'status', property_id: status, group_by: 'option', sort: { type: 'manual' } },
 *     },
 *   })
 */
export const createView = (ctx: Context, params: CreateViewParams): TaskEither<NotionError, View | PartialView> =>
  send(ctx, createViewRequest(params))
