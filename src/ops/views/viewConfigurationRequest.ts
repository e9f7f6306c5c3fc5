/** The configuration of views in requests, by type. */
import type { RequestOf } from './requestOf.js'
import type { ChartConfigurationRequest } from './viewChartRequest.js'
import type {
  CalendarConfiguration,
  FormConfiguration,
  GalleryConfiguration,
  MapConfiguration,
  TimelineArrows,
  TimelineConfiguration,
  TimelinePreference,
} from './viewConfiguration.js'
import type { GroupByRequest } from './viewGroupByRequest.js'
import type { Subtasks, ViewProperty } from './viewProperty.js'

/** How a view shows a property. */
export interface ViewPropertyRequest extends RequestOf<Omit<ViewProperty, 'property_name'>> {}

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

interface CardsRequest extends RequestOf<Omit<GalleryConfiguration, 'type' | 'properties' | 'cover'>>, WithProperties {
  /** The cover of each card. */
  readonly cover?: ViewCoverRequest | null | undefined
}

/** How a view shows sub-items. */
export interface SubtasksRequest extends RequestOf<Subtasks> {}

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
export interface CalendarConfigurationRequest
  extends RequestOf<Omit<CalendarConfiguration, 'properties' | 'date_property_name'>>,
    WithProperties {}

/** The initial position of a timeline. */
export interface TimelinePreferenceRequest extends RequestOf<TimelinePreference> {}

/** The configuration of a timeline view; `null` resets a setting to its default. */
export interface TimelineConfigurationRequest
  extends RequestOf<
      Pick<TimelineConfiguration, 'type' | 'date_property_id' | 'end_date_property_id' | 'show_table' | 'color_by'>
    >,
    WithProperties {
  /** The properties of the table, in order. */
  readonly table_properties?: ReadonlyArray<ViewPropertyRequest> | null | undefined
  /** The initial position. */
  readonly preference?: TimelinePreferenceRequest | null | undefined
  /** The relation that the arrows show. */
  readonly arrows_by?: RequestOf<TimelineArrows> | null | undefined
}

/** The configuration of a map view; `null` resets a setting to its default. */
export interface MapConfigurationRequest
  extends RequestOf<Omit<MapConfiguration, 'properties' | 'map_by_property_name'>>,
    WithProperties {}

/** The settings of a form; `null` resets a setting to its default. */
export interface FormConfigurationRequest extends RequestOf<FormConfiguration> {}

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
