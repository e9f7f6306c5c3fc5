/** The configuration of views in requests, by type. */
import type { ChartConfigurationRequest, ViewHeight } from './viewChartRequest.js'
import type { GroupByRequest } from './viewGroupByRequest.js'

/** Date formats. */
export type ViewDateFormat = 'full' | 'short' | 'month_day_year' | 'day_month_year' | 'year_month_day' | 'relative'

/** Time formats. */
export type ViewTimeFormat = '12_hour' | '24_hour' | 'hidden'

/** How a view shows a property. */
export interface ViewPropertyRequest {
  /** The id of the property. */
  readonly property_id: string
  /** Whether to show the property. */
  readonly visible?: boolean | undefined
  /** The width of its column in pixels, at least 32. */
  readonly width?: number | undefined
  /** Whether to wrap long values. */
  readonly wrap?: boolean | undefined
  /** Whether to show a status as an option or as a checkbox. */
  readonly status_show_as?: 'select' | 'checkbox' | undefined
  /** How much of the width of a card it takes. */
  readonly card_property_width_mode?: 'full_line' | 'inline' | undefined
  /** The date format, for properties with dates. */
  readonly date_format?: ViewDateFormat | undefined
  /** The time format, for properties with dates. */
  readonly time_format?: ViewTimeFormat | undefined
}

/** The source of the covers of cards. */
export interface ViewCoverRequest {
  readonly type: 'page_cover' | 'page_content' | 'property'
  /** The id of a files property, if the type is `property`. */
  readonly property_id?: string | undefined
}

interface WithProperties {
  /** The properties to show, in order. */
  readonly properties?: ReadonlyArray<ViewPropertyRequest> | null | undefined
}

interface CardsRequest extends WithProperties {
  /** The cover of each card. */
  readonly cover?: ViewCoverRequest | null | undefined
  /** The size of the cards. */
  readonly cover_size?: 'small' | 'medium' | 'large' | null | undefined
  /** Whether a cover is shown whole (`contain`) or fills its area (`cover`). */
  readonly cover_aspect?: 'contain' | 'cover' | null | undefined
  /** Whether the properties of a card are listed one below the other, or compactly. */
  readonly card_layout?: 'list' | 'compact' | null | undefined
}

/** How a view shows sub-items. */
export interface SubtasksRequest {
  /** The id of the relation to the parent item. */
  readonly property_id?: string | undefined
  readonly display_mode?: 'show' | 'hidden' | 'flattened' | 'disabled' | undefined
  /** Which of the items the filter of the view applies to. */
  readonly filter_scope?: 'parents' | 'parents_and_subitems' | 'subitems' | undefined
  readonly toggle_column_id?: string | undefined
}

/** The configuration of a table view; `null` resets a setting to its default. */
export interface TableConfigurationRequest extends WithProperties {
  readonly type: 'table'
  /** The grouping of the rows. */
  readonly group_by?: GroupByRequest | null | undefined
  /** How sub-items are shown. */
  readonly subtasks?: SubtasksRequest | null | undefined
  /** Whether to wrap long text. */
  readonly wrap_cells?: boolean | undefined
  /** The index of the last frozen column, from 0. Omit it for none: Notion rejects -1. */
  readonly frozen_column_index?: number | undefined
  /** Whether to show vertical lines between the columns. */
  readonly show_vertical_lines?: boolean | undefined
}

/** The configuration of a board view; `null` resets a setting to its default. */
export interface BoardConfigurationRequest extends CardsRequest {
  readonly type: 'board'
  /** The grouping into columns. */
  readonly group_by: GroupByRequest
  /** The grouping into rows. */
  readonly sub_group_by?: GroupByRequest | null | undefined
}

/** The configuration of a gallery view; `null` resets a setting to its default. */
export interface GalleryConfigurationRequest extends CardsRequest {
  readonly type: 'gallery'
}

/** The configuration of a list view. */
export interface ListConfigurationRequest extends WithProperties {
  readonly type: 'list'
}

/** The configuration of a calendar view; `null` resets a setting to its default. */
export interface CalendarConfigurationRequest extends WithProperties {
  readonly type: 'calendar'
  /** The id of the property that places the rows. */
  readonly date_property_id: string
  /** The time range that it shows. */
  readonly view_range?: 'week' | 'month' | null | undefined
  /** Whether to show weekends. */
  readonly show_weekends?: boolean | null | undefined
}

/** The zoom levels of a timeline. */
export type TimelineZoomLevel = 'hours' | 'day' | 'week' | 'bi_week' | 'month' | 'quarter' | 'year' | '5_years'

/** The initial position of a timeline. */
export interface TimelinePreferenceRequest {
  /** The time range that it shows. */
  readonly zoom_level: TimelineZoomLevel
  /** The time in its center. */
  readonly center_timestamp?: number | undefined
}

/** The configuration of a timeline view; `null` resets a setting to its default. */
export interface TimelineConfigurationRequest extends WithProperties {
  readonly type: 'timeline'
  /** The id of the property with the start of the rows. */
  readonly date_property_id: string
  /** The id of the property with the end of the rows, if it is another one. */
  readonly end_date_property_id?: string | null | undefined
  /** Whether to show a table beside it. */
  readonly show_table?: boolean | null | undefined
  /** The properties of the table, in order. */
  readonly table_properties?: ReadonlyArray<ViewPropertyRequest> | null | undefined
  /** The initial position. */
  readonly preference?: TimelinePreferenceRequest | null | undefined
  /** The relation that the arrows show. */
  readonly arrows_by?: { readonly property_id?: string | null | undefined } | null | undefined
  readonly color_by?: boolean | null | undefined
}

/** The configuration of a map view; `null` resets a setting to its default. */
export interface MapConfigurationRequest extends WithProperties {
  readonly type: 'map'
  /** The height. */
  readonly height?: ViewHeight | null | undefined
  /** The id of the property that places the rows. */
  readonly map_by?: string | null | undefined
}

/** The settings of a form; `null` resets a setting to its default. */
export interface FormConfigurationRequest {
  readonly type: 'form'
  /** Whether the form is closed for submissions. */
  readonly is_form_closed?: boolean | null | undefined
  /** Whether submissions are anonymous. */
  readonly anonymous_submissions?: boolean | null | undefined
  /** The permissions of submitters on their submissions. */
  readonly submission_permissions?: 'none' | 'comment_only' | 'reader' | 'read_and_write' | 'editor' | null | undefined
}

/** The configuration of a view, by its type. To build a dashboard, create views in it. */
export type ViewConfigurationRequest =
  | TableConfigurationRequest
  | BoardConfigurationRequest
  | CalendarConfigurationRequest
  | TimelineConfigurationRequest
  | GalleryConfigurationRequest
  | ListConfigurationRequest
  | MapConfigurationRequest
  | FormConfigurationRequest
  | ChartConfigurationRequest
