/** How views look, by their type. A setting that was never made is absent or `null`. */
import type { Type } from 'io-ts'
import { boolean, list, nullable, number, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { variants, type Word } from '../../core/schema/variants.js'
import { type ChartConfiguration, ChartSettings } from './viewChart.js'
import type { ViewHeight } from './viewChartRequest.js'
import type { TimelineZoomLevel } from './viewConfigurationRequest.js'
import { GroupBy } from './viewGroupBy.js'
import { Subtasks, ViewCover, ViewProperty } from './viewProperty.js'

interface WithProperties {
  /** The properties that the view has, in their order. */
  readonly properties?: ReadonlyArray<ViewProperty> | null
}

interface Cards extends WithProperties {
  /** The picture of each card. */
  readonly cover?: ViewCover | null
  /** How large its cards are. */
  readonly cover_size?: Word<'small' | 'medium' | 'large'> | null
  /** Whether a picture is shown whole, or fills its place. */
  readonly cover_aspect?: Word<'contain' | 'cover'> | null
  /** Whether the properties of a card stand one below the other, or close together. */
  readonly card_layout?: Word<'list' | 'compact'> | null
}

/** How a table looks. */
export interface TableConfiguration extends WithProperties {
  readonly type: 'table'
  /** What its rows are grouped by. */
  readonly group_by?: GroupBy | null
  /** How rows within rows are shown. */
  readonly subtasks?: Subtasks | null
  /** Whether long text goes on in a further line. */
  readonly wrap_cells?: boolean | null
  /** The last column that stays where it is when the others scroll, from 0. */
  readonly frozen_column_index?: number | null
  /** Whether there are lines between the columns. */
  readonly show_vertical_lines?: boolean | null
}

/** How a board looks. */
export interface BoardConfiguration extends Cards {
  readonly type: 'board'
  /** What the columns are. */
  readonly group_by: GroupBy
  /** What the rows of the board are. */
  readonly sub_group_by?: GroupBy | null
}

/** How a gallery looks. */
export interface GalleryConfiguration extends Cards {
  readonly type: 'gallery'
}

/** How a list looks. */
export interface ListConfiguration extends WithProperties {
  readonly type: 'list'
}

/** How a calendar looks. */
export interface CalendarConfiguration extends WithProperties {
  readonly type: 'calendar'
  /** The id of the property that rows are placed by. */
  readonly date_property_id: string
  /** The name of that property. */
  readonly date_property_name?: string
  /** How much it shows at a time. */
  readonly view_range?: Word<'week' | 'month'> | null
  /** Whether Saturdays and Sundays are shown. */
  readonly show_weekends?: boolean | null
}

/** What a timeline shows first. */
export interface TimelinePreference {
  /** How much it shows at a time. */
  readonly zoom_level: Word<TimelineZoomLevel>
  /** The moment in its middle. */
  readonly center_timestamp?: number
}

/** The relation that the arrows of a timeline follow. */
export interface TimelineArrows {
  /** The id of the relation; `null` for no arrows. */
  readonly property_id?: string | null
}

/** How a timeline looks. */
export interface TimelineConfiguration extends WithProperties {
  readonly type: 'timeline'
  /** The id of the property that rows begin by. */
  readonly date_property_id: string
  /** The name of that property. */
  readonly date_property_name?: string
  /** The id of the property that rows end by, where it is another one. */
  readonly end_date_property_id?: string | null
  /** The name of that property. */
  readonly end_date_property_name?: string | null
  /** Whether a table stands beside it. */
  readonly show_table?: boolean | null
  /** The properties that the table has, in their order. */
  readonly table_properties?: ReadonlyArray<ViewProperty> | null
  /** What it shows first. */
  readonly preference?: TimelinePreference | null
  /** The relation that its arrows follow. */
  readonly arrows_by?: TimelineArrows | null
  readonly color_by?: boolean | null
}

/** How a map looks. */
export interface MapConfiguration extends WithProperties {
  readonly type: 'map'
  /** How tall it is, in words rather than pixels. */
  readonly height?: Word<ViewHeight> | null
  /** The id of the property that rows are placed by. */
  readonly map_by?: string | null
  /** The name of that property. */
  readonly map_by_property_name?: string | null
}

/** What a form allows. */
export interface FormConfiguration {
  readonly type: 'form'
  /** Whether it takes no more answers. */
  readonly is_form_closed?: boolean | null
  /** Whether those who answer stay unnamed. */
  readonly anonymous_submissions?: boolean | null
  /** What those who answer may do with their answer. */
  readonly submission_permissions?: Word<'none' | 'comment_only' | 'reader' | 'read_and_write' | 'editor'> | null
}

/** A view in a dashboard. */
export interface DashboardWidget {
  /** The id of the widget, not of its view. */
  readonly id: string
  /** The id of the view that it shows. */
  readonly view_id: string
  readonly width?: number
  /** The row that it is in. */
  readonly row_index?: number
}

/** Views that are side by side in a dashboard. */
export interface DashboardRow {
  /** The id of the row. */
  readonly id: string
  /** From left to right. */
  readonly widgets: ReadonlyArray<DashboardWidget>
  readonly height?: number
}

/** What is where in a dashboard. */
export interface DashboardConfiguration {
  readonly type: 'dashboard'
  /** From top to bottom; new views are placed with `placement`. */
  readonly rows: ReadonlyArray<DashboardRow>
}

/** How a view looks, by its type. */
export type ViewConfiguration =
  | TableConfiguration
  | BoardConfiguration
  | CalendarConfiguration
  | TimelineConfiguration
  | GalleryConfiguration
  | ListConfiguration
  | MapConfiguration
  | FormConfiguration
  | ChartConfiguration
  | DashboardConfiguration
  | { readonly type: UnknownType }

const dashboardRow = () =>
  struct<DashboardRow>(
    {
      id: string,
      widgets: list(struct<DashboardWidget>({ id: string, view_id: string }, { width: number, row_index: number })),
    },
    { height: number },
  )

const word = nullable(string)

const flag = nullable(boolean)

const properties = nullable(list(ViewProperty))

const cards = { properties, cover: nullable(ViewCover), cover_size: word, cover_aspect: word, card_layout: word }

/** How a view looks, by its type. */
export const ViewConfiguration: Type<ViewConfiguration> = variants<ViewConfiguration, 'type'>('type', {
  table: struct<Omit<TableConfiguration, 'type'>>(
    {},
    {
      properties,
      group_by: nullable(GroupBy),
      subtasks: nullable(Subtasks),
      wrap_cells: flag,
      frozen_column_index: nullable(number),
      show_vertical_lines: flag,
    },
  ),
  board: struct<Omit<BoardConfiguration, 'type'>>({ group_by: GroupBy }, { ...cards, sub_group_by: nullable(GroupBy) }),
  gallery: struct<Omit<GalleryConfiguration, 'type'>>({}, cards),
  list: struct<Omit<ListConfiguration, 'type'>>({}, { properties }),
  calendar: struct<Omit<CalendarConfiguration, 'type'>>(
    { date_property_id: string },
    { properties, date_property_name: string, view_range: word, show_weekends: flag },
  ),
  timeline: struct<Omit<TimelineConfiguration, 'type'>>(
    { date_property_id: string },
    {
      properties,
      date_property_name: string,
      end_date_property_id: word,
      end_date_property_name: word,
      show_table: flag,
      table_properties: properties,
      preference: nullable(struct<TimelinePreference>({ zoom_level: string }, { center_timestamp: number })),
      arrows_by: nullable(struct<TimelineArrows>({}, { property_id: word })),
      color_by: flag,
    },
  ),
  map: struct<Omit<MapConfiguration, 'type'>>(
    {},
    { properties, height: word, map_by: word, map_by_property_name: word },
  ),
  form: struct<Omit<FormConfiguration, 'type'>>(
    {},
    { is_form_closed: flag, anonymous_submissions: flag, submission_permissions: word },
  ),
  chart: ChartSettings,
  dashboard: struct<Omit<DashboardConfiguration, 'type'>>({ rows: list(dashboardRow()) }),
})
