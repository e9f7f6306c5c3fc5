/** The configuration of views, by type. A setting that was never set is absent or `null`. */
import type { Type } from 'io-ts'
import { boolean, list, nullable, number, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { variants, type Word } from '../../core/schema/variants.js'
import { type ChartConfiguration, ChartSettings, type ViewHeight } from './viewChart.js'
import { GroupBy } from './viewGroupBy.js'
import { Subtasks, ViewCover, ViewProperty } from './viewProperty.js'

interface WithProperties {
  /** The properties to show, in order. */
  readonly properties?: ReadonlyArray<ViewProperty> | null
}

interface Cards extends WithProperties {
  /** The cover of each card. */
  readonly cover?: ViewCover | null
  /** The size of the cards. */
  readonly cover_size?: Word<'small' | 'medium' | 'large'> | null
  /** Whether a cover is shown whole (`contain`) or fills its area (`cover`). */
  readonly cover_aspect?: Word<'contain' | 'cover'> | null
  /** Whether the properties of a card are listed one below the other, or compactly. */
  readonly card_layout?: Word<'list' | 'compact'> | null
}

/** The configuration of a table view. */
export interface TableConfiguration extends WithProperties {
  readonly type: 'table'
  /** The grouping of the rows. */
  readonly group_by?: GroupBy | null
  /** How sub-items are shown. */
  readonly subtasks?: Subtasks | null
  /** Whether to wrap long text. */
  readonly wrap_cells?: boolean | null
  /** The index of the last frozen column, from 0. */
  readonly frozen_column_index?: number | null
  /** Whether to show vertical lines between the columns. */
  readonly show_vertical_lines?: boolean | null
}

/** The configuration of a board view. */
export interface BoardConfiguration extends Cards {
  readonly type: 'board'
  /** The grouping into columns. */
  readonly group_by: GroupBy
  /** The grouping into rows. */
  readonly sub_group_by?: GroupBy | null
}

/** The configuration of a gallery view. */
export interface GalleryConfiguration extends Cards {
  readonly type: 'gallery'
}

/** The configuration of a list view. */
export interface ListConfiguration extends WithProperties {
  readonly type: 'list'
}

/** The configuration of a calendar view. */
export interface CalendarConfiguration extends WithProperties {
  readonly type: 'calendar'
  /** The id of the property that places the rows. */
  readonly date_property_id: string
  /** The name of that property. */
  readonly date_property_name?: string
  /** The time range that it shows. */
  readonly view_range?: Word<'week' | 'month'> | null
  /** Whether to show weekends. */
  readonly show_weekends?: boolean | null
}

/** The zoom levels of a timeline. */
export type TimelineZoomLevel = 'hours' | 'day' | 'week' | 'bi_week' | 'month' | 'quarter' | 'year' | '5_years'

/** The initial position of a timeline. */
export interface TimelinePreference {
  /** The time range that it shows. */
  readonly zoom_level: Word<TimelineZoomLevel>
  /** The time in its center. */
  readonly center_timestamp?: number
}

/** The relation that the arrows of a timeline show. */
export interface TimelineArrows {
  /** The id of the relation; `null` for no arrows. */
  readonly property_id?: string | null
}

/** The configuration of a timeline view. */
export interface TimelineConfiguration extends WithProperties {
  readonly type: 'timeline'
  /** The id of the property with the start of the rows. */
  readonly date_property_id: string
  /** The name of that property. */
  readonly date_property_name?: string
  /** The id of the property with the end of the rows, if it is another one. */
  readonly end_date_property_id?: string | null
  /** The name of that property. */
  readonly end_date_property_name?: string | null
  /** Whether to show a table beside it. */
  readonly show_table?: boolean | null
  /** The properties of the table, in order. */
  readonly table_properties?: ReadonlyArray<ViewProperty> | null
  /** The initial position. */
  readonly preference?: TimelinePreference | null
  /** The relation that the arrows show. */
  readonly arrows_by?: TimelineArrows | null
  readonly color_by?: boolean | null
}

/** The configuration of a map view. */
export interface MapConfiguration extends WithProperties {
  readonly type: 'map'
  /** The height. */
  readonly height?: Word<ViewHeight> | null
  /** The id of the property that places the rows. */
  readonly map_by?: string | null
  /** The name of that property. */
  readonly map_by_property_name?: string | null
}

/** The settings of a form. */
export interface FormConfiguration {
  readonly type: 'form'
  /** Whether the form is closed for submissions. */
  readonly is_form_closed?: boolean | null
  /** Whether submissions are anonymous. */
  readonly anonymous_submissions?: boolean | null
  /** The permissions of submitters on their submissions. */
  readonly submission_permissions?: Word<'none' | 'comment_only' | 'reader' | 'read_and_write' | 'editor'> | null
}

/** A widget of a dashboard: a view. */
export interface DashboardWidget {
  /** The id of the widget, which differs from that of its view. */
  readonly id: string
  /** The id of the view. */
  readonly view_id: string
  readonly width?: number
  /** The index of its row. */
  readonly row_index?: number
}

/** A row of widgets in a dashboard. */
export interface DashboardRow {
  /** The id of the row. */
  readonly id: string
  /** From left to right. */
  readonly widgets: ReadonlyArray<DashboardWidget>
  readonly height?: number
}

/** The layout of a dashboard. */
export interface DashboardConfiguration {
  readonly type: 'dashboard'
  /** From top to bottom; `placement` of `createView` adds widgets. */
  readonly rows: ReadonlyArray<DashboardRow>
}

/** The configuration of a view, by its type. */
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

/** The configuration of a view, by its type. */
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
