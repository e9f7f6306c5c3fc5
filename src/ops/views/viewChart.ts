/** The configuration of chart views. */
import type { Type } from 'io-ts'
import { boolean, list, nullable, number, string, struct } from '../../core/schema/combinators.js'
import type { Word } from '../../core/schema/variants.js'
import { GroupBy } from './viewGroupBy.js'

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

/** The aggregation of a property in a chart. */
export interface ChartAggregation {
  /** The aggregation function, such as a count or a sum. */
  readonly aggregator: Word<ChartAggregator>
  /** The id of the property; absent for a count of rows. */
  readonly property_id?: string
}

/** A reference line of a chart. */
export interface ReferenceLine {
  /** Identifies the line in updates. */
  readonly id: string
  /** The position on the value axis. */
  readonly value: number
  /** The label of the line. */
  readonly label: string
  readonly color: Word<ReferenceLineColor>
  readonly dash_style: Word<'solid' | 'dash'>
}

/** The configuration of a chart view. */
export interface ChartConfiguration {
  readonly type: 'chart'
  /** The chart type; many settings apply only to some of them. */
  readonly chart_type: Word<ChartType>
  /** The grouping of the rows. */
  readonly x_axis?: GroupBy | null
  /** The aggregation of each group. */
  readonly y_axis?: ChartAggregation | null
  /** The id of the property to group by. */
  readonly x_axis_property_id?: string | null
  /** The id of the property to aggregate. */
  readonly y_axis_property_id?: string | null
  /** The aggregation of a `number` chart. */
  readonly value?: ChartAggregation | null
  /** The sort order of the groups. */
  readonly sort?: Word<ChartSort> | null
  /** The color theme. */
  readonly color_theme?: Word<ChartColorTheme> | null
  /** The height. */
  readonly height?: Word<ViewHeight> | null
  /** Whether to hide groups without rows. */
  readonly hide_empty_groups?: boolean | null
  /** The position of the legend; `off` for none. */
  readonly legend_position?: Word<'off' | 'bottom' | 'side'> | null
  /** Whether to show data labels. */
  readonly show_data_labels?: boolean | null
  /** The axes with labels. */
  readonly axis_labels?: Word<'none' | 'x_axis' | 'y_axis' | 'both'> | null
  /** The grid lines. */
  readonly grid_lines?: Word<'none' | 'horizontal' | 'vertical' | 'both'> | null
  /** Whether the values are cumulative. */
  readonly cumulative?: boolean | null
  /** Whether lines are smooth. */
  readonly smooth_line?: boolean | null
  /** Whether to hide the fill below a line. */
  readonly hide_line_fill_area?: boolean | null
  /** The arrangement of the parts of a group: stacked, as percentages, or side by side. */
  readonly group_style?: Word<'normal' | 'percent' | 'side_by_side'> | null
  /** The lower end of the value axis. */
  readonly y_axis_min?: number | null
  /** The upper end of the value axis. */
  readonly y_axis_max?: number | null
  /** The labels of a donut. */
  readonly donut_labels?: Word<'none' | 'value' | 'name' | 'name_and_value'> | null
  /** Whether to hide the title of a `number` chart. */
  readonly hide_title?: boolean | null
  /** The grouping of each column, bar or line. */
  readonly stack_by?: GroupBy | null
  /** The reference lines. */
  readonly reference_lines?: ReadonlyArray<ReferenceLine> | null
  /** The caption below the chart. */
  readonly caption?: string | null
  /** Whether the color of a group depends on its value. */
  readonly color_by_value?: boolean | null
}

const word = nullable(string)

const flag = nullable(boolean)

const amount = nullable(number)

const grouping = nullable(GroupBy)

const aggregation = nullable(struct<ChartAggregation>({ aggregator: string }, { property_id: string }))

/** The configuration of a chart view, without its type. */
export const ChartSettings: Type<Omit<ChartConfiguration, 'type'>> = struct<Omit<ChartConfiguration, 'type'>>(
  { chart_type: string },
  {
    x_axis: grouping,
    y_axis: aggregation,
    x_axis_property_id: word,
    y_axis_property_id: word,
    value: aggregation,
    sort: word,
    color_theme: word,
    height: word,
    hide_empty_groups: flag,
    legend_position: word,
    show_data_labels: flag,
    axis_labels: word,
    grid_lines: word,
    cumulative: flag,
    smooth_line: flag,
    hide_line_fill_area: flag,
    group_style: word,
    y_axis_min: amount,
    y_axis_max: amount,
    donut_labels: word,
    hide_title: flag,
    stack_by: grouping,
    reference_lines: nullable(
      list(struct<ReferenceLine>({ id: string, value: number, label: string, color: string, dash_style: string })),
    ),
    caption: word,
    color_by_value: flag,
  },
)
