/** Views of databases, whole, in part, or by their id alone. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { type PartialUser, type User, UserOrPartial } from '../../core/objects/user.js'
import { list, literal, nullable, string, struct, tagged, type UnknownType } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'
import type { Word } from '../../core/schema/variants.js'
import { ViewConfiguration } from './viewConfiguration.js'
import { ViewFilter, ViewQuickFilters, ViewSort } from './viewFilter.js'
import type { ViewType } from './viewRequest.js'

/** A view of which only the id is told, as lists give it. */
export interface ViewReference {
  readonly object: 'view'
  /** What `getView` takes. */
  readonly id: string
}

/** What a view belongs to. */
export type ViewParent = { readonly type: 'database_id'; readonly database_id: string } | { readonly type: UnknownType }

/** A view of which only its place and type are told: one that was deleted, or whose data may not be read. */
export interface PartialView extends ViewReference {
  /** The database that it is in. */
  readonly parent: ViewParent
  /** The same as the type of its `configuration`. */
  readonly type: Word<ViewType>
  /** Notion's id of the request, where the view is the whole answer. */
  readonly request_id?: string
}

/**
 * A view: which rows of a data source are shown, in which order and how.
 *
 * @see https://developers.notion.com/reference/view
 */
export interface View extends PartialView {
  /** The name on its tab. */
  readonly name: string
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601. */
  readonly last_edited_time: string
  /** Where it is in Notion. */
  readonly url: string
  /** The data source that it shows; `null` for a dashboard. */
  readonly data_source_id?: string | null
  /** `null` or absent where it is not told. */
  readonly created_by?: User | PartialUser | null
  /** `null` or absent where it is not told. */
  readonly last_edited_by?: User | PartialUser | null
  /** Which rows it shows; `null` for all. */
  readonly filter?: ViewFilter | null
  /** The order of its rows; `null` where none is set. */
  readonly sorts?: ReadonlyArray<ViewSort> | null
  /** The filters in its bar, by the names or ids of their properties. */
  readonly quick_filters?: ViewQuickFilters | null
  /** How it looks; of the same type as the view. */
  readonly configuration?: ViewConfiguration | null
  /** The id of the dashboard that it is in, where it is in one. */
  readonly dashboard_view_id?: string | null
}

/** What a view belongs to. */
export const ViewParent: Type<ViewParent> = tagged<ViewParent>({ database_id: string })

/** A view of which only the id is told. */
export const ViewReference: Type<ViewReference> = struct<ViewReference>({ object: literal('view'), id: string })

/** A view of which only its place and type are told. */
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

/** A view, whole or in part. */
export const ViewOrPartial: Type<View | PartialView> = discriminate(hasContent, View, PartialView)

/** Whether everything about a view is there. A partial one has a type and a parent too, so they tell nothing. */
export const isFullView = (view: { readonly object: string }): view is View =>
  tryTo(() => view.object === 'view' && hasContent(view), false)
