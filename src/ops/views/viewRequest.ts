/** What views are made of, as it is sent. */

import type { AbsentBesideAnotherCondition } from '../../core/schema/absent.js'
import type { OneType, Without } from '../../core/schema/exactlyOne.js'
import type { FilterableType, PropertyConditions } from '../../props/filter.js'

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

/** A condition on a property that is named elsewhere; one that is empty shows the property without a condition yet. */
export type QuickFilterRequest =
  | OneType<PropertyConditions, AbsentBesideAnotherCondition>
  | Without<FilterableType, AbsentBesideAnotherCondition>

/** The filters in the bar of a view, by the names or ids of their properties. */
export interface QuickFiltersRequest {
  readonly [property: string]: QuickFilterRequest | undefined
}

/** Changes to the filters in the bar of a view, by the names or ids of their properties; `null` takes one away. */
export interface QuickFiltersUpdate {
  readonly [property: string]: QuickFilterRequest | null | undefined
}

/** A new database in a page that shows the rows of a data source that lives elsewhere. */
export interface LinkedDatabaseRequest {
  /** The page that it goes into. */
  readonly parent: {
    readonly type: 'page_id'
    /** The id of the page, with dashes or without, or its address. */
    readonly page_id: string
  }
  /** Where it goes in the page. Default the end. */
  readonly position?:
    | {
        readonly type: 'after_block'
        /** The id of a block of the page, or the address that points at it. */
        readonly block_id: string
      }
    | undefined
}

/** Where a new view goes among the tabs of its database. */
export type ViewPositionRequest =
  | { readonly type: 'start' }
  | { readonly type: 'end' }
  | {
      readonly type: 'after_view'
      /** The id of a view of the database, or its address. */
      readonly view_id: string
    }

/** Where a new view goes in its dashboard: in a row of its own, or beside those of another row. */
export type WidgetPlacementRequest =
  | {
      readonly type: 'new_row'
      /** Which row it is to be, from 0. */
      readonly row_index?: number | undefined
    }
  | {
      readonly type: 'existing_row'
      /** Which row, from 0. */
      readonly row_index: number
    }
