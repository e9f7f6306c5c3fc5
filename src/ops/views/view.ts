/** Views of databases: complete, partial, or only their id. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { type PartialUser, type User, UserOrPartial } from '../../core/objects/user.js'
import { list, literal, nullable, string, struct, tagged, type UnknownType } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'
import type { Word } from '../../core/schema/variants.js'
import { ViewConfiguration } from './viewConfiguration.js'
import { ViewFilter, ViewQuickFilters, ViewSort } from './viewFilter.js'
import type { ViewType } from './viewRequest.js'

/** A view with only its id, as lists return it. */
export interface ViewReference {
  readonly object: 'view'
  /** The id for `getView`. */
  readonly id: string
}

/** The parent of a view. */
export type ViewParent = { readonly type: 'database_id'; readonly database_id: string } | { readonly type: UnknownType }

/** A view with only its parent and type: one that was deleted, or that the connection cannot read. */
export interface PartialView extends ViewReference {
  /** The database of the view. */
  readonly parent: ViewParent
  /** The same as the type of its `configuration`. */
  readonly type: Word<ViewType>
  /** The id of the request, if the view is the whole response. */
  readonly request_id?: string
}

/**
 * A view: the rows to show, their order and their presentation.
 *
 * @see https://developers.notion.com/reference/view
 */
export interface View extends PartialView {
  /** The name of the view. */
  readonly name: string
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601. */
  readonly last_edited_time: string
  /** The URL in Notion. */
  readonly url: string
  /** The data source of the view; `null` for a dashboard. */
  readonly data_source_id?: string | null
  /** `null` or absent if it is not available. */
  readonly created_by?: User | PartialUser | null
  /** `null` or absent if it is not available. */
  readonly last_edited_by?: User | PartialUser | null
  /** The rows to show; `null` for all. */
  readonly filter?: ViewFilter | null
  /** The sort order of the rows; `null` if there is none. */
  readonly sorts?: ReadonlyArray<ViewSort> | null
  /** The quick filters, by property name or id. */
  readonly quick_filters?: ViewQuickFilters | null
  /** The configuration; of the same type as the view. */
  readonly configuration?: ViewConfiguration | null
  /** The id of the dashboard that contains it, if any. */
  readonly dashboard_view_id?: string | null
}

/** The parent of a view. */
export const ViewParent: Type<ViewParent> = tagged<ViewParent>({ database_id: string })

/** A view with only its id. */
export const ViewReference: Type<ViewReference> = struct<ViewReference>({ object: literal('view'), id: string })

/** A view with only its parent and type. */
export const PartialView: Type<PartialView> = struct<PartialView>(
  { object: literal('view'), id: string, parent: ViewParent, type: string },
  { request_id: string },
)

/** A view of a data source. */
export const View: Type<View> = struct<View>(
  {
    object: literal('view'),
    id: string,
    parent: ViewParent,
    type: string,
    name: string,
    created_time: string,
    last_edited_time: string,
    url: string,
  },
  {
    data_source_id: nullable(string),
    created_by: nullable(UserOrPartial),
    last_edited_by: nullable(UserOrPartial),
    filter: nullable(ViewFilter),
    sorts: nullable(list(ViewSort)),
    quick_filters: nullable(ViewQuickFilters),
    configuration: nullable(ViewConfiguration),
    dashboard_view_id: nullable(string),
    request_id: string,
  },
)

const hasContent = (view: object): boolean => 'url' in view || 'created_time' in view

/** A view, complete or partial. */
export const ViewOrPartial: Type<View | PartialView> = discriminate(hasContent, View, PartialView)

/**
 * Type guard: whether a view is complete, not partial. A partial one has a type and a parent too.
 *
 * @example
 * import { type Context, getView, isFullView } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const nameOf = (ctx: Context, view_id: string) =>
 *   pipe(
 *     getView(ctx, { view_id }),
 *     TE.map((view) => (isFullView(view) ? view.name : undefined)),
 *   )
 */
export const isFullView = (view: { readonly object: string }): view is View =>
  tryTo(() => view.object === 'view' && hasContent(view), false)
