import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aRow, harness, property } from '../../support/harness.js'

test('default: a database contains one data source', async () => {
  const { ok, home } = await harness()
  const database = await ok('POST', 'databases', {
    parent: { type: 'page_id', page_id: home },
    title: [{ text: { content: 'Tasks' } }],
  })
  expect(database).toEqual({
    object: 'database',
    id: expect.any(String),
    title: [expect.objectContaining({ plain_text: 'Tasks' })],
    description: [],
    parent: { type: 'page_id', page_id: home },
    is_inline: false,
    in_trash: false,
    is_locked: false,
    created_time: '2026-04-15T12:30:20.000+00:00',
    last_edited_time: '2026-04-15T12:30:20.000+00:00',
    data_sources: [{ id: expect.any(String), name: 'Tasks' }],
    icon: null,
    cover: null,
    url: `https://app.notion.com/p/${String(database.id).replaceAll('-', '')}`,
    public_url: null,
    request_id: expect.any(String),
  })
  const source = await ok('GET', `data_sources/${String(asObject(asArray(database.data_sources)[0]).id)}`)
  expect(source).toMatchObject({
    object: 'data_source',
    parent: { type: 'database_id', database_id: database.id },
    database_parent: { type: 'page_id', page_id: home },
    properties: { Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} } },
    is_inline: false,
    url: database.url,
  })
  expect(await ok('GET', `blocks/${String(database.id)}`)).toMatchObject({
    type: 'child_database',
    child_database: { title: 'Tasks' },
  })
  expect(asArray((await ok('GET', `blocks/${String(database.id)}/children`)).results)).toEqual([])
})

const CONFIGS: ReadonlyArray<readonly [string, JsonObject, JsonObject]> = [
  ['number', { format: 'euro' }, { format: 'euro' }],
  ['number', {}, { format: 'number' }],
  [
    'select',
    { options: [{ name: 'a', color: 'red' }] },
    { options: [{ id: expect.any(String), name: 'a', color: 'red', description: null }] },
  ],
  ['multi_select', {}, { options: [] }],
  ['formula', { expression: 'now()' }, { expression: 'now()' }],
  ['unique_id', {}, { prefix: null }],
  ['date', {}, {}],
  ['people', {}, {}],
  ['created_by', {}, {}],
]

test('params: the older version also returns archived for a database', async () => {
  const tools = await harness({}, '2025-09-03')
  const { database } = await aDataSource(tools, {})
  expect(await tools.ok('GET', `databases/${database}`)).toMatchObject({ archived: false, in_trash: false })
  const trashed = await tools.ok('PATCH', `databases/${database}`, { in_trash: true })
  expect(trashed).toMatchObject({ archived: true, in_trash: true })
})

test.each(CONFIGS)('params: a schema with %s', async (type, given, answered) => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { P: { [type]: given } })
  const read = await tools.ok('GET', `data_sources/${source}`)
  expect(property(read, 'P')).toEqual({ id: expect.any(String), name: 'P', description: null, type, [type]: answered })
})

test('default: a status comes with options and groups', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { S: { status: {} } })
  const status = asObject(property(await tools.ok('GET', `data_sources/${source}`), 'S').status)
  const options = asArray(status.options).map(asObject)
  expect(options.map(({ name, color }) => [name, color])).toEqual([
    ['Not started', 'default'],
    ['In progress', 'blue'],
    ['Done', 'green'],
  ])
  expect(asArray(status.groups)).toEqual([
    { id: expect.any(String), name: 'To-do', color: 'gray', option_ids: [options[0]?.id] },
    { id: expect.any(String), name: 'In progress', color: 'blue', option_ids: [options[1]?.id] },
    { id: expect.any(String), name: 'Complete', color: 'green', option_ids: [options[2]?.id] },
  ])
})

test('behavior: properties are added, renamed, changed and removed, and rows follow', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {
    Score: { number: {} },
    Stage: { select: { options: [{ name: 'a' }, { name: 'b' }] } },
  })
  const row = await aRow(tools, source, 'Row', { Score: { number: 7 }, Stage: { select: { name: 'b' } } })
  const change = (properties: JsonObject) => tools.ok('PATCH', `data_sources/${source}`, { properties })
  const read = () => tools.ok('GET', `pages/${String(row.id)}`)
  const before = property(row, 'Score').id
  expect(property(await change({ Score: { name: 'Points' } }), 'Points')).toMatchObject({ id: before, type: 'number' })
  expect(property(await read(), 'Points')).toMatchObject({ id: before, number: 7 })
  await change({ Stage: { select: { options: [{ name: 'a' }] } } })
  expect(property(await read(), 'Stage').select).toBeNull()
  await change({ Points: { rich_text: {} }, Added: { checkbox: {} } })
  expect(property(await read(), 'Points')).toEqual({ id: before, type: 'rich_text', rich_text: [] })
  expect(property(await read(), 'Added')).toMatchObject({ checkbox: false })
  await change({ Points: null })
  expect(asObject((await read()).properties)).not.toHaveProperty('Points')
})

test('behavior: the other side of a two-way relation is created and removed', async () => {
  const tools = await harness()
  const people = await aDataSource(tools, {})
  const tasks = await aDataSource(tools, { Owner: { relation: { data_source_id: people.source, dual_property: {} } } })
  const owner = property(await tools.ok('GET', `data_sources/${tasks.source}`), 'Owner')
  const back = property(await tools.ok('GET', `data_sources/${people.source}`), 'Related to Table (Owner)')
  expect(owner.relation).toEqual({
    database_id: people.database,
    data_source_id: people.source,
    type: 'dual_property',
    dual_property: { synced_property_name: 'Related to Table (Owner)', synced_property_id: back.id },
  })
  expect(back.relation).toMatchObject({
    data_source_id: tasks.source,
    dual_property: { synced_property_name: 'Owner', synced_property_id: owner.id },
  })
  await tools.ok('PATCH', `data_sources/${people.source}`, {
    properties: { 'Related to Table (Owner)': { name: 'Tasks' } },
  })
  expect(property(await tools.ok('GET', `data_sources/${tasks.source}`), 'Owner').relation).toMatchObject({
    dual_property: { synced_property_name: 'Tasks' },
  })
  await tools.ok('PATCH', `data_sources/${people.source}`, { properties: { Tasks: null } })
  expect(property(await tools.ok('GET', `data_sources/${tasks.source}`), 'Owner').relation).toMatchObject({
    type: 'single_property',
    single_property: {},
  })
})

test('behavior: a relation with a new data source loses its values', async () => {
  const tools = await harness()
  const [first, second] = [await aDataSource(tools, {}), await aDataSource(tools, {})]
  const dual = (source: string) => ({
    relation: { data_source_id: source, dual_property: { synced_property_name: 'Back' } },
  })
  const { source } = await aDataSource(tools, { To: dual(first.source) })
  const target = await aRow(tools, first.source, 'Target')
  const row = await aRow(tools, source, 'Row', { To: { relation: [{ id: target.id ?? '' }] } })
  await tools.ok('PATCH', `data_sources/${source}`, { properties: { To: dual(second.source) } })
  expect(property(await tools.ok('GET', `pages/${String(row.id)}`), 'To').relation).toEqual([])
  expect(property(await tools.ok('GET', `data_sources/${first.source}`), 'Back').relation).toMatchObject({
    type: 'single_property',
  })
  expect(property(await tools.ok('GET', `data_sources/${second.source}`), 'Back').relation).toMatchObject({
    type: 'dual_property',
  })
})

test('behavior: a second data source makes the database ambiguous as a parent', async () => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, {})
  const single = await tools.ok('POST', 'pages', {
    parent: { database_id: database },
    properties: { Name: { title: [] } },
  })
  expect(single.parent).toMatchObject({ data_source_id: source })
  const second = await tools.ok('POST', 'data_sources', {
    parent: { database_id: database },
    properties: { Title: { title: {} } },
    title: [{ text: { content: 'Two' } }],
  })
  expect((await tools.ok('GET', `databases/${database}`)).data_sources).toEqual([
    { id: source, name: 'Table' },
    { id: second.id, name: 'Two' },
  ])
  const refused = await tools.call('POST', 'pages', { parent: { database_id: database }, properties: {} })
  expect(refused).toMatchObject({
    status: 400,
    body: {
      code: 'validation_error',
      additional_data: { error_type: 'multiple_data_sources_for_database', child_data_source_ids: [source, second.id] },
    },
  })
})

test('behavior: the data sources and rows of a trashed database are in the trash', async () => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, {})
  const row = await aRow(tools, source, 'Row')
  expect(await tools.ok('PATCH', `databases/${database}`, { in_trash: true })).toMatchObject({ in_trash: true })
  expect(await tools.ok('GET', `data_sources/${source}`)).toMatchObject({ in_trash: true })
  expect(await tools.ok('GET', `pages/${String(row.id)}`)).toMatchObject({ in_trash: true })
  const late = await tools.call('POST', 'pages', { parent: { data_source_id: source }, properties: {} })
  expect(late.status).toBe(400)
})

const BAD: ReadonlyArray<readonly [string, JsonObject, number, string]> = [
  ['an unknown property renamed', { Nope: { name: 'x' } }, 400, 'Nope is not a valid property schema'],
  ['the title taken away', { Name: null }, 400, 'Cannot delete title property.'],
  ['a second title', { Other: { title: {} } }, 400, 'Cannot create new title property.'],
  [
    'a name that is taken',
    { Score: { name: 'Name' } },
    400,
    'Cannot rename property to "Name": a property with that name exists.',
  ],
  [
    'an option with a comma',
    { S: { select: { options: [{ name: 'a,b' }] } } },
    400,
    'Invalid select option, commas not allowed: a,b',
  ],
  [
    'a relation of neither kind',
    { R: { relation: { data_source_id: '99999999-9999-4999-8999-999999999999' } } },
    400,
    'body failed validation. Fix one:\nbody.properties.R.relation.single_property should be defined, instead was `undefined`.\nbody.properties.R.relation.dual_property should be defined, instead was `undefined`.',
  ],
  [
    'a rollup without a relation',
    { R: { rollup: { function: 'sum', relation_property_name: 'x', rollup_property_name: 'y' } } },
    400,
    'Could not find relation property with name or id: x',
  ],
]

test.each(BAD)('error: %s', async (_, properties, status, message) => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Score: { number: {} } })
  const before = await tools.ok('GET', `data_sources/${source}`)
  const answer = await tools.call('PATCH', `data_sources/${source}`, {
    properties: { Added: { url: {} }, ...properties },
  })
  expect([answer.status, answer.body.message]).toEqual([status, message])
  expect((await tools.ok('GET', `data_sources/${source}`)).properties).toEqual(before.properties)
})

test('error: an unknown property cannot be removed', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  const answer = await tools.call('PATCH', `data_sources/${source}`, { properties: { Nope: null } })
  expect(answer).toMatchObject({ status: 404, body: { code: 'object_not_found' } })
})

test('behavior: properties are returned in the order of their raw ids, the title last', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { B: { number: {} }, C: { date: {} }, D: { url: {} }, E: { email: {} } })
  const row = await aRow(tools, source, 'x')
  const list = await tools.ok('POST', `data_sources/${source}/query`, {})
  for (const answer of [await tools.ok('GET', `data_sources/${source}`), row, asObject(asArray(list.results)[0])]) {
    const ids = Object.values(asObject(answer.properties)).map((each) => decodeURIComponent(String(asObject(each).id)))
    expect(ids).toHaveLength(5)
    expect(ids.slice(0, -1)).toEqual(ids.slice(0, -1).sort())
    expect(ids.at(-1)).toBe('title')
  }
})
