import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aPage, type Harness, HOME, harness, names } from '../../support/harness.js'
import { aDatabase, aRowOf, first, text } from '../../support/olderHarness.js'

const VERSION = '2022-06-28'

/** The same workspace as a newer version sees it. */
const newer = async ({ call }: Harness, path: string): Promise<JsonObject> =>
  (await call('GET', path, undefined, { 'notion-version': '2026-03-11' })).body

test('default: a database is created with its properties, and has no data sources', async () => {
  const tools = await harness({}, VERSION)
  const created = await aDatabase(tools, { Height: { number: { format: 'number' } }, Kind: { select: {} } })
  expect(Object.keys(created).sort()).toEqual([
    ...['archived', 'cover', 'created_by', 'created_time', 'description', 'icon', 'id', 'in_trash', 'is_inline'],
    ...['last_edited_by', 'last_edited_time', 'object', 'parent', 'properties', 'public_url', 'request_id', 'title'],
    'url',
  ])
  expect(created).toMatchObject({
    object: 'database',
    title: [{ plain_text: 'Plants' }],
    parent: { type: 'page_id', page_id: HOME },
    properties: {
      Name: { id: 'title', type: 'title', title: {} },
      Height: { type: 'number', number: { format: 'number' } },
      Kind: { type: 'select', select: { options: [] } },
    },
    is_inline: false,
    archived: false,
    in_trash: false,
  })
  const { request_id: _, ...shown } = created
  expect(await tools.ok('GET', `databases/${created.id}`)).toMatchObject(shown)
  expect(await newer(tools, `databases/${created.id}`)).toMatchObject({ data_sources: [{ name: 'Plants' }] })
})

test('default: rows are created in a database, and have it as their parent', async () => {
  const tools = await harness({}, VERSION)
  const database = await aDatabase(tools)
  const parent = { type: 'database_id', database_id: database.id }
  const row = await aRowOf(tools, database, 'Fern')
  expect(row).toMatchObject({ object: 'page', archived: false, in_trash: false })
  expect(row.parent).toEqual(parent)
  expect((await tools.ok('GET', `pages/${row.id}`)).parent).toEqual(parent)
  expect((await tools.ok('PATCH', `pages/${row.id}`, { archived: true })).parent).toEqual(parent)
  expect((await tools.ok('GET', `blocks/${row.id}`)).parent).toEqual(parent)
})

test('default: a database is queried with filters, sorts and cursors', async () => {
  const tools = await harness({}, VERSION)
  const database = await aDatabase(tools, { Height: { number: {} } })
  for (const [name, height] of Object.entries({ Fern: 30, Oak: 2000, Moss: 2, Ivy: 400 }))
    await aRowOf(tools, database, name, { Height: { number: height } })
  const path = `databases/${database.id}/query`
  const filter = { property: 'Height', number: { greater_than: 10 } }
  const sorts = [{ property: 'Height', direction: 'descending' }]
  const page = await tools.ok('POST', path, { filter, sorts, page_size: 2 })
  expect(names(page)).toEqual(['Oak', 'Ivy'])
  expect(page).toMatchObject({ type: 'page_or_database', page_or_database: {}, has_more: true })
  expect(page).not.toHaveProperty('page_or_data_source')
  const rest = await tools.ok('POST', path, { filter, sorts, page_size: 2, start_cursor: page.next_cursor })
  expect(names(rest)).toEqual(['Fern'])
  expect(first(rest).parent).toEqual({ type: 'database_id', database_id: database.id })
  // Without a body, and with only some properties.
  const height = asObject(asObject(database.properties).Height)
  const some = await tools.ok('POST', `${path}?filter_properties=${String(height.id)}`)
  expect(asArray(some.results).map((each) => Object.keys(asObject(asObject(each).properties)))).toEqual(
    Array(4).fill(['Height']),
  )
})

test('default: one update changes the schema, the title and the rest of a database', async () => {
  const tools = await harness({}, VERSION)
  const database = await aDatabase(tools, { Height: { number: {} }, Kind: { select: {} } })
  await aRowOf(tools, database, 'Fern', { Height: { number: 30 } })
  const changed = await tools.ok('PATCH', `databases/${database.id}`, {
    title: text('Garden'),
    description: text('What grows'),
    icon: { type: 'emoji', emoji: '🌿' },
    cover: { type: 'external', external: { url: 'https://example.com/a.png' } },
    is_inline: true,
    properties: { Height: { name: 'Size' }, Kind: null, Seen: { date: {} } },
  })
  expect(changed).toMatchObject({
    title: [{ plain_text: 'Garden' }],
    description: [{ plain_text: 'What grows' }],
    icon: { emoji: '🌿' },
    cover: { external: { url: 'https://example.com/a.png' } },
    is_inline: true,
  })
  expect(Object.keys(asObject(changed.properties)).sort()).toEqual(['Name', 'Seen', 'Size'])
  expect(first(await tools.ok('POST', `databases/${database.id}/query`))).toMatchObject({
    properties: { Size: { number: 30 } },
  })
  const container = await newer(tools, `databases/${database.id}`)
  expect(container).toMatchObject({ title: [{ plain_text: 'Garden' }], data_sources: [{ name: 'Garden' }] })
})

test('params: archived moves a database to the trash and back, also with other changes', async () => {
  const tools = await harness({}, VERSION)
  const database = await aDatabase(tools)
  const path = `databases/${database.id}`
  expect(await tools.ok('PATCH', path, { archived: true })).toMatchObject({ archived: true, in_trash: true })
  expect(await tools.ok('GET', path)).toMatchObject({ archived: true })
  const restored = await tools.ok('PATCH', path, { archived: false, properties: { Seen: { date: {} } } })
  expect(restored).toMatchObject({ archived: false, in_trash: false, properties: { Seen: { type: 'date' } } })
})

test('error: an update that is refused in part changes nothing', async () => {
  const tools = await harness({}, VERSION)
  const database = await aDatabase(tools, { Height: { number: {} } })
  const before = await tools.ok('GET', `databases/${database.id}`)
  const absent = { type: 'file_upload', file_upload: { id: HOME } }
  for (const body of [
    { title: text('New'), properties: { Kind: { select: { options: 'many' } } } },
    { properties: { Height: { name: 'Size' } }, cover: absent },
    { properties: { Height: { name: 'Size' } }, icon: absent },
    { properties: { Height: { name: 'Size' } }, titel: text('New') },
    { title: text('New'), properties: [] },
  ])
    expect((await tools.call('PATCH', `databases/${database.id}`, body)).status).toBeGreaterThanOrEqual(400)
  const { request_id: _, ...unchanged } = before
  expect(await tools.ok('GET', `databases/${database.id}`)).toMatchObject(unchanged)
})

test('default: search finds databases, and only those that are asked for', async () => {
  const tools = await harness({}, VERSION)
  const database = await aDatabase(tools)
  await aRowOf(tools, database, 'Plants of the year')
  const all = await tools.ok('POST', 'search', { query: 'plants' })
  expect(all).toMatchObject({ type: 'page_or_database', page_or_database: {} })
  expect(asArray(all.results).map((each) => asObject(each).object)).toEqual(['page', 'database'])
  const found = await tools.ok('POST', 'search', { filter: { property: 'object', value: 'database' } })
  expect(found.results).toMatchObject([{ object: 'database', id: database.id, properties: { Name: { id: 'title' } } }])
  expect(first(found)).not.toHaveProperty('database_parent')
  const pages = await tools.ok('POST', 'search', { filter: { property: 'object', value: 'page' } })
  expect(asArray(pages.results).every((each) => asObject(each).object === 'page')).toBe(true)
  expect(await tools.call('POST', 'search', { filter: { property: 'object', value: 'data_source' } })).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('body.filter.value should be `"page"` or `"database"`') },
  })
})

test('default: all databases are listed in pages', async () => {
  const tools = await harness({}, VERSION)
  for (const title of ['A', 'B', 'C']) {
    await aDatabase(tools, {}, title)
    tools.advance(60_000)
  }
  const page = await tools.ok('GET', 'databases?page_size=2')
  const rest = await tools.ok('GET', `databases?start_cursor=${String(page.next_cursor)}`)
  const titles = [page, rest].map((each) => asArray(each.results).map((one) => asArray(asObject(one).title)[0]))
  expect(titles).toMatchObject([[{ plain_text: 'C' }, { plain_text: 'B' }], [{ plain_text: 'A' }]])
  expect([page.has_more, rest.has_more]).toEqual([true, false])
})

test('default: relations name databases', async () => {
  const tools = await harness({}, VERSION)
  const places = await aDatabase(tools, {}, 'Places')
  const relation = { database_id: String(places.id), dual_property: {} }
  const plants = await aDatabase(tools, { Place: { relation } })
  const shown = asObject(asObject(asObject(plants.properties).Place).relation)
  expect(shown).toEqual({
    database_id: places.id,
    type: 'dual_property',
    dual_property: { synced_property_id: expect.any(String), synced_property_name: expect.any(String) },
  })
  const path = `databases/${plants.id}`
  const single = { relation: { database_id: String(places.id).replaceAll('-', ''), single_property: {} } }
  const changed = await tools.ok('PATCH', path, { properties: { Origin: single } })
  expect(asObject(asObject(changed.properties).Origin).relation).toEqual({
    database_id: places.id,
    type: 'single_property',
    single_property: {},
  })
  const garden = await aRowOf(tools, places, 'Garden')
  const fern = await aRowOf(tools, plants, 'Fern', { Place: { relation: [{ id: String(garden.id) }] } })
  expect(asObject(fern.properties).Place).toMatchObject({ relation: [{ id: garden.id }], has_more: false })
  const without = await tools.call('PATCH', path, { properties: { Bad: { relation: { single_property: {} } } } })
  expect(without.body.message).toContain('body.properties.Bad.relation.database_id should be defined')
})

test('default: a row is moved to another database', async () => {
  const tools = await harness({}, VERSION)
  const [from, to] = [await aDatabase(tools), await aDatabase(tools, {}, 'Herbs')]
  const row = await aRowOf(tools, from, 'Mint')
  const moved = await tools.ok('POST', `pages/${row.id}/move`, { parent: { database_id: to.id } })
  expect(moved.parent).toEqual({ type: 'database_id', database_id: to.id })
})

test.each(['data_sources', 'views'])('error: the routes of %s came later', async (name) => {
  const tools = await harness({}, VERSION)
  const { source, database } = await aDataSource(await newerHarness(tools), {})
  const id = name === 'views' ? `?database_id=${database}` : `/${source}`
  expect(await tools.call('GET', `${name}${id}`)).toMatchObject({ status: 400, body: { code: 'invalid_request_url' } })
})

/** The same simulator, called in the newest version. */
const newerHarness = async (tools: Harness): Promise<Harness> => ({
  ...tools,
  ok: async (method, path, body) => (await tools.call(method, path, body, { 'notion-version': '2026-03-11' })).body,
})

test('error: a database of several data sources', async () => {
  const tools = await harness({}, VERSION)
  const modern = await newerHarness(tools)
  const { database, source } = await aDataSource(modern, {})
  const second = await modern.ok('POST', 'data_sources', {
    parent: { type: 'database_id', database_id: database },
    properties: { Name: { title: {} } },
  })
  const refused = {
    status: 400,
    body: {
      code: 'validation_error',
      message: 'Databases with multiple data sources are not supported in this API version.',
      additional_data: {
        error_type: 'multiple_data_sources_for_database',
        database_id: database,
        child_data_source_ids: [source, second.id],
        minimum_api_version: '2025-09-03',
      },
    },
  }
  const parent = { database_id: database }
  expect(await tools.call('GET', `databases/${database}`)).toMatchObject(refused)
  expect(await tools.call('PATCH', `databases/${database}`, { title: text('New') })).toMatchObject(refused)
  expect(await tools.call('POST', `databases/${database}/query`, {})).toMatchObject(refused)
  expect(await tools.call('POST', 'pages', { parent, properties: {} })).toMatchObject(refused)
  expect((await tools.ok('POST', 'search', { filter: { property: 'object', value: 'database' } })).results).toEqual([])
})

test.each([
  ['POST', 'databases/x/query', {}, 'path.database_id should be a valid uuid'],
  ['POST', 'databases', { parent: { page_id: HOME } }, 'body.properties should be defined'],
  ['POST', 'databases', { parent: { page_id: HOME }, properties: {} }, 'Title is not provided'],
  [
    'POST',
    'databases',
    { parent: { page_id: HOME }, properties: { Name: { title: {} }, N: { select: { options: 'x' } } } },
    'body.properties.N.select.options should be',
  ],
  [
    'POST',
    'databases',
    { parent: { page_id: HOME }, properties: { Name: { title: {} } }, initial_data_source: {} },
    'body.initial_data_source should be not present',
  ],
  ['POST', 'pages', { parent: { data_source_id: HOME } }, 'body.parent.data_source_id should be not present'],
])('error: %s %s of %j', async (method, path, body, problem) => {
  const { call } = await harness({}, VERSION)
  expect(await call(method, path, body)).toMatchObject({
    status: 400,
    body: { code: 'validation_error', message: expect.stringContaining(problem) },
  })
})

test('error: a database that is not there', async () => {
  const { call } = await harness({}, VERSION)
  const id = '0a0b0c0d-0000-4000-8000-000000000001'
  const calls = [
    call('GET', `databases/${id}`),
    call('PATCH', `databases/${id}`, {}),
    call('POST', `databases/${id}/query`),
    call('POST', 'pages', { parent: { database_id: id }, properties: {} }),
  ]
  for (const answer of await Promise.all(calls))
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'object_not_found', message: expect.stringContaining(`Could not find database with ID: ${id}.`) },
    })
})

test('error: what is no id is not checked before it is looked for', async () => {
  const { call } = await harness({}, VERSION)
  expect(await call('GET', 'databases/plants')).toMatchObject({
    status: 404,
    body: {
      code: 'object_not_found',
      message: expect.stringContaining('Could not find database with ID: plants----.'),
    },
  })
})

test('behavior: routes of older versions are none of the newer ones', async () => {
  const tools = await harness()
  const { database } = await aDataSource(tools, {})
  const unknown = { status: 400, body: { code: 'invalid_request_url' } }
  expect(await tools.call('GET', 'databases')).toMatchObject(unknown)
  expect(await tools.call('POST', `databases/${database}/query`, {})).toMatchObject(unknown)
})

test('params: new blocks may say that they are not archived', async () => {
  const { ok, call, home } = await harness({}, VERSION)
  const block = (archived: boolean): JsonObject => ({
    object: 'block',
    type: 'toggle',
    archived,
    has_children: true,
    toggle: {
      rich_text: text('Outer'),
      children: [{ type: 'paragraph', archived, paragraph: { rich_text: text('Inner') } }],
    },
  })
  const appended = await ok('PATCH', `blocks/${home}/children`, { children: [block(false)] })
  expect(first(appended)).toMatchObject({ type: 'toggle', archived: false, has_children: true })
  const page = { parent: { page_id: home }, properties: { title: text('Page') }, children: [block(false)] }
  expect((await call('POST', 'pages', page)).status).toBe(200)
  expect((await call('PATCH', `blocks/${home}/children`, { children: [block(true)] })).status).toBe(400)
})

test('params: after places new blocks', async () => {
  const { ok, home } = await harness({}, VERSION)
  const paragraph = (content: string): JsonObject => ({ paragraph: { rich_text: text(content) } })
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('a'), paragraph('c')] })
  await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('b')], after: first(list).id })
  const shown = asArray((await ok('GET', `blocks/${home}/children`)).results).map(
    (each) => asObject(asArray(asObject(asObject(each).paragraph).rich_text)[0]).plain_text,
  )
  expect(shown).toEqual(['a', 'b', 'c'])
})

test('params: a connection that may not read gets partial databases', async () => {
  const tools = await harness({ capabilities: { readContent: false } }, VERSION)
  const { request_id: _, ...created } = await aDatabase(tools)
  expect(created).toEqual({ object: 'database', id: created.id })
  expect((await tools.call('POST', `databases/${created.id}/query`, {})).status).toBe(403)
})

test('behavior: recorded objects of an older version are loaded, and seen by the newer ones', async () => {
  const tools = await harness({}, VERSION)
  const [places, plants, garden, fern] = [1, 2, 3, 4].map((each) => `0a0b0c0d-0000-4000-8000-00000000000${each}`)
  const database = (id: unknown, title: string, properties: JsonObject): JsonObject => ({
    ...aPage(String(id), { parent: { type: 'page_id', page_id: HOME } }),
    object: 'database',
    title: [{ type: 'text', plain_text: title, text: { content: title, link: null } }],
    description: [{ type: 'text', plain_text: 'About', text: { content: 'About', link: null } }],
    properties: { Name: { id: 'title', name: 'Name', type: 'title', title: {} }, ...properties },
  })
  const row = (id: unknown, parent: unknown, properties: JsonObject): JsonObject =>
    aPage(String(id), { parent: { type: 'database_id', database_id: String(parent) }, properties })
  const relation = {
    database_id: String(places),
    type: 'dual_property',
    dual_property: { synced_property_id: 'back', synced_property_name: 'Plants' },
  }
  await tools.simulator.load([
    row(fern, plants, { Place: { id: 'rel', type: 'relation', relation: [{ id: String(garden) }] } }),
    row(garden, places, {}),
    database(plants, 'Plants', { Place: { id: 'rel', name: 'Place', type: 'relation', relation } }),
    database(places, 'Places', {}),
  ])
  const shown = await tools.ok('GET', `databases/${plants}`)
  expect(shown.description).toMatchObject([{ plain_text: 'About' }])
  expect(asObject(asObject(shown.properties).Place).relation).toEqual(relation)
  expect((await tools.ok('POST', `databases/${plants}/query`)).results).toMatchObject([
    { id: fern, parent: { database_id: plants }, properties: { Place: { relation: [{ id: garden }] } } },
  ])
  const source = asObject(asArray((await newer(tools, `databases/${plants}`)).data_sources)[0]).id
  const target = asObject(asArray((await newer(tools, `databases/${places}`)).data_sources)[0]).id
  expect(asObject((await newer(tools, `data_sources/${source}`)).properties).Place).toMatchObject({
    relation: { ...relation, data_source_id: target },
  })
})

test('behavior: a request of an older version is a webhook as any other', async () => {
  const events: Array<unknown> = []
  const tools = await harness({}, VERSION)
  const server = createServer((request, response) => {
    const parts: Array<Buffer> = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      events.push(JSON.parse(Buffer.concat(parts).toString()).type)
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    const port = typeof address === 'object' ? address?.port : 0
    const database = await aDatabase(tools)
    await tools.simulator.subscribe({ url: `http://127.0.0.1:${port}/`, apiVersion: VERSION })
    await tools.ok('PATCH', `databases/${database.id}`, { properties: { Seen: { date: {} } } })
    await aRowOf(tools, database, 'Fern')
    await tools.ok('POST', `databases/${database.id}/query`)
    await tools.simulator.settled()
    expect(events.slice(1)).toContain('database.schema_updated')
    expect(events.slice(1)).toContain('page.created')
  } finally {
    server.close()
  }
})
