import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { createSimulator, type DeclaredWorkspace } from '../../../src/index.js'
import { type Harness, HOME, harness, names, property, texts } from '../../support/harness.js'

const id = (last: string): string => `ffffffff-0000-4000-8000-0000000000${last}`
const [SECRET, BELOW, OPEN, VAULT, VAULT_SOURCE, VAULT_ROW] = [
  id('01'),
  id('02'),
  id('03'),
  id('04'),
  id('05'),
  id('06'),
]
const [SOURCE, DATABASE, SHOWN_ROW, HIDDEN_ROW] = [id('07'), id('08'), id('09'), id('0a')]
const [PUBLIC_ROW, TOP, BESIDE] = [id('0b'), id('0c'), id('0d')]

const declared: DeclaredWorkspace = {
  pages: [
    {
      id: TOP,
      title: 'Top',
      markdown: 'seen',
      pages: [
        {
          id: SECRET,
          title: 'Secret',
          shared: false,
          markdown: 'hidden\n- list\n\t- deep',
          comments: ['hidden too'],
          pages: [
            { id: BELOW, title: 'Below secret' },
            { id: OPEN, title: 'Open', shared: true, markdown: 'open text' },
          ],
        },
        { id: BESIDE, title: 'Beside' },
      ],
      databases: [
        {
          id: VAULT,
          data_source_id: VAULT_SOURCE,
          title: 'Vault',
          shared: false,
          properties: { Name: 'title' },
          rows: [
            { $id: VAULT_ROW, Name: 'Gold', $markdown: 'bars' },
            { $id: PUBLIC_ROW, Name: 'Tin', $shared: true },
          ],
        },
        {
          id: DATABASE,
          data_source_id: SOURCE,
          title: 'Table',
          properties: {
            Name: 'title',
            Vault: { relation: 'Vault' },
            Sum: {
              rollup: { relation_property_name: 'Vault', rollup_property_name: 'Name', function: 'show_original' },
            },
            Self: { relation: 'Table' },
          },
          rows: [
            { $id: SHOWN_ROW, Name: 'Shown', Vault: 'Gold', Self: ['Hidden', 'Shown'] },
            { $id: HIDDEN_ROW, Name: 'Hidden', $shared: false },
          ],
        },
      ],
    },
  ],
}

interface Withheld extends Harness {
  /** The ids of the contents of a page that is not shared, and of a view of a database that is not. */
  readonly block: string
  readonly deep: string
  readonly comment: string
  readonly discussion: string
  readonly view: string
}

const withheld = async (): Promise<Withheld> => {
  const tools = await harness()
  await tools.simulator.load(declared)
  const kept = asObject(tools.simulator.snapshot().workspace)
  const find = (kind: string, test: (each: JsonObject) => boolean): JsonObject =>
    asArray(kept[kind])
      .map((entry) => asObject(asArray(entry)[1]))
      .find(test) ?? {}
  const block = find('nodes', ({ parent, type }) => asObject(parent).page_id === SECRET && type !== 'paragraph')
  const comment = find('comments', ({ parent }) => asObject(parent).page_id === SECRET)
  return {
    ...tools,
    block: String(block.id),
    deep: String(asArray(block.children)[0]),
    comment: String(comment.id),
    discussion: String(comment.discussionId),
    view: String(find('views', ({ databaseId }) => databaseId === VAULT).id),
  }
}

const text = (content: string) => [{ text: { content } }]
const children = { children: [{ paragraph: { rich_text: text('x') } }] }

test('behavior: what is not shared is not found by any route', async () => {
  const { call, block, deep, comment, discussion, view } = await withheld()
  const pages = [SECRET, BELOW, VAULT_ROW, HIDDEN_ROW]
  const requests: ReadonlyArray<readonly [string, string, JsonObject?]> = [
    ...[...pages, VAULT, block, deep].flatMap(
      (each): ReadonlyArray<readonly [string, string, JsonObject?]> => [
        ['GET', `blocks/${each}`],
        ['PATCH', `blocks/${each}`, { in_trash: true }],
        ['DELETE', `blocks/${each}`],
        ['GET', `blocks/${each}/children`],
        ['PATCH', `blocks/${each}/children`, children],
        ['GET', `comments?block_id=${each}`],
      ],
    ),
    ...pages.flatMap(
      (each): ReadonlyArray<readonly [string, string, JsonObject?]> => [
        ['GET', `pages/${each}`],
        ['PATCH', `pages/${each}`, { in_trash: true }],
        ['GET', `pages/${each}/properties/title`],
        ['GET', `pages/${each}/markdown`],
        ['PATCH', `pages/${each}/markdown`, { type: 'replace_content', replace_content: { new_str: 'x' } }],
        ['POST', `pages/${each}/move`, { parent: { type: 'page_id', page_id: TOP } }],
        ['POST', `pages/${BESIDE}/move`, { parent: { type: 'page_id', page_id: each } }],
        ['POST', 'pages', { parent: { page_id: each }, properties: {} }],
        ['POST', 'databases', { parent: { type: 'page_id', page_id: each }, initial_data_source: { properties: {} } }],
        ['POST', 'comments', { parent: { page_id: each }, rich_text: text('x') }],
      ],
    ),
    ['GET', `databases/${VAULT}`],
    ['PATCH', `databases/${VAULT}`, { title: text('x') }],
    ['GET', `data_sources/${VAULT_SOURCE}`],
    ['PATCH', `data_sources/${VAULT_SOURCE}`, { title: text('x') }],
    ['POST', `data_sources/${VAULT_SOURCE}/query`, {}],
    ['GET', `data_sources/${VAULT_SOURCE}/templates`],
    [
      'POST',
      'data_sources',
      { parent: { type: 'database_id', database_id: VAULT }, properties: { Name: { title: {} } } },
    ],
    ['POST', 'pages', { parent: { data_source_id: VAULT_SOURCE }, properties: {} }],
    ['POST', `pages/${BESIDE}/move`, { parent: { type: 'data_source_id', data_source_id: VAULT_SOURCE } }],
    ['GET', `views?database_id=${VAULT}`],
    ['GET', `views?data_source_id=${VAULT_SOURCE}`],
    ['POST', 'views', { database_id: VAULT, data_source_id: VAULT_SOURCE, name: 'x', type: 'table' }],
    ['GET', `views/${view}`],
    ['PATCH', `views/${view}`, { name: 'x' }],
    ['DELETE', `views/${view}`],
    ['POST', `views/${view}/queries`, {}],
    ['GET', `comments/${comment}`],
    ['PATCH', `comments/${comment}`, { rich_text: text('x') }],
    ['DELETE', `comments/${comment}`],
    ['POST', 'comments', { discussion_id: discussion, rich_text: text('x') }],
    ['PATCH', `pages/${SHOWN_ROW}`, { properties: { Self: { relation: [{ id: HIDDEN_ROW }] } } }],
  ]
  for (const [method, path, body] of requests) {
    const answer = await call(method, path, body)
    expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 404, 'object_not_found'])
  }
})

test('behavior: what is not shared is omitted from its parent', async () => {
  const { ok } = await withheld()
  const blocks = asArray((await ok('GET', `blocks/${TOP}/children`)).results).map(asObject)
  expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'child_database', 'child_page'])
  expect(blocks.map(({ id: each }) => each).slice(1)).toEqual([DATABASE, BESIDE])
  expect(names(await ok('POST', `data_sources/${SOURCE}/query`, {}))).toEqual(['Shown'])
  const markdown = String((await ok('GET', `pages/${TOP}/markdown`)).markdown)
  expect(markdown).toContain('Beside')
  expect(markdown).not.toContain('Secret')
  const found = asArray((await ok('POST', 'search', {})).results).map((each) => asObject(each).id)
  expect([...found].map(String).sort()).toEqual([HOME, OPEN, SOURCE, SHOWN_ROW, PUBLIC_ROW, TOP, BESIDE].sort())
})

test('behavior: a descendant of what is not shared can be shared', async () => {
  const { ok } = await withheld()
  expect(await ok('GET', `pages/${OPEN}`)).toMatchObject({ id: OPEN, parent: { type: 'page_id', page_id: SECRET } })
  expect(texts(await ok('GET', `blocks/${OPEN}/children`))).toEqual(['open text'])
  await ok('PATCH', `blocks/${OPEN}/children`, children)
  expect(texts(await ok('GET', `blocks/${OPEN}/children`))).toEqual(['open text', 'x'])
  expect(names({ results: [await ok('GET', `pages/${PUBLIC_ROW}`)] })).toEqual(['Tin'])
})

test('behavior: properties that lead to what is not shared are omitted', async () => {
  const { ok, call } = await withheld()
  const schema = asObject((await ok('GET', `data_sources/${SOURCE}`)).properties)
  expect(Object.keys(schema).sort()).toEqual(['Name', 'Self'])
  const row = await ok('GET', `pages/${SHOWN_ROW}`)
  expect(Object.keys(asObject(row.properties)).sort()).toEqual(['Name', 'Self'])
  expect(property(row, 'Self')).toMatchObject({ relation: [{ id: SHOWN_ROW }] })
  const requests: ReadonlyArray<readonly [string, string, JsonObject?]> = [
    ['GET', `pages/${SHOWN_ROW}/properties/Vault`],
    ['PATCH', `pages/${SHOWN_ROW}`, { properties: { Vault: { relation: [] } } }],
    ['POST', `data_sources/${SOURCE}/query`, { filter: { property: 'Vault', relation: { is_not_empty: true } } }],
    ['POST', `data_sources/${SOURCE}/query`, { sorts: [{ property: 'Sum', direction: 'ascending' }] }],
  ]
  for (const [method, path, body] of requests) expect((await call(method, path, body)).status).toBe(400)
})

test('behavior: a mention of what is not shared does not contain its title', async () => {
  const { ok } = await withheld()
  const mention = (page: string) => ({ mention: { page: { id: page } } })
  const rich_text = [mention(SECRET), { text: { content: ', ' } }, mention(BESIDE)]
  expect(texts(await ok('PATCH', `blocks/${TOP}/children`, { children: [{ paragraph: { rich_text } }] }))).toEqual([
    'Untitled, Beside',
  ])
})

test('behavior: a snapshot contains what is not shared', async () => {
  const { simulator } = await withheld()
  const other = await harness()
  await other.simulator.load(simulator.snapshot())
  expect((await other.call('GET', `pages/${SECRET}`)).status).toBe(404)
  expect((await other.call('GET', `pages/${OPEN}`)).status).toBe(200)
})

test.each<readonly [string, unknown]>([
  ['pages[0].shared', { pages: [{ title: 'A', shared: 'no' }] }],
  ['databases[0].shared', { pages: [{ title: 'A', databases: [{ title: 'D', shared: 0 }] }] }],
  ['rows[0].$shared', { pages: [{ title: 'A', databases: [{ title: 'D', rows: [{ $shared: 'no' }] }] }] }],
])('error: %s is not a boolean', async (place, workspace) => {
  const loading = createSimulator().load(asObject(JSON.parse(JSON.stringify(workspace))))
  await expect(loading).rejects.toThrow(`${place} should be a boolean`)
})
