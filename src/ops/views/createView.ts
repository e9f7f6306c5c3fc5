import type { Sort } from '../../core/objects/sort.js'
import {
  bodyCall,
  type Context,
  decodeWith,
  exclusive,
  type NotionError,
  type NotionRequest,
  needed,
  once,
  optional,
  record,
  send,
  type TaskEither,
  withIssues,
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

/** Parameters of {@link createView}, with exactly one location: `database_id`, `view_id` or `create_database`. */
export interface CreateViewParams {
  /** The data source of the view: its id, with or without dashes. */
  readonly data_source_id: string
  /** The name of the view. */
  readonly name: string
  /** The type of the view; it cannot be changed later. */
  readonly type: ViewType
  /** The database to add it to as a tab: its id, with or without dashes, or its URL. */
  readonly database_id?: string | undefined
  /** The dashboard to add it to as a widget: the id of that view, or a URL that shows it (`?v=…`). */
  readonly view_id?: string | undefined
  /** A new linked database in a page, to hold the view. */
  readonly create_database?: LinkedDatabaseRequest | undefined
  /** The rows to show. Default all. */
  readonly filter?: Filter | undefined
  /** The sort order of the rows; later sorts break ties. */
  readonly sorts?: ReadonlyArray<Sort> | undefined
  /** The quick filters, by property name or id. */
  readonly quick_filters?: QuickFiltersRequest | undefined
  /** The configuration; of the same type as the view. */
  readonly configuration?: ViewConfigurationRequest | undefined
  /** The position among the tabs of the database. Default the end. */
  readonly position?: ViewPositionRequest | undefined
  /** The position in the dashboard. */
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
    ...once,
    ...withIssues(call, exclusive({ database_id, view_id, create_database }, true)),
    decode: decodeWith(ViewOrPartial),
    // The new database is a block of its page.
    writes: () => (create_database?.parent ? parentTags(create_database.parent) : []),
  }
}

/**
 * Creates a view: a tab of a database, a widget of a dashboard, or the view of a new linked database in a page.
 *
 * Not idempotent: not retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The data source, the type and location of the view, and its configuration.
 * @returns The new view; only its parent and type if the connection cannot read the rest. Fails with a
 * {@link NotionError}, in particular with `InvalidInputError` unless exactly one location is given, and
 * `ValidationError` if the filter or configuration does not fit the schema.
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
