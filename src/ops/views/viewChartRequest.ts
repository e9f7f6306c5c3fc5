/** Charts, as they are sent. */
import type { GroupByRequest } from './viewGroupByRequest.js'

/** The kinds of charts. */
export type ChartType = 'column' | 'bar' | 'line' | 'donut' | 'number'

/** What is worked out of the values of a group. */
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

/** The orders that a chart can be in. */
export type ChartSort = 'manual' | 'x_ascending' | 'x_descending' | 'y_ascending' | 'y_descending'

/** The colors that a chart can be in. */
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

/** The colors of lines across a chart. */
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

/** What is worked out of which property. */
export interface ChartAggregationRequest {
  /** How the values of a group become one. */
  readonly aggregator: ChartAggregator
  /** The id of the property; a count of rows needs none. */
  readonly property_id?: string | undefined
}

/** A line across a chart. */
export interface ReferenceLineRequest {
  /** Where on the axis of the values it is drawn. */
  readonly value: number
  /** The words that stand at the line. */
  readonly label: string
  readonly color: ReferenceLineColor
  /** Whether it is drawn through or dashed. */
  readonly dash_style: 'solid' | 'dash'
  /** The id of a line that is there already. */
  readonly id?: string | undefined
}

/** How a chart looks; `null` brings a setting back to its default. */
export interface ChartConfigurationRequest {
  readonly type: 'chart'
  /** What it is drawn as; `number` shows one value alone. */
  readonly chart_type: ChartType
  /** What the rows are grouped by. */
  readonly x_axis?: GroupByRequest | null | undefined
  /** What is shown of each group. */
  readonly y_axis?: ChartAggregationRequest | null | undefined
  /** The id of the property that its rows are grouped by. */
  readonly x_axis_property_id?: string | null | undefined
  /** The id of the property that is worked out for each group. */
  readonly y_axis_property_id?: string | null | undefined
  /** What a chart of one number shows. */
  readonly value?: ChartAggregationRequest | null | undefined
  /** The order of the groups. */
  readonly sort?: ChartSort | null | undefined
  /** The colors of the groups. */
  readonly color_theme?: ChartColorTheme | null | undefined
  /** How tall the chart is. */
  readonly height?: ViewHeight | null | undefined
  /** Whether groups without rows are left out. */
  readonly hide_empty_groups?: boolean | null | undefined
  /** Where it says which color stands for what; `off` for nowhere. */
  readonly legend_position?: 'off' | 'bottom' | 'side' | null | undefined
  /** Whether the values stand beside what shows them. */
  readonly show_data_labels?: boolean | null | undefined
  /** Which axes bear their names. */
  readonly axis_labels?: 'none' | 'x_axis' | 'y_axis' | 'both' | null | undefined
  /** Which lines run behind the values. */
  readonly grid_lines?: 'none' | 'horizontal' | 'vertical' | 'both' | null | undefined
  /** Whether each value has those before it added. */
  readonly cumulative?: boolean | null | undefined
  /** Whether a line is a curve. */
  readonly smooth_line?: boolean | null | undefined
  /** Whether the area below a line stays empty. */
  readonly hide_line_fill_area?: boolean | null | undefined
  /** How the parts of a group stand: on top of each other, as shares of the whole, or side by side. */
  readonly group_style?: 'normal' | 'percent' | 'side_by_side' | null | undefined
  /** Where the axis of the values begins. */
  readonly y_axis_min?: number | null | undefined
  /** Where the axis of the values ends. */
  readonly y_axis_max?: number | null | undefined
  /** What stands beside the parts of a donut. */
  readonly donut_labels?: 'none' | 'value' | 'name' | 'name_and_value' | null | undefined
  /** Whether the name of a chart of one number is left out. */
  readonly hide_title?: boolean | null | undefined
  /** What each column, bar or line is divided by. */
  readonly stack_by?: GroupByRequest | null | undefined
  /** The lines across it. */
  readonly reference_lines?: ReadonlyArray<ReferenceLineRequest> | null | undefined
  /** A line of text that goes with the chart. */
  readonly caption?: string | null | undefined
  /** Whether the color of a group goes by its value. */
  readonly color_by_value?: boolean | null | undefined
}
