import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aPage, aRow, type Harness, HOME, harness, paragraph } from '../../support/harness.js'

interface Furnished extends Harness {
  readonly database: string
  readonly source: string
  readonly make: (more?: JsonObject) => Promise<JsonObject>
}

const furnished = async (): Promise<Furnished> => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, { Stage: { select: {} }, Due: { date: {} } })
  const make = (more: JsonObject = {}): Promise<JsonObject> =>
    tools.ok('POST', 'views', { data_source_id: source, name: 'V', type: 'table', database_id: database, ...more })
  return { ...tools, database, source, make }
}

const listed = async ({ ok, database }: Furnished): Promise<ReadonlyArray<unknown>> =>
  asArray((await ok('GET', `views?database_id=${database}`)).results).map((each) => asObject(each).id)

test('behavior: views are in the order of their positions', async () => {
  const tools = await furnished()
  const [first] = await listed(tools)
  const last = (await tools.make()).id
  const start = (await tools.make({ position: { type: 'start' } })).id
  const after = (await tools.make({ position: { type: 'after_view', view_id: String(first) } })).id
  expect(await listed(tools)).toEqual([start, first, after, last])
})

test('default: a view without the required fields of its type has no configuration', async () => {
  const { make, ok } = await furnished()
  expect(await make()).toMatchObject({ configuration: { type: 'table' } })
  for (const type of ['board', 'calendar', 'timeline', 'chart'])
    expect(await make({ type })).toMatchObject({ type, configuration: null })
  const { id } = await make({ type: 'board' })
  const group_by = { type: 'select', property_id: 'Stage', sort: { type: 'manual' } }
  expect(await ok('PATCH', `views/${String(id)}`, { configuration: { group_by } })).toMatchObject({
    configuration: { type: 'board', group_by: { property_name: 'Stage' } },
  })
})

test('behavior: a configuration has its properties by id, with their names', async () => {
  const { make, ok, source } = await furnished()
  const { properties } = await ok('GET', `data_sources/${source}`)
  const due = asObject(asObject(properties).Due).id
  const view = await make({ type: 'calendar', configuration: { date_property_id: 'Due', show_weekends: false } })
  expect(view.configuration).toEqual({
    type: 'calendar',
    date_property_id: due,
    date_property_name: 'Due',
    show_weekends: false,
  })
  await ok('PATCH', `data_sources/${source}`, { properties: { Due: { name: 'Deadline' } } })
  expect(asObject((await ok('GET', `views/${String(view.id)}`)).configuration).date_property_name).toBe('Deadline')
  const changed = await ok('PATCH', `views/${String(view.id)}`, {
    configuration: { date_property_id: 'Deadline', view_range: 'week' },
  })
  expect(changed.configuration).toMatchObject({ show_weekends: false, view_range: 'week' })
})

test('behavior: filters and sorts follow a renamed property, and drop a removed one', async () => {
  const { make, ok, source } = await furnished()
  const stage = { property: 'Stage', select: { equals: 'Done' } }
  const view = await make({
    filter: { and: [stage, { property: 'Due', date: { is_empty: true } }] },
    sorts: [{ property: 'Due', direction: 'ascending' }],
    quick_filters: { Stage: {}, Due: {} },
  })
  await ok('PATCH', `data_sources/${source}`, { properties: { Stage: { name: 'State' }, Due: null } })
  expect(await ok('GET', `views/${String(view.id)}`)).toMatchObject({
    filter: { and: [{ ...stage, property: 'State' }] },
    sorts: [],
    quick_filters: { State: {} },
  })
  await ok('POST', `views/${String(view.id)}/queries`, {})
})

test('behavior: quick filters are merged, and removed with null', async () => {
  const { make, ok } = await furnished()
  const view = await make({ quick_filters: { Stage: { select: { equals: 'Done' } }, Due: {} } })
  const change = async (quick_filters: JsonObject | null) =>
    (await ok('PATCH', `views/${String(view.id)}`, { quick_filters })).quick_filters
  expect(await change({ Due: null })).toEqual({ Stage: { select: { equals: 'Done' } } })
  expect(await change({ Due: { date: { is_empty: true } } })).toMatchObject({
    Stage: expect.anything(),
    Due: expect.anything(),
  })
  expect(await change(null)).toBeNull()
})

test('behavior: a dashboard has views as widgets, at most four in a row and twelve in total', async () => {
  const tools = await furnished()
  const board = await tools.make({ type: 'dashboard', name: 'All' })
  expect(board).toMatchObject({ data_source_id: null, configuration: { type: 'dashboard', rows: [] } })
  const view_id = String(board.id)
  const { database_id: _, ...rest } = { data_source_id: tools.source, name: 'W', type: 'table', database_id: '' }
  const add = (placement?: JsonObject) =>
    tools.call('POST', 'views', { ...rest, view_id, ...(placement === undefined ? {} : { placement }) })
  const first = await add()
  expect(first.body).toMatchObject({ dashboard_view_id: view_id, parent: { database_id: tools.database } })
  for (let time = 0; time < 3; time += 1) expect((await add({ type: 'existing_row', row_index: 0 })).status).toBe(200)
  expect((await add({ type: 'existing_row', row_index: 0 })).body.message).toContain('at most 4')
  expect((await add({ type: 'existing_row', row_index: 9 })).status).toBe(400)
  const above = await add({ type: 'new_row', row_index: 0 })
  const rows = async () =>
    asArray(asObject((await tools.ok('GET', `views/${view_id}`)).configuration).rows).map((row) =>
      asArray(asObject(row).widgets).map((widget) => asObject(widget).view_id),
    )
  expect((await rows()).map((row) => row.length)).toEqual([1, 4])
  expect((await rows())[0]).toEqual([above.body.id])
  for (let time = 0; time < 7; time += 1) expect((await add()).status).toBe(200)
  expect((await add()).body.message).toContain('at most 12')
  // Widgets are not among the views of the database.
  expect(await listed(tools)).toHaveLength(2)
  await tools.ok('DELETE', `views/${String(above.body.id)}`)
  expect((await rows())[0]).toHaveLength(4)
  await tools.ok('DELETE', `views/${view_id}`)
  expect((await tools.call('GET', `views/${String(first.body.id)}`)).status).toBe(404)
})

test('behavior: a view is created with its own database on a page', async () => {
  const tools = await furnished()
  const list = await tools.ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('a'), paragraph('b')] })
  const block_id = String(asObject(asArray(list.results)[0]).id)
  const view = await tools.ok('POST', 'views', {
    data_source_id: tools.source,
    name: 'Linked',
    type: 'list',
    create_database: { parent: { page_id: HOME }, position: { type: 'after_block', block_id } },
  })
  const database = String(asObject(view.parent).database_id)
  expect(await tools.ok('GET', `databases/${database}`)).toMatchObject({ data_sources: [], parent: { page_id: HOME } })
  const types = asArray((await tools.ok('GET', `blocks/${HOME}/children`)).results).map((each) => asObject(each).type)
  expect(types).toEqual(['child_database', 'paragraph', 'child_database', 'paragraph'])
  await aRow(tools, tools.source, 'Row')
  expect(await tools.ok('POST', `views/${String(view.id)}/queries`, {})).toMatchObject({ total_count: 1 })
})

test('behavior: a view query returns the same rows for fifteen minutes', async () => {
  const tools = await furnished()
  for (const name of ['a', 'b', 'c']) await aRow(tools, tools.source, name)
  const view = String((await tools.make()).id)
  const query = await tools.ok('POST', `views/${view}/queries`, { page_size: 2 })
  expect(query).toMatchObject({ total_count: 3, has_more: true, results: [{ object: 'page' }, { object: 'page' }] })
  await aRow(tools, tools.source, 'd')
  const path = `views/${view}/queries/${String(query.id)}`
  tools.advance(899_999)
  expect((await tools.ok('GET', `${path}?start_cursor=${String(query.next_cursor)}`)).results).toHaveLength(1)
  tools.advance(1)
  expect((await tools.call('GET', path)).body.code).toBe('object_not_found')
})

test('behavior: a view query of more than 10,000 rows is incomplete on every page', async () => {
  const { simulator, ok, source, make } = await furnished()
  const parent = { type: 'data_source_id', data_source_id: source }
  const rowId = (index: number) => `88888888-0000-4000-8000-${String(index).padStart(12, '0')}`
  await simulator.load(Array.from({ length: 10_001 }, (_, index) => aPage(rowId(index), { parent, properties: {} })))
  const { id } = await make()
  const query = await ok('POST', `views/${String(id)}/queries`, { page_size: 100 })
  const request_status = { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }
  expect(query).toMatchObject({ total_count: 10_000, has_more: true, request_status })
  const next = await ok('GET', `views/${String(id)}/queries/${String(query.id)}?page_size=1`)
  expect(next).toMatchObject({ has_more: true, request_status })
})

test.each<readonly [string, JsonObject]>([
  ['a width below 32', { configuration: { properties: [{ property_id: 'Due', width: 31 }] } }],
  ['a negative frozen column', { configuration: { frozen_column_index: -1 } }],
  ['a property that is not there', { configuration: { properties: [{ property_id: 'Nope' }] } }],
  ['a configuration of another type', { configuration: { type: 'board', group_by: {} } }],
  ['a board that groups by nothing', { type: 'board', configuration: {} }],
  ['a board that does not say what it groups by', { type: 'board', configuration: { group_by: {} } }],
  ['a type that the API cannot make', { type: 'feed' }],
  ['a filter that does not fit', { filter: { property: 'Due', select: { equals: 'x' } } }],
  ['a quick filter of an unknown property', { quick_filters: { Nope: {} } }],
  ['a place on a dashboard without one', { placement: { type: 'new_row' } }],
  ['two homes', { view_id: HOME }],
])('error: %s', async (_, more) => {
  const { call, source, database } = await furnished()
  const answer = await call('POST', 'views', {
    data_source_id: source,
    name: 'V',
    type: 'table',
    database_id: database,
    ...more,
  })
  expect([answer.status, answer.body.code]).toEqual([400, 'validation_error'])
})

test('error: sorts of a view are by property only, and a widget needs a dashboard', async () => {
  const { make, call, source } = await furnished()
  const view_id = String((await make()).id)
  const sorts = [{ timestamp: 'created_time', direction: 'ascending' }]
  expect((await call('PATCH', `views/${view_id}`, { sorts })).status).toBe(400)
  const widget = await call('POST', 'views', { data_source_id: source, name: 'W', type: 'table', view_id })
  expect(widget.body.message).toContain('not a dashboard')
})
