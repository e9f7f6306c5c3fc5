/** Parts of views in requests. */

import type { AbsentBesideAnotherCondition } from '../../core/schema/absent.js'
import type { OneType, Without } from '../../core/schema/exactlyOne.js'
import type { FilterableType, PropertyConditions } from '../../props/propertyTables.js'

/** The types of views. */
export type ViewType =
  | 'table'
  | 'board'
  | 'list'
  | 'calendar'
  | 'timeline'
  | 'gallery'
  | 'form'
  | 'chart'
  | 'map'
  | 'dashboard'

/** A quick filter: a condition on a property; empty to show the property without a condition. */
export type QuickFilterRequest =
  | OneType<PropertyConditions, AbsentBesideAnotherCondition>
  | Without<FilterableType, AbsentBesideAnotherCondition>

/** The quick filters of a view, by property name or id. */
export interface QuickFiltersRequest {
  readonly [property: string]: QuickFilterRequest | undefined
}

/** Changes of the quick filters of a view, by property name or id; `null` removes one. */
export interface QuickFiltersUpdate {
  readonly [property: string]: QuickFilterRequest | null | undefined
}

/** A new linked database in a page, which shows a data source from elsewhere. */
export interface LinkedDatabaseRequest {
  /** The parent page. */
  readonly parent: {
    readonly type: 'page_id'
    /** The id of the page, with or without dashes, or its URL. */
    readonly page_id: string
  }
  /** The position in the page. Default the end. */
  readonly position?:
    | {
        readonly type: 'after_block'
        /** The id of a block of the page, or a URL that points to it. */
        readonly block_id: string
      }
    | undefined
}

/** The position of a new view among the tabs of its database. */
export type ViewPositionRequest =
  | { readonly type: 'start' }
  | { readonly type: 'end' }
  | {
      readonly type: 'after_view'
      /** The id of a view of the database, or its URL. */
      readonly view_id: string
    }

/** The position of a new view in its dashboard: in a new row, or in an existing one. */
export type WidgetPlacementRequest =
  | {
      readonly type: 'new_row'
      /** The index of the new row, from 0. */
      readonly row_index?: number | undefined
    }
  | {
      readonly type: 'existing_row'
      /** The index of the row, from 0. */
      readonly row_index: number
    }
