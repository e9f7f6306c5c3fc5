import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import {
  aDataSource,
  aPage,
  aRow,
  HOME,
  harness,
  names,
  PERSON,
  paragraph,
  property,
  texts,
} from '../../support/harness.js'

const title = (content: string): JsonObject => ({ title: [{ text: { content } }] })

test('default: a page below a page', async () => {
  const { ok, home } = await harness()
  const page = await ok('POST', 'pages', {
    parent: { page_id: home },
    properties: title('My first page!'),
    icon: { emoji: '🧭' },
    cover: { external: { url: 'https://example.com/c.png' } },
    children: [paragraph('in')],
  })
  expect(page).toEqual({
    object: 'page',
    id: expect.any(String),
    created_time: '2026-04-15T12:30:00.000Z',
    last_edited_time: '2026-04-15T12:30:00.000Z',
    created_by: { object: 'user', id: expect.any(String) },
    last_edited_by: { object: 'user', id: expect.any(String) },
    cover: { type: 'external', external: { url: 'https://example.com/c.png' } },
    icon: { type: 'emoji', emoji: '🧭' },
    parent: { type: 'page_id', page_id: home },
    in_trash: false,
    is_archived: false,
    is_locked: false,
    properties: {
      title: { id: 'title', type: 'title', title: [expect.objectContaining({ plain_text: 'My first page!' })] },
    },
    url: `https://app.notion.com/p/My-first-page-${String(page.id).replaceAll('-', '')}`,
    public_url: null,
    request_id: expect.any(String),
  })
  expect(texts(await ok('GET', `blocks/${String(page.id)}/children`))).toEqual(['in'])
})

const SCHEMA: JsonObject = {
  Notes: { rich_text: {} },
  Score: { number: {} },
  Stage: { select: { options: [{ name: 'Idea', color: 'red' }] } },
  Tags: { multi_select: { options: [] } },
  Status: { status: {} },
  Due: { date: {} },
  Owners: { people: {} },
  Files: { files: {} },
  Done: { checkbox: {} },
  Link: { url: {} },
  Mail: { email: {} },
  Phone: { phone_number: {} },
  Where: { place: {} },
  Made: { created_time: {} },
  Maker: { created_by: {} },
  Number: { unique_id: { prefix: 'T' } },
  Twice: { formula: { expression: 'prop("Score") * 2' } },
}

const WRITES: ReadonlyArray<readonly [string, JsonObject, JsonObject]> = [
  ['Notes', { rich_text: [{ text: { content: 'n' } }] }, { rich_text: [expect.objectContaining({ plain_text: 'n' })] }],
  ['Score', { number: 1.5 }, { number: 1.5 }],
  ['Stage', { select: { name: 'Idea' } }, { select: { id: expect.any(String), name: 'Idea', color: 'red' } }],
  [
    'Stage',
    { select: { name: 'New' } },
    { select: { id: expect.any(String), name: 'New', color: expect.any(String) } },
  ],
  ['Stage', { select: null }, { select: null }],
  [
    'Tags',
    { multi_select: [{ name: 'a' }, { name: 'b' }] },
    { multi_select: [expect.objectContaining({ name: 'a' }), expect.objectContaining({ name: 'b' })] },
  ],
  ['Status', { status: { name: 'Done' } }, { status: { id: expect.any(String), name: 'Done', color: 'green' } }],
  ['Status', { status: null }, { status: { id: expect.any(String), name: 'Not started', color: 'default' } }],
  ['Due', { date: { start: '2026-01-31' } }, { date: { start: '2026-01-31', end: null, time_zone: null } }],
  ['Owners', { people: [{ id: PERSON }] }, { people: [expect.objectContaining({ id: PERSON, name: 'Ada' })] }],
  [
    'Files',
    { files: [{ name: 'f', external: { url: 'https://example.com/f' } }] },
    { files: [{ name: 'f', type: 'external', external: { url: 'https://example.com/f' } }] },
  ],
  ['Done', { checkbox: true }, { checkbox: true }],
  ['Link', { url: 'https://example.com' }, { url: 'https://example.com' }],
  ['Mail', { email: 'a@example.com' }, { email: 'a@example.com' }],
  ['Phone', { phone_number: '+1' }, { phone_number: '+1' }],
  [
    'Where',
    { place: { lat: 1, lon: 2 } },
    { place: { lat: 1, lon: 2, name: null, address: null, aws_place_id: null, google_place_id: null } },
  ],
]

test.each(WRITES)('params: a value of %s', async (name, given, answered) => {
  const tools = await harness()
  const { source } = await aDataSource(tools, SCHEMA)
  const page = await aRow(tools, source, 'Row', { [name]: given })
  expect(property(page, name)).toEqual({ id: expect.any(String), type: Object.keys(answered)[0], ...answered })
  const empty = await aRow(tools, source, 'Other')
  const written = await tools.ok('PATCH', `pages/${String(empty.id)}`, { properties: { [name]: given } })
  expect(property(written, name)).toMatchObject(answered)
})

test('default: a row has every property of its data source', async () => {
  const tools = await harness()
  const { source, database } = await aDataSource(tools, SCHEMA)
  const page = await aRow(tools, source, 'Row', { Score: { number: 4 } })
  expect(page.parent).toEqual({ type: 'data_source_id', data_source_id: source, database_id: database })
  expect(Object.keys(asObject(page.properties)).sort()).toEqual(['Name', ...Object.keys(SCHEMA)].sort())
  expect(property(page, 'Number').unique_id).toEqual({ prefix: 'T', number: 1 })
  expect(property(page, 'Twice').formula).toEqual({ type: 'number', number: 8 })
  expect(property(page, 'Made').created_time).toBe(page.created_time)
  expect(property(page, 'Maker').created_by).toMatchObject({ type: 'bot', name: expect.any(String), bot: {} })
  expect(property(page, 'Status').status).toMatchObject({ name: 'Not started' })
  expect(property(await aRow(tools, source, 'Next'), 'Number').unique_id).toEqual({ prefix: 'T', number: 2 })
})

test('params: filter_properties, by id and by name, in every spelling', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Score: { number: {} }, Done: { checkbox: {} } })
  const page = await aRow(tools, source, 'Row')
  const id = String(property(page, 'Score').id)
  for (const query of [
    `filter_properties=${encodeURIComponent(id)}`,
    'filter_properties[]=Score',
    `filter_properties=${id}`,
  ]) {
    const read = await tools.ok('GET', `pages/${String(page.id)}?${query}`)
    expect(Object.keys(asObject(read.properties))).toEqual(['Score'])
  }
  const both = await tools.ok('GET', `pages/${String(page.id)}?filter_properties=Score&filter_properties=title`)
  expect(Object.keys(asObject(both.properties)).sort()).toEqual(['Name', 'Score'])
})

test('behavior: both sides of a two-way relation are updated', async () => {
  const tools = await harness()
  const people = await aDataSource(tools, {})
  const tasks = await aDataSource(tools, {
    Owner: { relation: { data_source_id: people.source, dual_property: { synced_property_name: 'Tasks' } } },
  })
  const ada = String((await aRow(tools, people.source, 'Ada')).id)
  const bob = String((await aRow(tools, people.source, 'Bob')).id)
  const task = String((await aRow(tools, tasks.source, 'Task', { Owner: { relation: [{ id: ada }] } })).id)
  const tasksOf = async (id: string) => property(await tools.ok('GET', `pages/${id}`), 'Tasks').relation
  expect(await tasksOf(ada)).toEqual([{ id: task }])
  await tools.ok('PATCH', `pages/${task}`, { properties: { Owner: { relation: [{ id: bob }] } } })
  expect(await tasksOf(ada)).toEqual([])
  expect(await tasksOf(bob)).toEqual([{ id: task }])
  await tools.ok('PATCH', `pages/${ada}`, { properties: { Tasks: { relation: [{ id: task }] } } })
  expect(property(await tools.ok('GET', `pages/${task}`), 'Owner').relation).toEqual([{ id: bob }, { id: ada }])
  const other = String((await aRow(tools, tasks.source, 'Other', { Owner: { relation: [{ id: ada }] } })).id)
  await tools.ok('PATCH', `pages/${task}`, { properties: { Owner: { relation: [{ id: bob }, { id: ada }] } } })
  // What is written again as it is does not move.
  expect(await tasksOf(ada)).toEqual([{ id: task }, { id: other }])
  await tools.ok('PATCH', `pages/${bob}`, { in_trash: true })
  expect(property(await tools.ok('GET', `pages/${task}`), 'Owner').relation).toEqual([{ id: ada }])
})

test('error: a relation to a page that is not a row of the related data source', async () => {
  const tools = await harness()
  const people = await aDataSource(tools, {})
  const tasks = await aDataSource(tools, {
    Owner: { relation: { data_source_id: people.source, single_property: {} } },
  })
  const attempt = (id: string) =>
    tools.call('POST', 'pages', {
      parent: { data_source_id: tasks.source },
      properties: { Owner: { relation: [{ id }] } },
    })
  expect(await attempt(HOME)).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(await attempt('99999999-9999-4999-8999-999999999999')).toMatchObject({
    status: 404,
    body: { code: 'object_not_found' },
  })
  expect(names(await tools.ok('POST', `data_sources/${tasks.source}/query`, {}))).toEqual([])
})

const ROLLUPS: ReadonlyArray<readonly [string, JsonObject]> = [
  ['count', { type: 'number', number: 3 }],
  ['count_values', { type: 'number', number: 2 }],
  ['empty', { type: 'number', number: 1 }],
  ['percent_not_empty', { type: 'number', number: 2 / 3 }],
  ['sum', { type: 'number', number: 7 }],
  ['average', { type: 'number', number: 3.5 }],
  ['median', { type: 'number', number: 3.5 }],
  ['min', { type: 'number', number: 2 }],
  ['max', { type: 'number', number: 5 }],
  ['range', { type: 'number', number: 3 }],
  [
    'show_original',
    {
      type: 'array',
      array: [
        { type: 'number', number: 2 },
        { type: 'number', number: 5 },
        { type: 'number', number: null },
      ],
    },
  ],
]

test.each(ROLLUPS)('behavior: a rollup computes %s', async (name, answered) => {
  const tools = await harness()
  const items = await aDataSource(tools, { Price: { number: {} } })
  const orders = await aDataSource(tools, {
    Items: { relation: { data_source_id: items.source, single_property: {} } },
    Total: { rollup: { relation_property_name: 'Items', rollup_property_name: 'Price', function: name } },
  })
  const ids: Array<JsonObject> = []
  for (const price of [2, 5, null])
    ids.push({ id: (await aRow(tools, items.source, 'i', { Price: { number: price } })).id ?? '' })
  const order = await aRow(tools, orders.source, 'o', { Items: { relation: ids } })
  expect(property(order, 'Total').rollup).toEqual({ ...answered, function: name })
})

test('behavior: a page contains 25 relations, the property item endpoint all of them', async () => {
  const tools = await harness()
  const items = await aDataSource(tools, {})
  const lists = await aDataSource(tools, { Items: { relation: { data_source_id: items.source, single_property: {} } } })
  const ids: Array<JsonObject> = []
  for (let n = 0; n < 30; n += 1) ids.push({ id: (await aRow(tools, items.source, `${n}`)).id ?? '' })
  const list = await aRow(tools, lists.source, 'l', { Items: { relation: ids } })
  expect(property(list, 'Items')).toMatchObject({ has_more: true })
  expect(asArray(property(list, 'Items').relation)).toHaveLength(25)
  const path = `pages/${String(list.id)}/properties/${String(property(list, 'Items').id)}`
  const one = await tools.ok('GET', `${path}?page_size=20`)
  expect(asArray(one.results)).toHaveLength(20)
  const next = asObject(one.property_item).next_url
  expect(next).toContain('start_cursor=')
  const two = await tools.ok('GET', String(next).replace('https://api.notion.com/v1/', ''))
  expect(asArray(two.results)).toHaveLength(10)
  expect(two).toMatchObject({ has_more: false, property_item: { next_url: null, type: 'relation', relation: {} } })
  expect(asArray(two.results).map((each) => asObject(asObject(each).relation))).toEqual(ids.slice(20))
})

test('default: property items of one value and of many', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Score: { number: {} } })
  const page = await aRow(tools, source, 'Row', { Score: { number: 3 } })
  const score = String(property(page, 'Score').id)
  expect(await tools.ok('GET', `pages/${String(page.id)}/properties/${score}`)).toMatchObject({
    object: 'property_item',
    type: 'number',
    id: score,
    number: 3,
  })
  expect(await tools.ok('GET', `pages/${String(page.id)}/properties/title`)).toMatchObject({
    object: 'list',
    type: 'property_item',
    results: [{ object: 'property_item', type: 'title', id: 'title', title: { plain_text: 'Row' } }],
    property_item: { id: 'title', next_url: null, type: 'title', title: {} },
  })
  const unknown = await tools.call('GET', `pages/${String(page.id)}/properties/nope`)
  expect(unknown).toMatchObject({ status: 400, body: { message: 'nope is not a property that exists.' } })
})

test('params: position of a page among its siblings', async () => {
  const { ok, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('a'), paragraph('b')] })
  const a = String(asObject(asArray(list.results)[0]).id)
  const add = (name: string, position: JsonObject) =>
    ok('POST', 'pages', { parent: { page_id: home }, properties: title(name), position })
  await add('start', { type: 'page_start' })
  await add('end', { type: 'page_end' })
  await add('middle', { type: 'after_block', after_block: { id: a } })
  const children = asArray((await ok('GET', `blocks/${home}/children`)).results).map(asObject)
  expect(children.map((child) => asObject(child.child_page).title ?? 'block')).toEqual([
    'start',
    'block',
    'middle',
    'block',
    'end',
  ])
})

test('params: markdown becomes title and blocks', async () => {
  const { ok, home } = await harness()
  const page = await ok('POST', 'pages', {
    parent: { page_id: home },
    markdown: '# Title\n## Part\n- [ ] do\n- [x] done\n',
  })
  expect(asArray(property(page, 'title').title)).toEqual([expect.objectContaining({ plain_text: 'Title' })])
  const blocks = asArray((await ok('GET', `blocks/${String(page.id)}/children`)).results).map(asObject)
  expect(blocks.map((block) => block.type)).toEqual(['heading_2', 'to_do', 'to_do'])
  expect(await ok('GET', `pages/${String(page.id)}/markdown`)).toMatchObject({
    object: 'page_markdown',
    id: page.id,
    markdown: '## Part\n- [ ] do\n- [x] done',
    truncated: false,
    unknown_block_ids: [],
  })
  const path = `pages/${String(page.id)}/markdown`
  const inserted = await ok('PATCH', path, {
    type: 'insert_content',
    insert_content: { content: '1. new', after: '- [ ] do' },
  })
  expect(inserted.markdown).toBe('## Part\n- [ ] do\n1. new\n- [x] done')
  const updated = await ok('PATCH', path, {
    type: 'update_content',
    update_content: { content_updates: [{ old_str: 'Part', new_str: '**Bold**' }] },
  })
  expect(updated.markdown).toBe('## **Bold**\n- [ ] do\n1. new\n- [x] done')
  const replaced = await ok('PATCH', path, {
    type: 'replace_content',
    replace_content: { new_str: 'blue{color="blue"}' },
  })
  expect(replaced.markdown).toBe('blue {color="blue"}')
})

test('behavior: a template is applied after the response', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Stage: { select: { options: [{ name: 'Idea' }] } } })
  const template = '44444444-4444-4444-8444-444444444444'
  const stage = { id: 'x', type: 'select', select: { id: 'o', name: 'Idea', color: 'default' } }
  await tools.simulator.load([
    aPage(template, {
      is_default_template: true,
      parent: { type: 'data_source_id', data_source_id: source },
      properties: {
        Name: { id: 'title', type: 'title', title: [{ type: 'text', plain_text: 'Plan', text: { content: 'Plan' } }] },
        Extra: stage,
      },
    }),
    {
      object: 'block',
      id: '55555555-5555-4555-8555-555555555555',
      type: 'divider',
      divider: {},
      parent: { type: 'page_id', page_id: template },
    },
  ])
  expect(await tools.ok('GET', `data_sources/${source}/templates`)).toEqual({
    templates: [{ id: template, name: 'Plan', is_default: true }],
    has_more: false,
    next_cursor: null,
  })
  const page = await tools.ok('POST', 'pages', { parent: { data_source_id: source }, template: { type: 'default' } })
  expect(property(page, 'Extra').select).toBeNull()
  expect(property(await tools.ok('GET', `pages/${String(page.id)}`), 'Extra').select).toMatchObject({ name: 'Idea' })
  const children = asArray((await tools.ok('GET', `blocks/${String(page.id)}/children`)).results)
  expect(children).toEqual([expect.objectContaining({ type: 'divider' })])
  expect(names(await tools.ok('POST', `data_sources/${source}/query`, {}))).toEqual(['Plan'])
})

test('behavior: updates of a page', async () => {
  const { ok, call, home } = await harness()
  const page = await ok('POST', 'pages', {
    parent: { page_id: home },
    properties: title('A'),
    children: [paragraph('x')],
  })
  const path = `pages/${String(page.id)}`
  expect(await ok('PATCH', path, { icon: { icon: { name: 'compass', color: 'green' } } })).toMatchObject({
    icon: { type: 'icon', icon: { name: 'compass', color: 'green' } },
  })
  expect(await ok('PATCH', path, { icon: null, is_locked: true })).toMatchObject({ icon: null, is_locked: true })
  await ok('PATCH', path, { erase_content: true })
  expect(texts(await ok('GET', `blocks/${String(page.id)}/children`))).toEqual([])
  expect(await ok('PATCH', path, { in_trash: true })).toMatchObject({ in_trash: true })
  expect((await call('PATCH', path, { properties: title('B') })).status).toBe(400)
  expect(await ok('PATCH', path, { in_trash: false, properties: title('B') })).toMatchObject({ in_trash: false })
})

test('behavior: moving a page, with the values that it keeps', async () => {
  const tools = await harness()
  const first = await aDataSource(tools, { Score: { number: {} }, Stage: { select: { options: [{ name: 'Idea' }] } } })
  const second = await aDataSource(tools, { Score: { number: {} }, Stage: { select: {} }, Status: { status: {} } })
  const row = await aRow(tools, first.source, 'Row', { Score: { number: 2 }, Stage: { select: { name: 'Idea' } } })
  const path = `pages/${String(row.id)}/move`
  const moved = await tools.ok('POST', path, { parent: { data_source_id: second.source } })
  expect(moved.parent).toEqual({ type: 'data_source_id', data_source_id: second.source, database_id: second.database })
  expect(property(moved, 'Score').number).toBe(2)
  expect(property(moved, 'Stage').select).toMatchObject({ name: 'Idea' })
  expect(property(moved, 'Status').status).toMatchObject({ name: 'Not started' })
  expect(names(await tools.ok('POST', `data_sources/${first.source}/query`, {}))).toEqual([])
  expect(names(await tools.ok('POST', `data_sources/${second.source}/query`, {}))).toEqual(['Row'])
  const out = await tools.ok('POST', path, { parent: { page_id: HOME } })
  expect(out.properties).toEqual({
    title: { id: 'title', type: 'title', title: [expect.objectContaining({ plain_text: 'Row' })] },
  })
})

test('error: a page cannot be moved into its descendants', async () => {
  const { ok, call, home } = await harness()
  const page = await ok('POST', 'pages', { parent: { page_id: home }, properties: title('A') })
  const child = await ok('POST', 'pages', { parent: { page_id: page.id ?? '' }, properties: title('B') })
  const answer = await call('POST', `pages/${String(page.id)}/move`, { parent: { page_id: child.id } })
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect((await ok('GET', `pages/${String(page.id)}`)).parent).toEqual({ type: 'page_id', page_id: home })
})

test('error: values that do not match the schema', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {
    Score: { number: {} },
    Twice: { formula: { expression: '1' } },
    Status: { status: {} },
  })
  const attempt = async (properties: JsonObject) => {
    const answer = await tools.call('POST', 'pages', { parent: { data_source_id: source }, properties })
    return [answer.status, answer.body.message]
  }
  expect(await attempt({ Nope: { number: 1 } })).toEqual([400, 'Nope is not a property that exists.'])
  expect(await attempt({ Nope: {}, Score: { url: null }, Status: { select: null } })).toEqual([
    400,
    'Nope is not a property that exists. Score is expected to be number. Status is expected to be status.',
  ])
  expect(await attempt({ Score: { rich_text: [] } })).toEqual([400, 'Score is expected to be number.'])
  expect(await attempt({ Score: { number: 'x' } })).toEqual([
    400,
    'body failed validation: body.properties.Score.number should be a number, instead was `"x"`.',
  ])
  expect(await attempt({ Twice: { formula: {} } })).toEqual([
    400,
    'body failed validation: body.properties.Twice.formula should be not present, instead was `{}`.',
  ])
  expect(await attempt({ Status: { status: { name: 'Nope' } } })).toEqual([
    400,
    'Invalid status option. Status option "Nope" does not exist".',
  ])
  expect(names(await tools.ok('POST', `data_sources/${source}/query`, {}))).toEqual([])
})
