/** Checks the configuration of views, whose fields depend on the type of the view. */
import { byType, type Checks, groupOrder } from '../properties/groupings.js'
import { inOrderOf } from '../properties/inOrderOf.js'
import { PROPERTY_KINDS } from '../properties/registry.js'
import {
  boolean,
  type Check,
  fields,
  integer,
  list,
  nullable,
  number,
  oneOf,
  optional,
  problem,
  string,
} from '../validate/check.js'
import { asString, get, isObject } from '../values/json.js'

/** May be absent, or null, which resets it to its default. */
const clearable = (check: Check): Check => optional(nullable(check))

const clearableOneOf = (values: string): Check => clearable(oneOf(...values.split('|')))

const flag = clearable(boolean)
const text = clearable(string())

/** What views can be grouped by, in the order in which the API lists the types. */
const GROUPING_ORDER = [
  'select',
  'multi_select',
  'status',
  'person',
  'created_by',
  'last_edited_by',
  'relation',
  'checkbox',
  'date',
  'created_time',
  'last_edited_time',
  'text',
  'title',
  'url',
  'email',
  'phone_number',
  'number',
  'formula',
]

const groupings = inOrderOf(
  GROUPING_ORDER,
  [...PROPERTY_KINDS.values()].flatMap(({ grouping }) => grouping ?? []),
  ({ type }) => type,
)

const sortedInside = new Set(groupings.filter(({ sortInside }) => sortInside === true).map(({ type }) => type))

/** What a view is grouped by. */
const grouping = byType(Object.fromEntries(groupings.map(({ type, checks }) => [type, checks])), {
  property_id: string(),
  hide_empty_groups: optional(boolean),
})

/** The order of the groups is given beside the grouping, or inside it. */
const sortedGrouping: Check = (value, path) => [
  ...grouping(value, path),
  ...(isObject(value) && !sortedInside.has(asString(get(value, 'type')))
    ? fields({ sort: groupOrder })(value, path)
    : []),
]

const shownProperty = fields({
  property_id: string(),
  visible: optional(boolean),
  width: optional(integer(32, 100_000)),
  wrap: optional(boolean),
  status_show_as: optional(oneOf('select', 'checkbox')),
  card_property_width_mode: optional(oneOf('full_line', 'inline')),
  date_format: optional(oneOf('full', 'short', 'month_day_year', 'day_month_year', 'year_month_day', 'relative')),
  time_format: optional(oneOf('12_hour', '24_hour', 'hidden')),
})

const shownProperties = { properties: clearable(list(shownProperty)) }

const AGGREGATORS =
  'count|count_values|sum|average|median|min|max|range|unique|empty|not_empty|percent_empty|percent_not_empty|checked|unchecked|percent_checked|percent_unchecked|earliest_date|latest_date|date_range'

const aggregation = fields({ aggregator: oneOf(...AGGREGATORS.split('|')), property_id: optional(string()) })

const referenceLine = fields({
  value: number,
  label: string(),
  color: oneOf('gray', 'lightgray', 'brown', 'yellow', 'orange', 'green', 'blue', 'purple', 'pink', 'red'),
  dash_style: oneOf('solid', 'dash'),
  id: optional(string()),
})

const cards: Checks = {
  ...shownProperties,
  cover: clearable(
    fields({
      type: oneOf('page_cover', 'page_content', 'page_content_first', 'property'),
      property_id: optional(string()),
    }),
  ),
  cover_size: clearableOneOf('small|medium|large'),
  cover_aspect: clearableOneOf('contain|cover'),
  card_layout: clearableOneOf('list|compact'),
}

const HEIGHTS = 'small|medium|large|extra_large'

const chart: Checks = {
  x_axis: clearable(sortedGrouping),
  y_axis: clearable(aggregation),
  x_axis_property_id: text,
  y_axis_property_id: text,
  value: clearable(aggregation),
  sort: clearableOneOf('manual|x_ascending|x_descending|y_ascending|y_descending'),
  color_theme: clearableOneOf('gray|blue|yellow|green|purple|teal|orange|pink|red|auto|colorful'),
  height: clearableOneOf(HEIGHTS),
  hide_empty_groups: flag,
  legend_position: clearableOneOf('off|bottom|side'),
  show_data_labels: flag,
  axis_labels: clearableOneOf('none|x_axis|y_axis|both'),
  grid_lines: clearableOneOf('none|horizontal|vertical|both'),
  cumulative: flag,
  smooth_line: flag,
  hide_line_fill_area: flag,
  group_style: clearableOneOf('normal|percent|side_by_side'),
  y_axis_min: clearable(number),
  y_axis_max: clearable(number),
  donut_labels: clearableOneOf('none|value|name|name_and_value'),
  hide_title: flag,
  stack_by: clearable(sortedGrouping),
  reference_lines: clearable(list(referenceLine)),
  caption: text,
  color_by_value: flag,
}

/** The required fields of the configuration of a type. */
const REQUIRED: Readonly<Record<string, Checks>> = {
  board: { group_by: sortedGrouping },
  calendar: { date_property_id: string() },
  timeline: { date_property_id: string() },
  chart: { chart_type: oneOf('column', 'bar', 'line', 'donut', 'number') },
}

const OPTIONAL: Readonly<Record<string, Checks>> = {
  table: {
    ...shownProperties,
    group_by: clearable(sortedGrouping),
    subtasks: clearable(
      fields({
        property_id: optional(string()),
        display_mode: optional(oneOf('show', 'hidden', 'flattened', 'disabled')),
        filter_scope: optional(oneOf('parents', 'parents_and_subitems', 'subitems')),
        toggle_column_id: optional(string()),
      }),
    ),
    wrap_cells: optional(boolean),
    frozen_column_index: optional(integer(0, 1000)),
    show_vertical_lines: optional(boolean),
  },
  board: { ...cards, sub_group_by: clearable(sortedGrouping) },
  list: shownProperties,
  calendar: { ...shownProperties, view_range: clearableOneOf('week|month'), show_weekends: flag },
  timeline: {
    ...shownProperties,
    end_date_property_id: text,
    show_table: flag,
    table_properties: clearable(list(shownProperty)),
    preference: clearable(
      fields({
        zoom_level: oneOf('hours', 'day', 'week', 'bi_week', 'month', 'quarter', 'year', '5_years'),
        center_timestamp: optional(number),
      }),
    ),
    arrows_by: clearable(fields({ property_id: clearable(string()) })),
    color_by: flag,
  },
  gallery: cards,
  form: {
    is_form_closed: flag,
    anonymous_submissions: flag,
    submission_permissions: clearableOneOf('none|comment_only|reader|read_and_write|editor'),
  },
  chart,
  map: { ...shownProperties, height: clearableOneOf(HEIGHTS), map_by: text },
}

/** The configuration of a dashboard changes by adding views to it, not by a request. */
const dashboardCheck: Check = (value, path) => problem(path, 'not present', value)

/**
 * Checks the configuration of a view of a type. Fields that only responses have, such as names of properties, are
 * accepted.
 */
export const configurationCheck = (type: string): Check =>
  type === 'dashboard' ? dashboardCheck : fields({ type: optional(oneOf(type)), ...OPTIONAL[type], ...REQUIRED[type] })

/** Whether the configuration of a type has required fields, so that there is no default. */
export const hasRequiredFields = (type: string): boolean => Object.hasOwn(REQUIRED, type)
