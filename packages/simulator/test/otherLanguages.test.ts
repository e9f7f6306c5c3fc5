/**
 * Requests as clients in other languages write them, which cannot be installed here: Go's serializes zero values, PHP's
 * whole objects, Ruby's the options of a call. Each of their calls succeeds, and returns what their types require.
 */
import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../src/domain/values/json.js'
import { type Harness, HOME, harness, names } from './support/harness.js'
import { first } from './support/olderHarness.js'

const NOW = '2026-04-15T12:00:00.000000Z'

const PLAIN = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' }

/** Every page of a list, read until there is no more. */
const readAll = async (
  page: (cursor: string | undefined) => Promise<JsonObject>,
): Promise<ReadonlyArray<JsonObject>> => {
  const pages = [await page(undefined)]
  for (let next = pages[0]?.next_cursor; typeof next === 'string'; next = pages.at(-1)?.next_cursor)
    pages.push(await page(next))
  return pages
}

/** What the structures of Go and the constructors of PHP need of every object. */
const assertWhole = (object: JsonObject): void => {
  expect(object).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    created_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.000Z$/),
    last_edited_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.000Z$/),
    archived: expect.any(Boolean),
    created_by: { object: 'user', id: expect.any(String) },
    last_edited_by: { object: 'user', id: expect.any(String) },
  })
}

const goText = (content: string): ReadonlyArray<JsonObject> => [
  { type: 'text', text: { content }, annotations: PLAIN, plain_text: content },
]

const goScenario = async ({ ok, call }: Harness): Promise<void> => {
  const database = await ok('POST', 'databases', {
    parent: { type: 'page_id', page_id: HOME },
    title: goText('Books'),
    properties: {
      Name: { type: 'title', title: {} },
      Pages: { type: 'number', number: { format: 'number' } },
      Genre: { type: 'select', select: { options: [{ name: 'Essay', color: 'blue' }, { name: 'Novel' }] } },
      Read: { type: 'checkbox', checkbox: {} },
    },
    is_inline: false,
  })
  assertWhole(database)
  const parent = { type: 'database_id', database_id: database.id }
  for (const [name, pages] of Object.entries({ Walden: 352, Emma: 474, Ulysses: 730 }))
    assertWhole(
      await ok('POST', 'pages', {
        parent,
        properties: {
          Name: { type: 'title', title: goText(name) },
          Pages: { type: 'number', number: pages },
          Genre: { type: 'select', select: { name: 'Novel' } },
        },
        children: [
          { object: 'block', type: 'heading_1', heading_1: { rich_text: goText(name), is_toggleable: false } },
        ],
      }),
    )
  const query = {
    sorts: [{ property: 'Pages', direction: 'descending' }],
    page_size: 1,
    filter: {
      and: [
        { property: 'Genre', select: { equals: 'Novel' } },
        { property: 'Pages', number: { greater_than: 400 } },
      ],
    },
  }
  const pages = await readAll((cursor) =>
    ok('POST', `databases/${database.id}/query`, {
      ...query,
      ...(cursor === undefined ? {} : { start_cursor: cursor }),
    }),
  )
  expect(pages.flatMap(names)).toEqual(['Ulysses', 'Emma'])
  const emma = first(pages[1] ?? {})
  // An update always says whether the page is archived.
  const update = { properties: { Read: { type: 'checkbox', checkbox: true } }, archived: false }
  expect(await ok('PATCH', `pages/${emma.id}`, update)).toMatchObject({ archived: false, parent })
  const updated = await ok('PATCH', `databases/${database.id}`, {
    title: goText('Library'),
    properties: {
      Pages: {
        id: String(asObject(asObject(database.properties).Pages).id),
        type: 'number',
        number: { format: 'percent' },
      },
    },
  })
  expect(updated).toMatchObject({
    title: [{ plain_text: 'Library' }],
    properties: { Pages: { number: { format: 'percent' } } },
  })
  const found = await ok('POST', 'search', {
    query: 'library',
    sort: { direction: 'ascending', timestamp: 'last_edited_time' },
    filter: { value: 'database', property: 'object' },
  })
  expect(found.results).toMatchObject([{ object: 'database', id: database.id }])
  const blocks = await ok('GET', `blocks/${emma.id}/children?page_size=1`)
  const heading = first(blocks)
  const change = { heading_1: { rich_text: goText('Emma, again') } }
  expect(await ok('PATCH', `blocks/${heading.id}`, change)).toMatchObject({ type: 'heading_1' })
  expect(await ok('DELETE', `blocks/${heading.id}`)).toMatchObject({ archived: true })
  expect(
    await ok('POST', 'comments', { parent: { type: 'page_id', page_id: emma.id }, rich_text: goText('Good') }),
  ).toMatchObject({ object: 'comment' })
  expect((await ok('GET', `comments?block_id=${emma.id}`)).results).toHaveLength(1)
  expect((await ok('GET', 'users?page_size=100')).type).toBe('user')
  expect(await ok('GET', 'users/me')).toMatchObject({ type: 'bot' })
  const { body } = await call('GET', 'databases/0a0b0c0d-0000-4000-8000-000000000001')
  expect(body).toMatchObject({ object: 'error', status: 404, code: 'object_not_found', message: expect.any(String) })
}

const phpText = (content: string): JsonObject => ({
  type: 'text',
  text: { content, link: null },
  plain_text: content,
  href: null,
  annotations: PLAIN,
})

const phpBlock = (type: string, payload: JsonObject): JsonObject => ({
  object: 'block',
  created_time: NOW,
  last_edited_time: NOW,
  archived: false,
  has_children: false,
  type,
  [type]: payload,
})

/** A client that writes whole objects back. */
const phpScenario = async ({ ok }: Harness): Promise<void> => {
  const database = await ok('POST', 'databases', {
    object: 'database',
    created_time: NOW,
    last_edited_time: NOW,
    title: [phpText('Books')],
    description: [],
    properties: {
      Title: { id: 'title', name: 'Title', type: 'title', title: {} },
      Pages: { id: '', name: 'Pages', type: 'number', number: { format: 'number' } },
      Due: { id: '', name: 'Due', type: 'date', date: {} },
    },
    parent: { type: 'page_id', page_id: HOME },
    url: '',
    is_inline: false,
  })
  assertWhole(database)
  expect(Object.keys(asObject(database.properties)).sort()).toEqual(['Due', 'Pages', 'Title'])
  const changed = await ok('PATCH', `databases/${database.id}`, {
    title: [phpText('Library')],
    description: [phpText('All of them')],
    icon: { type: 'emoji', emoji: '📚' },
    properties: { ...asObject(database.properties), Read: { id: '', name: 'Read', type: 'checkbox', checkbox: {} } },
    parent: database.parent,
    is_inline: true,
  })
  expect(changed).toMatchObject({ title: [{ plain_text: 'Library' }], is_inline: true, icon: { emoji: '📚' } })
  expect(Object.keys(asObject(changed.properties)).sort()).toEqual(['Due', 'Pages', 'Read', 'Title'])
  const parent = { type: 'database_id', database_id: database.id }
  const properties = {
    Title: { id: 'title', type: 'title', title: [phpText('Emma')] },
    Pages: { id: '', type: 'number', number: 474 },
  }
  const page = await ok('POST', 'pages', {
    archived: false,
    icon: null,
    cover: null,
    properties,
    parent,
    children: [phpBlock('paragraph', { rich_text: [phpText('Once')], color: 'default', children: [] })],
  })
  assertWhole(page)
  const empty = { archived: false, icon: null, cover: null, parent: { type: 'page_id', page_id: HOME }, children: [] }
  assertWhole(await ok('POST', 'pages', { ...empty, properties: { title: properties.Title } }))
  const updated = await ok('PATCH', `pages/${page.id}`, {
    archived: false,
    icon: { type: 'emoji', emoji: '🎩' },
    cover: null,
    properties: { Title: asObject(asObject(page.properties).Title), Pages: asObject(asObject(page.properties).Pages) },
    parent: page.parent,
  })
  expect(updated).toMatchObject({ icon: { emoji: '🎩' }, properties: { Pages: { number: 474 } } })
  const appended = await ok('PATCH', `blocks/${page.id}/children`, {
    children: [
      phpBlock('toggle', { rich_text: [phpText('More')], children: [phpBlock('divider', {})], color: 'default' }),
    ],
  })
  const block = first(appended)
  assertWhole(block)
  const {
    id: _,
    type: __,
    created_time: ___,
    last_edited_time: ____,
    has_children: _____,
    ...rest
  } = phpBlock('toggle', {
    rich_text: [phpText('Less')],
    color: 'default',
  })
  expect(await ok('PATCH', `blocks/${block.id}`, rest)).toMatchObject({
    toggle: { rich_text: [{ plain_text: 'Less' }] },
  })
  expect(await ok('POST', `databases/${database.id}/query`, { sorts: [], page_size: 100 })).toMatchObject({
    has_more: false,
  })
  expect(await ok('PATCH', `databases/${database.id}`, { archived: true })).toMatchObject({ archived: true })
}

/** Another client in PHP: it omits what is empty, and pages through queries by the address. */
const otherPhpScenario = async ({ ok }: Harness): Promise<void> => {
  const database = await ok('POST', 'databases', {
    object: 'database',
    title: [phpText('Books')],
    properties: { Name: { type: 'title', title: {} } },
    parent: { type: 'page_id', page_id: HOME },
    archived: false,
  })
  for (const name of ['Emma', 'Walden', 'Ulysses'])
    await ok('POST', 'pages', {
      object: 'page',
      archived: false,
      properties: { Name: { type: 'title', title: [phpText(name)] } },
      parent: { type: 'database_id', database_id: database.id },
      children: [],
    })
  const byAddress = (path: string, body: JsonObject | undefined, size: number) => (cursor: string | undefined) =>
    ok('POST', `${path}?page_size=${size}${cursor === undefined ? '' : `&start_cursor=${cursor}`}`, body)
  const pages = await readAll(byAddress(`databases/${database.id}/query`, undefined, 2))
  expect(pages.map((each) => asArray(each.results).length)).toEqual([2, 1])
  const found = await readAll(byAddress('search', { filter: { property: 'object', value: 'page' } }, 3))
  expect(found.map((each) => asArray(each.results).length)).toEqual([3, 1])
  const row = first(pages[0] ?? {})
  const appended = await ok('PATCH', `blocks/${row.id}/children`, {
    children: [
      {
        object: 'block',
        type: 'paragraph',
        archived: false,
        has_children: false,
        paragraph: { rich_text: [phpText('Once')] },
      },
    ],
  })
  const block = first(appended)
  const update = { paragraph: { rich_text: [phpText('Twice')] }, archived: false }
  expect(await ok('PATCH', `blocks/${block.id}`, update)).toMatchObject({ type: 'paragraph', archived: false })
  expect(await ok('PATCH', `databases/${database.id}`, { title: [phpText('Library')] })).toMatchObject({
    object: 'database',
  })
}

/** A client that sends the options of a call as they are. */
const rubyScenario = async ({ ok }: Harness): Promise<void> => {
  const text = (content: string) => [{ text: { content } }]
  const database = await ok('POST', 'databases', {
    parent: { page_id: HOME },
    title: text('Books'),
    properties: { Name: { title: {} }, Tags: { multi_select: { options: [{ name: 'a', color: 'red' }] } } },
  })
  for (const name of ['Emma', 'Walden'])
    await ok('POST', 'pages', { parent: { database_id: database.id }, properties: { Name: { title: text(name) } } })
  const options = { sorts: [{ property: 'Name', direction: 'ascending' }], page_size: 1 }
  const pages = await readAll((cursor) =>
    ok('POST', `databases/${database.id}/query`, cursor === undefined ? options : { ...options, start_cursor: cursor }),
  )
  expect(pages.flatMap(names)).toEqual(['Emma', 'Walden'])
  const row = first(pages[0] ?? {})
  await ok('PATCH', `blocks/${row.id}/children`, {
    children: [{ object: 'block', type: 'heading_2', heading_2: { rich_text: text('A heading') } }],
  })
  const listed = await ok('GET', `blocks/${row.id}/children?block_id=${row.id}&page_size=100`)
  expect(first(listed)).toMatchObject({ type: 'heading_2' })
  expect((await ok('GET', 'databases?page_size=1')).results).toHaveLength(1)
  expect(
    (await ok('POST', 'search', { query: 'emma', filter: { property: 'object', value: 'page' } })).results,
  ).toHaveLength(1)
  expect(await ok('GET', `pages/${row.id}/properties/title`)).toMatchObject({ object: 'list', type: 'property_item' })
}

test.each([
  ['Go', '2022-06-28', goScenario],
  ['PHP, whole objects', '2022-06-28', phpScenario],
  ['PHP, without what is empty', '2022-06-28', otherPhpScenario],
  ['Ruby', '2022-02-22', rubyScenario],
] as const)('default: what a client in %s sends in %s', async (_, version, scenario) => {
  await scenario(await harness({}, version))
})
