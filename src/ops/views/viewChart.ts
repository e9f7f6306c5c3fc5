/** Charts among the views. */
import type { Type } from 'io-ts'
import { boolean, list, nullable, number, string, struct } from '../../core/schema/combinators.js'
import type { Word } from '../../core/schema/variants.js'
import type {
  ChartAggregator,
  ChartColorTheme,
  ChartSort,
  ChartType,
  ReferenceLineColor,
  ViewHeight,
} from './viewChartRequest.js'
import { GroupBy } from './viewGroupBy.js'

/** What a chart works out of which property. */
export interface ChartAggregation {
  /** What is worked out: a count, a sum and the like. */
  readonly aggregator: Word<ChartAggregator>
  /** The id of the property; a count of rows has none. */
  readonly property_id?: string
}

/** A line across a chart. */
export interface ReferenceLine {
  /** Names the line when the chart is changed. */
  readonly id: string
  /** Where it is on the axis of the values. */
  readonly value: number
  /** What is written beside it. */
  readonly label: string
  readonly color: Word<ReferenceLineColor>
  readonly dash_style: Word<'solid' | 'dash'>
}

/** How a chart looks. */
export interface ChartConfiguration {
  readonly type: 'chart'
  /** What it draws; many settings are for some types only. */
  readonly chart_type: Word<ChartType>
  /** What the rows are grouped by. */
  readonly x_axis?: GroupBy | null
  /** What is shown of each group. */
  readonly y_axis?: ChartAggregation | null
  /** The id of the property that its rows are grouped by. */
  readonly x_axis_property_id?: string | null
  /** The id of the property that is worked out for each group. */
  readonly y_axis_property_id?: string | null
  /** What a chart of one number shows. */
  readonly value?: ChartAggregation | null
  /** The order of the groups. */
  readonly sort?: Word<ChartSort> | null
  /** The colors of the groups. */
  readonly color_theme?: Word<ChartColorTheme> | null
  /** How tall it is, in words rather than pixels. */
  readonly height?: Word<ViewHeight> | null
  /** Whether groups without rows are left out. */
  readonly hide_empty_groups?: boolean | null
  /** Where it says which color stands for what; `off` for nowhere. */
  readonly legend_position?: Word<'off' | 'bottom' | 'side'> | null
  /** Whether the values stand beside what shows them. */
  readonly show_data_labels?: boolean | null
  /** Which axes bear their names. */
  readonly axis_labels?: Word<'none' | 'x_axis' | 'y_axis' | 'both'> | null
  /** Which lines run behind the values. */
  readonly grid_lines?: Word<'none' | 'horizontal' | 'vertical' | 'both'> | null
  /** Whether each value has those before it added. */
  readonly cumulative?: boolean | null
  /** Whether a line is a curve. */
  readonly smooth_line?: boolean | null
  /** Whether the area below a line stays empty. */
  readonly hide_line_fill_area?: boolean | null
  /** How the parts of a group stand: on top of each other, as shares of the whole, or side by side. */
  readonly group_style?: Word<'normal' | 'percent' | 'side_by_side'> | null
  /** Where the axis of the values begins. */
  readonly y_axis_min?: number | null
  /** Where the axis of the values ends. */
  readonly y_axis_max?: number | null
  /** What stands beside the parts of a donut. */
  readonly donut_labels?: Word<'none' | 'value' | 'name' | 'name_and_value'> | null
  /** Whether the name of a chart of one number is left out. */
  readonly hide_title?: boolean | null
  /** What each column, bar or line is divided by. */
  readonly stack_by?: GroupBy | null
  /** The lines across it. */
  readonly reference_lines?: ReadonlyArray<ReferenceLine> | null
  /** What is written below it. */
  readonly caption?: string | null
  /** Whether the color of a group goes by its value. */
  readonly color_by_value?: boolean | null
}

const word = nullable(string)

const flag = nullable(boolean)

const amount = nullable(number)

const grouping = nullable(GroupBy)

const aggregation = nullable(struct<ChartAggregation>({ aggregator: string }, { property_id: string }))

/** How a chart looks, its type left out. */
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
