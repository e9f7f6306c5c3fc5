import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../src/domain/values/json.js'
import { VERSIONS } from '../src/domain/version.js'
import { aDataSource, aRow, HOME, harness, names, PERSON, paragraph, property } from './support/harness.js'

const ABSENT = '99999999-9999-4999-8999-999999999999'
const titled = (content: string): JsonObject => ({ title: [{ text: { content } }] })
const pageIn = (parent: string, content: string): JsonObject => ({
  parent: { page_id: parent },
  properties: { title: titled(content) },
})

// --- Search and order ---

test('behavior: search finds a title that contains any word of the query', async () => {
  const { ok, home } = await harness()
  for (const title of ['Garden tools', 'Blue garden', 'Kitchen']) await ok('POST', 'pages', pageIn(home, title))
  const { results } = await ok('POST', 'search', { query: 'red garden shed 9' })
  const found = asArray(results).map((page) => asObject(asArray(property(asObject(page), 'title').title)[0]).plain_text)
  expect(found).toEqual(['Blue garden', 'Garden tools'])
})

const sorted = async (titles: ReadonlyArray<string>, direction: string): Promise<ReadonlyArray<string>> => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  for (const title of titles) await aRow(tools, source, title)
  return names(await tools.ok('POST', `data_sources/${source}/query`, { sorts: [{ property: 'Name', direction }] }))
}

test('behavior: texts are sorted by the numbers in them', async () => {
  const titles = ['Box 10', 'box 2', 'Box', 'Box 1', 'Box 010 b', 'A 123456789012345678901', 'A 99999999999999999999']
  const order = ['A 99999999999999999999', 'A 123456789012345678901', 'Box', 'Box 1', 'box 2', 'Box 10', 'Box 010 b']
  expect(await sorted(titles, 'ascending')).toEqual(order)
  expect(await sorted(titles, 'descending')).toEqual([...order].reverse())
})

test('behavior: letters with marks are sorted after those without, and before the next letter', async () => {
  expect(await sorted(['Zoo', 'Été', 'Ete', 'Fin', 'étude', 'Öl', 'Ohm'], 'ascending')).toEqual([
    'Ete',
    'Été',
    'étude',
    'Fin',
    'Ohm',
    'Öl',
    'Zoo',
  ])
})

test('behavior: the icon of a database is that of its only data source', async () => {
  const { ok, home } = await harness()
  const icon = { type: 'emoji', emoji: '🦉' }
  const created = await ok('POST', 'databases', { parent: { type: 'page_id', page_id: home }, icon })
  const source = String(asObject(asArray(created.data_sources)[0]).id)
  expect(await ok('GET', `data_sources/${source}`)).toMatchObject({ icon })
  await ok('PATCH', `databases/${String(created.id)}`, { icon: null })
  expect(await ok('GET', `data_sources/${source}`)).toMatchObject({ icon: null })
  const second = await ok('POST', 'data_sources', {
    parent: { database_id: created.id ?? '' },
    properties: { Name: { title: {} } },
  })
  await ok('PATCH', `databases/${String(created.id)}`, { icon })
  for (const id of [source, String(second.id)])
    expect(await ok('GET', `data_sources/${id}`)).toMatchObject({ icon: null })
})

test('behavior: an import is listed as pending for a while, unless its upload is retrieved', async () => {
  const { ok, advance } = await harness()
  const create = { mode: 'external_url', filename: 'a.pdf', external_url: 'https://example.com/a.pdf' }
  const first = await ok('POST', 'file_uploads', create)
  const second = await ok('POST', 'file_uploads', create)
  const pending = async () =>
    asArray((await ok('GET', 'file_uploads?status=pending')).results).map((each) => asObject(each).id)
  expect(await pending()).toEqual([second.id, first.id])
  expect(await ok('GET', `file_uploads/${String(first.id)}`)).toMatchObject({ status: 'uploaded' })
  expect(await pending()).toEqual([second.id])
  advance(5000)
  expect(await pending()).toEqual([])
})

test('behavior: a custom emoji that the workspace does not have is returned as it was given', async () => {
  const { ok, home } = await harness()
  const emoji = { id: ABSENT, name: 'owl', url: 'https://example.com/owl.png' }
  const bare = { id: ABSENT.replaceAll('-', '') }
  const icon = { type: 'custom_emoji', custom_emoji: emoji }
  expect(await ok('PATCH', `pages/${home}`, { icon })).toMatchObject({ icon })
  expect(
    asObject((await ok('PATCH', `pages/${home}`, { icon: { custom_emoji: bare } })).icon).custom_emoji,
  ).toMatchObject({ id: ABSENT })
  const run = { mention: { custom_emoji: emoji } }
  const { results } = await ok('PATCH', `blocks/${home}/children`, { children: [{ paragraph: { rich_text: [run] } }] })
  expect(asObject(asArray(results)[0]).paragraph).toMatchObject({
    rich_text: [{ plain_text: ':owl:', mention: { type: 'custom_emoji', custom_emoji: emoji } }],
  })
})

// --- Accepted ---

test.each(VERSIONS)('params: what only responses have is ignored in an update of a page of %s', async (version) => {
  const { ok, call, home } = await harness({}, version)
  const page = await ok('POST', 'pages', pageIn(home, 'Old'))
  const path = `pages/${String(page.id)}`
  const changed = await ok('PATCH', path, { ...page, properties: { title: titled('New') } })
  expect(changed).toMatchObject({ id: page.id, url: expect.stringContaining('/New-'), created_time: page.created_time })
  expect((await call('PATCH', path, { id: String(page.id).replaceAll('-', '') })).body.message).toBe(
    `body failed validation: body.id should be a valid uuid, instead was \`"${String(page.id).replaceAll('-', '')}"\`.`,
  )
  for (const [key, value] of Object.entries({
    object: 'block',
    created_time: 1,
    created_by: null,
    url: null,
    parent: 'x',
  }))
    expect(await call('PATCH', path, { [key]: value })).toMatchObject({
      status: 400,
      body: { code: 'validation_error' },
    })
  expect((await call('PATCH', path, { unknown: 1 })).status).toBe(400)
})

test('params: what only responses have is ignored in new pages and databases', async () => {
  const { ok, call, home } = await harness()
  const more = {
    created_time: '2020-01-01T00:00:00.000Z',
    last_edited_time: '2020-01-01T00:00:00.000Z',
    url: 'https://example.com',
    in_trash: false,
  }
  const page = await ok('POST', 'pages', { ...pageIn(home, 'A'), ...more })
  expect(page.created_time).not.toBe(more.created_time)
  expect(await ok('POST', 'databases', { parent: { type: 'page_id', page_id: home }, ...more })).toMatchObject({
    object: 'database',
  })
  expect((await call('POST', 'pages', { ...pageIn(home, 'A'), in_trash: true })).status).toBe(400)
})

// --- Refused ---

test('error: a user who is not there', async () => {
  const { call } = await harness()
  expect((await call('GET', `users/${ABSENT}`)).body).toMatchObject({
    code: 'object_not_found',
    message: `Could not find user with ID: ${ABSENT}. Make sure your integration has capabilities to read user information. With those capabilities, only members and guests in the integration's workspace are visible.`,
  })
})

test('error: null in place of property values', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Score: { number: {} } })
  const body = { parent: { data_source_id: source }, properties: { Name: null, Score: null } }
  expect(await tools.call('POST', 'pages', body)).toMatchObject({
    status: 400,
    body: {
      code: 'validation_error',
      message:
        'Body Validation Failed. Fix the following:\nInvalid property value for: "Name".\nInvalid property value for: "Score".',
    },
  })
  expect(names(await tools.ok('POST', `data_sources/${source}/query`, {}))).toEqual([])
})

const CHILDREN: ReadonlyArray<readonly [JsonObject, string]> = [
  [{ ...paragraph('x'), archived: false }, 'archived should be not present, instead was `false`.'],
  [{ ...paragraph('x'), archived: true }, 'archived should be not present, instead was `true`.'],
  [{ paragraph: { rich_text: [], icon: null } }, 'paragraph.icon should be an object, instead was `null`.'],
  [{ callout: { rich_text: [], icon: null } }, 'callout.icon should be an object, instead was `null`.'],
]

test.each(VERSIONS.flatMap((version) => CHILDREN.map(([child, problem]) => ({ version, child, problem }))))(
  'error: a new block of $version whose $problem',
  async ({ version, child, problem }) => {
    const { call, home } = await harness({}, version)
    const { status, body } = await call('PATCH', `blocks/${home}/children`, { children: [child] })
    expect([status, body.message]).toEqual([400, `body failed validation: body.children[0].${problem}`])
  },
)

test('behavior: an update removes the icon of a callout', async () => {
  const { ok, home } = await harness()
  const { results } = await ok('PATCH', `blocks/${home}/children`, { children: [{ callout: { rich_text: [] } }] })
  const id = String(asObject(asArray(results)[0]).id)
  expect(await ok('PATCH', `blocks/${id}`, { callout: { icon: null } })).toMatchObject({ callout: { icon: null } })
})

test.each([
  ['url', '', 'url should be populated or `null`, instead was `""`.'],
  ['email', '', 'email should be populated or `null`, instead was `""`.'],
  ['phone_number', '', 'phone_number should be populated or `null`, instead was `""`.'],
  ['select', { name: '' }, 'select.name should be populated, instead was `""`.'],
  ['multi_select', [{ name: '' }], 'multi_select[0].name should be populated, instead was `""`.'],
])('error: an empty value of %s', async (type, value, problem) => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Value: { [type]: {} } })
  const body = { parent: { data_source_id: source }, properties: { Value: { [type]: value } } }
  expect((await tools.call('POST', 'pages', body)).body).toMatchObject({
    code: 'validation_error',
    message: `body failed validation: body.properties.Value.${problem}`,
  })
})

test('error: filter_properties with an unknown or doubly encoded id, before anything is changed', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { 'a b': { number: {} } })
  const { properties } = await tools.ok('GET', `data_sources/${source}`)
  const id = String(asObject(asObject(properties)['a b']).id)
  const row = await aRow(tools, source, 'Old')
  const path = `pages/${String(row.id)}`
  const changes = { properties: { Name: titled('New') } }
  const created = { parent: { data_source_id: source }, ...changes }
  for (const key of ['missing', encodeURIComponent(`%${id}`)])
    for (const [method, requested, body] of [
      ['GET', path, undefined],
      ['PATCH', path, changes],
      ['POST', 'pages', created],
      ['POST', `data_sources/${source}/query`, { filter: { property: 'a b', number: { equals: 1 } } }],
    ] as const) {
      const answer = await tools.call(method, `${requested}?filter_properties=${key}`, body)
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } })
      expect(answer.body.message).toContain(decodeURIComponent(key))
    }
  expect(names(await tools.ok('POST', `data_sources/${source}/query`, {}))).toEqual(['Old'])
  for (const key of ['a%20b', id, encodeURIComponent(id)])
    expect(Object.keys(asObject((await tools.ok('GET', `${path}?filter_properties=${key}`)).properties))).toEqual([
      'a b',
    ])
})

test('error: a page is not moved to the parent that it has', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  const row = await aRow(tools, source, 'A')
  const page = await tools.ok('POST', 'pages', pageIn(HOME, 'B'))
  for (const [{ id }, parent] of [
    [row, { data_source_id: source }],
    [page, { page_id: HOME }],
  ] as const)
    expect(await tools.call('POST', `pages/${String(id)}/move`, { parent })).toMatchObject({
      status: 400,
      body: { code: 'validation_error' },
    })
})

test('error: the children of a page in the trash, which itself can be retrieved', async () => {
  const { ok, call, home } = await harness()
  const above = await ok('POST', 'pages', pageIn(home, 'A'))
  const below = await ok('POST', 'pages', pageIn(String(above.id), 'B'))
  await ok('PATCH', `pages/${String(above.id)}`, { in_trash: true })
  for (const { id } of [above, below]) {
    expect(await call('GET', `blocks/${String(id)}/children`)).toMatchObject({
      status: 404,
      body: { code: 'object_not_found' },
    })
    expect(await ok('GET', `pages/${String(id)}`)).toMatchObject({ in_trash: true })
    expect(await ok('GET', `blocks/${String(id)}`)).toMatchObject({ in_trash: true })
  }
  await ok('PATCH', `pages/${String(above.id)}`, { in_trash: false })
  expect(asArray((await ok('GET', `blocks/${String(above.id)}/children`)).results)).toHaveLength(1)
})

test('error: Markdown of a new page that refers to a page', async () => {
  const { ok, call, home } = await harness()
  const url = `https://app.notion.com/p/${HOME.replaceAll('-', '')}`
  const create = async (markdown: string) => call('POST', 'pages', { parent: { page_id: home }, markdown })
  for (const markdown of [
    `# A\n<page url="${url}">Home</page>`,
    `- a\n\t- see <mention-page url="${url}">Home</mention-page>`,
  ])
    expect(await create(markdown)).toMatchObject({
      status: 400,
      body: { code: 'validation_error', message: 'Failed to parse markdown content' },
    })
  expect(asArray((await ok('GET', `blocks/${home}/children`)).results)).toEqual([])
  for (const markdown of [`\`<page url="${url}">\``, `<mention-user url="user://${PERSON}">Ada</mention-user>`])
    expect((await create(markdown)).status).toBe(200)
})

test('error: a page in a linked database, which has no data source of its own', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  const create = {
    data_source_id: source,
    name: 'Linked',
    type: 'table',
    create_database: { parent: { page_id: HOME } },
  }
  const { database_id: linked = '' } = asObject((await tools.ok('POST', 'views', create)).parent)
  expect(await tools.ok('GET', `databases/${String(linked)}`)).toMatchObject({ data_sources: [], is_inline: true })
  const { status, body } = await tools.call('POST', 'pages', { parent: { database_id: linked }, properties: {} })
  expect([status, body.code, body.message]).toEqual([
    400,
    'validation_error',
    `Database with ID ${String(linked)} does not contain any data sources accessible by this API bot.`,
  ])
})
