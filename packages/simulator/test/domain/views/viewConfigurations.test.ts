import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, type Harness, harness } from '../../support/harness.js'

interface Furnished extends Harness {
  /** The raw ids of the properties, by name. */
  readonly ids: JsonObject
  readonly attempt: (type: string, configuration: JsonObject) => ReturnType<Harness['call']>
  /** The configuration of a response. */
  readonly told: (type: string, configuration: JsonObject) => Promise<JsonObject>
}

const furnished = async (): Promise<Furnished> => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, {
    Stage: { select: {} },
    Due: { date: {} },
    Points: { number: {} },
  })
  const { properties } = await tools.ok('GET', `data_sources/${source}`)
  const ids = Object.fromEntries(
    Object.entries(asObject(properties)).map(([name, each]) => [name, asObject(each).id ?? '']),
  )
  const attempt: Furnished['attempt'] = (type, configuration) =>
    tools.call('POST', 'views', {
      data_source_id: source,
      database_id: database,
      name: 'V',
      type,
      configuration: { type, ...configuration },
    })
  const told: Furnished['told'] = async (type, configuration) =>
    asObject((await attempt(type, configuration)).body.configuration)
  return { ...tools, ids, attempt, told }
}

const sort = { type: 'manual' }
const byStage = { type: 'select', property_id: 'Stage', sort }

test.each<readonly [string, JsonObject]>([
  [
    'table',
    {
      properties: [{ property_id: 'Due', date_format: 'relative', time_format: 'hidden', status_show_as: 'checkbox' }],
      subtasks: { display_mode: 'disabled', filter_scope: 'parents' },
      wrap_cells: true,
      frozen_column_index: 1,
      show_vertical_lines: false,
    },
  ],
  [
    'board',
    { group_by: byStage, sub_group_by: { type: 'checkbox', property_id: 'Stage', sort }, card_layout: 'compact' },
  ],
  ['calendar', { date_property_id: 'Due', view_range: 'week', show_weekends: false }],
  [
    'timeline',
    {
      date_property_id: 'Due',
      end_date_property_id: 'Due',
      show_table: true,
      table_properties: [{ property_id: 'Stage' }],
      preference: { zoom_level: '5_years', center_timestamp: 1 },
      arrows_by: { property_id: null },
      color_by: true,
    },
  ],
  ['gallery', { cover: { type: 'property', property_id: 'Stage' }, cover_size: 'large', cover_aspect: 'contain' }],
  ['list', { properties: [{ property_id: 'Stage', visible: false }] }],
  ['form', { is_form_closed: true, anonymous_submissions: true, submission_permissions: 'comment_only' }],
  [
    'chart',
    {
      chart_type: 'donut',
      x_axis: { type: 'date', property_id: 'Due', group_by: 'month', sort, start_day_of_week: 1 },
      y_axis: { aggregator: 'sum', property_id: 'Points' },
      donut_labels: 'name_and_value',
      color_theme: 'colorful',
      y_axis_min: 0,
      caption: 'All',
    },
  ],
  ['map', { height: 'extra_large', map_by: 'Stage' }],
])('params: the configuration of a %s', async (type, configuration) => {
  const { attempt } = await furnished()
  const answer = await attempt(type, configuration)
  expect([answer.status, answer.body.message]).toEqual([200, undefined])
  expect(Object.keys(asObject(answer.body.configuration))).toEqual(
    expect.arrayContaining(['type', ...Object.keys(configuration)]),
  )
})

test.each<readonly [string, JsonObject]>([
  ['status', { group_by: 'option' }],
  ['last_edited_time', { group_by: 'relative' }],
  ['title', { group_by: 'alphabet_prefix' }],
  ['number', { range_start: 0, range_end: 10, range_size: 5 }],
  ['person', {}],
  ['relation', { hide_empty_groups: true }],
])('params: a board grouped by %s', async (type, more) => {
  const { attempt } = await furnished()
  const group_by = { type, property_id: 'Stage', sort, ...more }
  expect((await attempt('board', { group_by })).status).toBe(200)
})

test('params: a board grouped by a formula has the order of groups inside', async () => {
  const { attempt } = await furnished()
  const grouped = (group_by: JsonObject) =>
    attempt('board', { group_by: { type: 'formula', property_id: 'Stage', group_by } })
  expect((await grouped({ type: 'text', group_by: 'exact', sort })).status).toBe(200)
  expect((await grouped({ type: 'checkbox', sort })).status).toBe(200)
  expect((await grouped({ type: 'text', sort })).status).toBe(400)
  expect((await grouped({ type: 'number' })).status).toBe(400)
})

test('behavior: only shown properties and groupings have names in responses', async () => {
  const { told, ids } = await furnished()
  expect(
    await told('chart', { chart_type: 'bar', x_axis: byStage, value: { aggregator: 'sum', property_id: 'Points' } }),
  ).toEqual({
    type: 'chart',
    chart_type: 'bar',
    x_axis: { ...byStage, property_id: ids.Stage, property_name: 'Stage' },
    value: { aggregator: 'sum', property_id: ids.Points },
  })
  expect(await told('gallery', { cover: { type: 'property', property_id: 'Stage' } })).toEqual({
    type: 'gallery',
    cover: { type: 'property', property_id: ids.Stage },
  })
  expect(await told('chart', { chart_type: 'line', x_axis_property_id: 'Due' })).toMatchObject({
    x_axis_property_id: ids.Due,
  })
})

test('behavior: the configuration of a response can be sent again, and its names are current', async () => {
  const tools = await furnished()
  const view = (await tools.attempt('board', { group_by: byStage })).body
  await tools.ok('PATCH', `data_sources/${String(view.data_source_id)}`, { properties: { Stage: { name: 'State' } } })
  const again = await tools.ok('PATCH', `views/${String(view.id)}`, { configuration: view.configuration })
  expect(asObject(again.configuration).group_by).toMatchObject({ property_name: 'State' })
})

test('behavior: null removes a setting', async () => {
  const tools = await furnished()
  const { id } = (await tools.attempt('table', { group_by: byStage, wrap_cells: true })).body
  const changed = await tools.ok('PATCH', `views/${String(id)}`, { configuration: { type: 'table', group_by: null } })
  expect(changed.configuration).toEqual({ type: 'table', wrap_cells: true })
  expect(await tools.told('gallery', { cover: null })).toEqual({ type: 'gallery' })
})

test('behavior: the reference lines of a chart get ids', async () => {
  const { told } = await furnished()
  const line = { value: 3, label: 'Goal', color: 'red', dash_style: 'dash' }
  const { reference_lines } = await told('chart', {
    chart_type: 'line',
    reference_lines: [line, { ...line, id: 'own' }],
  })
  expect(asArray(reference_lines)).toEqual([
    { ...line, id: expect.any(String) },
    { ...line, id: 'own' },
  ])
})

test.each<readonly [string, JsonObject, string]>([
  ['table', { wrap_cells: null }, 'wrap_cells'],
  ['table', { properties: [{ property_id: 'Due', date_format: 'long' }] }, 'properties[0].date_format'],
  ['table', { subtasks: { display_mode: 'some' } }, 'subtasks.display_mode'],
  ['board', { group_by: { ...byStage, sort: {} } }, 'group_by.sort.type'],
  ['board', { group_by: { type: 'select', property_id: 'Stage' } }, 'group_by.sort'],
  ['board', { group_by: { ...byStage, type: 'rollup' } }, 'group_by.type'],
  ['board', { group_by: { ...byStage, type: 'status' } }, 'group_by.group_by'],
  ['calendar', { date_property_id: 'Due', view_range: 'day' }, 'view_range'],
  ['timeline', { date_property_id: 'Due', preference: { zoom_level: 'decade' } }, 'preference.zoom_level'],
  ['gallery', { cover: { type: 'none' } }, 'cover.type'],
  ['form', { submission_permissions: 'all' }, 'submission_permissions'],
  ['chart', { chart_type: 'pie' }, 'chart_type'],
  ['chart', { chart_type: 'bar', y_axis: { aggregator: 'mode' } }, 'y_axis.aggregator'],
  ['chart', { chart_type: 'line', reference_lines: [{ value: 1 }] }, 'reference_lines[0].label'],
  ['map', { height: 'tall' }, 'height'],
])('error: a %s with %j', async (type, configuration, place) => {
  const { attempt } = await furnished()
  const { status, body } = await attempt(type, configuration)
  expect([status, body.code]).toEqual([400, 'validation_error'])
  expect(body.message).toContain(`body.configuration.${place} should be`)
})

test('error: a dashboard has no configuration to set', async () => {
  const { attempt } = await furnished()
  expect((await attempt('dashboard', { rows: [] })).body.message).toContain('body.configuration should be not present')
})
