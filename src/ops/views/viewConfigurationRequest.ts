/** How views look, by their type, as it is sent. */
import type { ChartConfigurationRequest, ViewHeight } from './viewChartRequest.js'
import type { GroupByRequest } from './viewGroupByRequest.js'

/** The ways that dates are written. */
export type ViewDateFormat = 'full' | 'short' | 'month_day_year' | 'day_month_year' | 'year_month_day' | 'relative'

/** The ways that times are written. */
export type ViewTimeFormat = '12_hour' | '24_hour' | 'hidden'

/** How one property shows in a view. */
export interface ViewPropertyRequest {
  /** The id of the property. */
  readonly property_id: string
  /** Whether it shows at all. */
  readonly visible?: boolean | undefined
  /** The width of its column in pixels, at least 32. */
  readonly width?: number | undefined
  /** Whether long values go over several lines. */
  readonly wrap?: boolean | undefined
  /** Whether a status shows as its option, or as a box to tick. */
  readonly status_show_as?: 'select' | 'checkbox' | undefined
  /** How much of a card's width it takes. */
  readonly card_property_width_mode?: 'full_line' | 'inline' | undefined
  /** For properties of dates: how the day is written. */
  readonly date_format?: ViewDateFormat | undefined
  /** For properties of dates: how the time is written, if at all. */
  readonly time_format?: ViewTimeFormat | undefined
}

/** What the pictures on cards are. */
export interface ViewCoverRequest {
  readonly type: 'page_cover' | 'page_content' | 'property'
  /** The id of a property of files, where the type is `property`. */
  readonly property_id?: string | undefined
}

interface WithProperties {
  /** The properties that are shown, in their order. */
  readonly properties?: ReadonlyArray<ViewPropertyRequest> | null | undefined
}

interface CardsRequest extends WithProperties {
  /** The picture of each card. */
  readonly cover?: ViewCoverRequest | null | undefined
  /** How large its cards are. */
  readonly cover_size?: 'small' | 'medium' | 'large' | null | undefined
  /** Whether a picture is shown whole, or fills its place. */
  readonly cover_aspect?: 'contain' | 'cover' | null | undefined
  /** Whether the properties of a card stand one below the other, or close together. */
  readonly card_layout?: 'list' | 'compact' | null | undefined
}

/** How rows that are part of other rows show. */
export interface SubtasksRequest {
  /** The id of the relation to the row that they are part of. */
  readonly property_id?: string | undefined
  readonly display_mode?: 'show' | 'hidden' | 'flattened' | 'disabled' | undefined
  /** Which of them the filter of the view is for. */
  readonly filter_scope?: 'parents' | 'parents_and_subitems' | 'subitems' | undefined
  readonly toggle_column_id?: string | undefined
}

/** How a table looks; `null` brings a setting back to its default. */
export interface TableConfigurationRequest extends WithProperties {
  readonly type: 'table'
  /** What its rows are grouped by. */
  readonly group_by?: GroupByRequest | null | undefined
  /** How rows within rows are shown. */
  readonly subtasks?: SubtasksRequest | null | undefined
  /** Whether long text goes on in a further line. */
  readonly wrap_cells?: boolean | undefined
  /** The last column that stays where it is when the others scroll, from 0. Leave it out for none: Notion refuses -1. */
  readonly frozen_column_index?: number | undefined
  /** Whether there are lines between the columns. */
  readonly show_vertical_lines?: boolean | undefined
}

/** How a board looks; `null` brings a setting back to its default. */
export interface BoardConfigurationRequest extends CardsRequest {
  readonly type: 'board'
  /** What the columns are. */
  readonly group_by: GroupByRequest
  /** What the rows of the board are. */
  readonly sub_group_by?: GroupByRequest | null | undefined
}

/** How a gallery looks; `null` brings a setting back to its default. */
export interface GalleryConfigurationRequest extends CardsRequest {
  readonly type: 'gallery'
}

/** How a list looks. */
export interface ListConfigurationRequest extends WithProperties {
  readonly type: 'list'
}

/** How a calendar looks; `null` brings a setting back to its default. */
export interface CalendarConfigurationRequest extends WithProperties {
  readonly type: 'calendar'
  /** The id of the property that rows are placed by. */
  readonly date_property_id: string
  /** How much it shows at a time. */
  readonly view_range?: 'week' | 'month' | null | undefined
  /** Whether Saturdays and Sundays are shown. */
  readonly show_weekends?: boolean | null | undefined
}

/** The spans of time that a timeline can show. */
export type TimelineZoomLevel = 'hours' | 'day' | 'week' | 'bi_week' | 'month' | 'quarter' | 'year' | '5_years'

/** What a timeline shows first. */
export interface TimelinePreferenceRequest {
  /** How much it shows at a time. */
  readonly zoom_level: TimelineZoomLevel
  /** The moment in its middle. */
  readonly center_timestamp?: number | undefined
}

/** How a timeline looks; `null` brings a setting back to its default. */
export interface TimelineConfigurationRequest extends WithProperties {
  readonly type: 'timeline'
  /** The id of the property that rows begin by. */
  readonly date_property_id: string
  /** The id of the property that rows end by, where it is another one. */
  readonly end_date_property_id?: string | null | undefined
  /** Whether a table stands beside it. */
  readonly show_table?: boolean | null | undefined
  /** The properties that the table shows, in their order. */
  readonly table_properties?: ReadonlyArray<ViewPropertyRequest> | null | undefined
  /** What it shows first. */
  readonly preference?: TimelinePreferenceRequest | null | undefined
  /** The relation that arrows follow. */
  readonly arrows_by?: { readonly property_id?: string | null | undefined } | null | undefined
  readonly color_by?: boolean | null | undefined
}

/** How a map looks; `null` brings a setting back to its default. */
export interface MapConfigurationRequest extends WithProperties {
  readonly type: 'map'
  /** How tall the map is. */
  readonly height?: ViewHeight | null | undefined
  /** The id of the property that rows are placed by. */
  readonly map_by?: string | null | undefined
}

/** What a form allows; `null` brings a setting back to its default. */
export interface FormConfigurationRequest {
  readonly type: 'form'
  /** Whether it takes no more answers. */
  readonly is_form_closed?: boolean | null | undefined
  /** Whether those who answer stay unnamed. */
  readonly anonymous_submissions?: boolean | null | undefined
  /** What those who answer may do with their answer. */
  readonly submission_permissions?: 'none' | 'comment_only' | 'reader' | 'read_and_write' | 'editor' | null | undefined
}

/** How a view looks, by its type. A dashboard is built by creating views in it. */
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
