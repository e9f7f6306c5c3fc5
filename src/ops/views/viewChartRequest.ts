/** The configuration of chart views in requests. */
import type { GroupByRequest } from './viewGroupByRequest.js'

/** The types of charts. */
export type ChartType = 'column' | 'bar' | 'line' | 'donut' | 'number'

/** The aggregation functions. */
export type ChartAggregator =
  | 'count'
  | 'count_values'
  | 'sum'
  | 'average'
  | 'median'
  | 'min'
  | 'max'
  | 'range'
  | 'unique'
  | 'empty'
  | 'not_empty'
  | 'percent_empty'
  | 'percent_not_empty'
  | 'checked'
  | 'unchecked'
  | 'percent_checked'
  | 'percent_unchecked'
  | 'earliest_date'
  | 'latest_date'
  | 'date_range'

/** The sort orders of a chart. */
export type ChartSort = 'manual' | 'x_ascending' | 'x_descending' | 'y_ascending' | 'y_descending'

/** The color themes of a chart. */
export type ChartColorTheme =
  | 'gray'
  | 'blue'
  | 'yellow'
  | 'green'
  | 'purple'
  | 'teal'
  | 'orange'
  | 'pink'
  | 'red'
  | 'auto'
  | 'colorful'

/** The colors of reference lines. */
export type ReferenceLineColor =
  | 'gray'
  | 'lightgray'
  | 'brown'
  | 'yellow'
  | 'orange'
  | 'green'
  | 'blue'
  | 'purple'
  | 'pink'
  | 'red'

/** The heights of charts and maps. */
export type ViewHeight = 'small' | 'medium' | 'large' | 'extra_large'

/** An aggregation of a property. */
export interface ChartAggregationRequest {
  /** The aggregation function. */
  readonly aggregator: ChartAggregator
  /** The id of the property; not needed for a count of rows. */
  readonly property_id?: string | undefined
}

/** A reference line of a chart. */
export interface ReferenceLineRequest {
  /** The position on the value axis. */
  readonly value: number
  /** The label of the line. */
  readonly label: string
  readonly color: ReferenceLineColor
  /** Whether the line is solid or dashed. */
  readonly dash_style: 'solid' | 'dash'
  /** The id of an existing line. */
  readonly id?: string | undefined
}

/** The configuration of a chart view; `null` resets a setting to its default. */
export interface ChartConfigurationRequest {
  readonly type: 'chart'
  /** The chart type; `number` shows a single value. */
  readonly chart_type: ChartType
  /** The grouping of the rows. */
  readonly x_axis?: GroupByRequest | null | undefined
  /** The aggregation of each group. */
  readonly y_axis?: ChartAggregationRequest | null | undefined
  /** The id of the property to group by. */
  readonly x_axis_property_id?: string | null | undefined
  /** The id of the property to aggregate. */
  readonly y_axis_property_id?: string | null | undefined
  /** The aggregation of a `number` chart. */
  readonly value?: ChartAggregationRequest | null | undefined
  /** The sort order of the groups. */
  readonly sort?: ChartSort | null | undefined
  /** The color theme. */
  readonly color_theme?: ChartColorTheme | null | undefined
  /** The height. */
  readonly height?: ViewHeight | null | undefined
  /** Whether to hide groups without rows. */
  readonly hide_empty_groups?: boolean | null | undefined
  /** The position of the legend; `off` for none. */
  readonly legend_position?: 'off' | 'bottom' | 'side' | null | undefined
  /** Whether to show data labels. */
  readonly show_data_labels?: boolean | null | undefined
  /** The axes with labels. */
  readonly axis_labels?: 'none' | 'x_axis' | 'y_axis' | 'both' | null | undefined
  /** The grid lines. */
  readonly grid_lines?: 'none' | 'horizontal' | 'vertical' | 'both' | null | undefined
  /** Whether the values are cumulative. */
  readonly cumulative?: boolean | null | undefined
  /** Whether lines are smooth. */
  readonly smooth_line?: boolean | null | undefined
  /** Whether to hide the fill below a line. */
  readonly hide_line_fill_area?: boolean | null | undefined
  /** The arrangement of the parts of a group: stacked, as percentages, or side by side. */
  readonly group_style?: 'normal' | 'percent' | 'side_by_side' | null | undefined
  /** The lower end of the value axis. */
  readonly y_axis_min?: number | null | undefined
  /** The upper end of the value axis. */
  readonly y_axis_max?: number | null | undefined
  /** The labels of a donut. */
  readonly donut_labels?: 'none' | 'value' | 'name' | 'name_and_value' | null | undefined
  /** Whether to hide the title of a `number` chart. */
  readonly hide_title?: boolean | null | undefined
  /** The grouping of each column, bar or line. */
  readonly stack_by?: GroupByRequest | null | undefined
  /** The reference lines. */
  readonly reference_lines?: ReadonlyArray<ReferenceLineRequest> | null | undefined
  /** The caption below the chart. */
  readonly caption?: string | null | undefined
  /** Whether the color of a group depends on its value. */
  readonly color_by_value?: boolean | null | undefined
}
