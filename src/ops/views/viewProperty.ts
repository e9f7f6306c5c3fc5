/** How views show properties, covers and sub-items. */
import type { Type } from 'io-ts'
import { boolean, number, string, struct } from '../../core/schema/combinators.js'
import type { Word } from '../../core/schema/variants.js'

/** Date formats. */
export type ViewDateFormat = 'full' | 'short' | 'month_day_year' | 'day_month_year' | 'year_month_day' | 'relative'

/** Time formats. */
export type ViewTimeFormat = '12_hour' | '24_hour' | 'hidden'

/** How a view shows a property. */
export interface ViewProperty {
  /** The id of the property. */
  readonly property_id: string
  /** The name of the property; only in responses. */
  readonly property_name?: string
  /** Whether the property is shown. */
  readonly visible?: boolean
  /** The width of its column in pixels; in requests at least 32. */
  readonly width?: number
  /** Whether to wrap long values. */
  readonly wrap?: boolean
  /** Only for `status` properties. */
  readonly status_show_as?: Word<'select' | 'checkbox'>
  /** How much of the width of a card it takes. */
  readonly card_property_width_mode?: Word<'full_line' | 'inline'>
  /** The date format, for properties with dates. */
  readonly date_format?: Word<ViewDateFormat>
  /** The time format, for properties with dates. */
  readonly time_format?: Word<ViewTimeFormat>
}

/** The source of the covers of cards. */
export interface ViewCover {
  /** The source of the cover. */
  readonly type: Word<'page_cover' | 'page_content' | 'page_content_first' | 'property'>
  /** The id of a files property, if the type is `property`. */
  readonly property_id?: string
}

/** How a view shows sub-items. */
export interface Subtasks {
  /** The id of the relation to the parent item. */
  readonly property_id?: string
  /** Whether and how they are shown. */
  readonly display_mode?: Word<'show' | 'hidden' | 'flattened' | 'disabled'>
  /** Which of the items the filter of the view applies to. */
  readonly filter_scope?: Word<'parents' | 'parents_and_subitems' | 'subitems'>
  readonly toggle_column_id?: string
}

/** How a view shows a property. */
export const ViewProperty: Type<ViewProperty> = struct<ViewProperty>(
  { property_id: string },
  {
    property_name: string,
    visible: boolean,
    width: number,
    wrap: boolean,
    status_show_as: string,
    card_property_width_mode: string,
    date_format: string,
    time_format: string,
  },
)

/** The source of the covers of cards. */
export const ViewCover: Type<ViewCover> = struct<ViewCover>({ type: string }, { property_id: string })

/** How a view shows sub-items. */
export const Subtasks: Type<Subtasks> = struct<Subtasks>(
  {},
  { property_id: string, display_mode: string, filter_scope: string, toggle_column_id: string },
)
