/** Samples of views as the API returns them, created anew by each call. */
import type { PartialView, View } from '../../src/ops/views/view.js'
import type { ViewQuery } from '../../src/ops/views/viewQuery.js'
import { anId } from './fixtures.js'

/** A table view of the data source `anId(3)` in the database `anId(4)`. */
export const aView = (over: Partial<View> = {}): View => ({
  object: 'view',
  id: anId(11),
  parent: { type: 'database_id', database_id: anId(4) },
  data_source_id: anId(3),
  name: 'Open tasks',
  type: 'table',
  created_time: '2026-01-02T03:04:00.000Z',
  created_by: { object: 'user', id: anId(2) },
  last_edited_time: '2026-01-02T03:05:00.000Z',
  last_edited_by: { object: 'user', id: anId(2) },
  url: `https://www.notion.so/${anId(4).replaceAll('-', '')}?v=${anId(11).replaceAll('-', '')}`,
  filter: null,
  sorts: null,
  quick_filters: null,
  configuration: { type: 'table' },
  ...over,
})

/** A view that was deleted, or that the connection is not allowed to read. */
export const aPartialView = (): PartialView => ({
  object: 'view',
  id: anId(11),
  parent: { type: 'database_id', database_id: anId(4) },
  type: 'table',
})

/** The rows that a view shows. */
export const aViewQuery = (over: Partial<ViewQuery> = {}): ViewQuery => ({
  object: 'view_query',
  id: anId(12),
  view_id: anId(11),
  expires_at: '2026-01-02T03:20:00.000Z',
  total_count: 2,
  results: [{ object: 'page', id: anId() }],
  next_cursor: 'a cursor',
  has_more: true,
  request_id: anId(98),
  ...over,
})

const sort = { type: 'ascending' } as const
const group = { property_id: 'abcd', property_name: 'Property', sort, hide_empty_groups: true } as const

/** One grouping of each type. */
export const groupBySamples = [
  { type: 'select', ...group },
  { type: 'multi_select', ...group },
  { type: 'status', ...group, group_by: 'option' },
  { type: 'person', ...group },
  { type: 'created_by', ...group },
  { type: 'last_edited_by', ...group },
  { type: 'relation', ...group },
  { type: 'date', ...group, group_by: 'week', start_day_of_week: 1 },
  { type: 'created_time', ...group, group_by: 'day' },
  { type: 'last_edited_time', ...group, group_by: 'relative' },
  { type: 'text', ...group, group_by: 'exact' },
  { type: 'title', ...group, group_by: 'alphabet_prefix' },
  { type: 'url', ...group, group_by: 'exact' },
  { type: 'email', ...group, group_by: 'exact' },
  { type: 'phone_number', ...group, group_by: 'exact' },
  { type: 'number', ...group, range_start: 0, range_end: 100, range_size: 10 },
  { type: 'checkbox', ...group },
  { type: 'formula', property_id: 'abcd', group_by: { type: 'date', group_by: 'month', sort, start_day_of_week: 0 } },
  { type: 'formula', property_id: 'abcd', group_by: { type: 'text', group_by: 'exact', sort } },
  { type: 'formula', property_id: 'abcd', group_by: { type: 'number', sort, range_start: 0, range_size: 5 } },
  { type: 'formula', property_id: 'abcd', property_name: 'Formula', group_by: { type: 'checkbox', sort } },
] as const

const properties = [
  {
    property_id: 'abcd',
    property_name: 'Due',
    visible: true,
    width: 120,
    wrap: false,
    status_show_as: 'select',
    card_property_width_mode: 'inline',
    date_format: 'relative',
    time_format: '24_hour',
  },
] as const

const cards = {
  properties,
  cover: { type: 'property', property_id: 'abcd' },
  cover_size: 'medium',
  cover_aspect: 'cover',
  card_layout: 'compact',
} as const

const by = groupBySamples[0]

/** One configuration of each type of view, with all its fields. */
export const configurationSamples = [
  {
    type: 'table',
    properties,
    group_by: by,
    subtasks: { property_id: 'abcd', display_mode: 'show', filter_scope: 'parents', toggle_column_id: 'title' },
    wrap_cells: true,
    frozen_column_index: 0,
    show_vertical_lines: false,
  },
  { type: 'board', group_by: by, sub_group_by: by, ...cards },
  { type: 'gallery', ...cards },
  { type: 'list', properties },
  {
    type: 'calendar',
    date_property_id: 'abcd',
    date_property_name: 'Due',
    properties,
    view_range: 'month',
    show_weekends: true,
  },
  {
    type: 'timeline',
    date_property_id: 'abcd',
    date_property_name: 'Due',
    end_date_property_id: 'efgh',
    end_date_property_name: 'Done',
    properties,
    show_table: true,
    table_properties: properties,
    preference: { zoom_level: 'bi_week', center_timestamp: 1_767_225_600_000 },
    arrows_by: { property_id: null },
    color_by: false,
  },
  { type: 'map', height: 'large', map_by: 'abcd', map_by_property_name: 'Place', properties },
  { type: 'form', is_form_closed: false, anonymous_submissions: true, submission_permissions: 'reader' },
  {
    type: 'chart',
    chart_type: 'column',
    x_axis: by,
    y_axis: { aggregator: 'sum', property_id: 'abcd' },
    x_axis_property_id: 'abcd',
    y_axis_property_id: 'efgh',
    value: { aggregator: 'count' },
    sort: 'y_descending',
    color_theme: 'teal',
    height: 'small',
    hide_empty_groups: true,
    legend_position: 'side',
    show_data_labels: true,
    axis_labels: 'both',
    grid_lines: 'none',
    cumulative: false,
    smooth_line: false,
    hide_line_fill_area: true,
    group_style: 'percent',
    y_axis_min: 0,
    y_axis_max: 10,
    donut_labels: 'name_and_value',
    hide_title: false,
    stack_by: by,
    reference_lines: [{ id: 'l', value: 3, label: 'Goal', color: 'red', dash_style: 'dash' }],
    caption: 'What is done',
    color_by_value: true,
  },
  {
    type: 'dashboard',
    rows: [{ id: 'r', widgets: [{ id: 'w', view_id: anId(11), width: 2, row_index: 0 }], height: 300 }],
  },
] as const
