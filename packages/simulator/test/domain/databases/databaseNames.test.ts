import { expect, test } from 'vitest'
import { asArray, asObject } from '../../../src/domain/values/json.js'
import { aDataSource, type Harness, harness } from '../../support/harness.js'

const plain = (runs: unknown): string =>
  asArray(runs)
    .map((run) => String(asObject(run).plain_text))
    .join('')

const told = async ({ ok }: Harness, database: string, source: string) => {
  const [whole, part] = [await ok('GET', `databases/${database}`), await ok('GET', `data_sources/${source}`)]
  const [listed] = asArray(whole.data_sources).map(asObject)
  return { database: [whole.title, whole.description], listed: listed?.name, source: [part.title, part.description] }
}

test('default: a database without a title is named New database, and its data source has no title', async () => {
  const tools = await harness()
  const made = await tools.ok('POST', 'databases', { parent: { type: 'page_id', page_id: tools.home } })
  const [first] = asArray(made.data_sources).map(asObject)
  expect([plain(made.title), first?.name]).toEqual(['New database', 'New database'])
  const named = await told(tools, String(made.id), String(first?.id))
  expect([plain(named.source[0]), plain(named.source[1])]).toEqual(['', ''])
  const block = await tools.ok('GET', `blocks/${String(made.id)}`)
  expect(block.child_database).toEqual({ title: 'New database' })
})

test.each([
  ['databases', 'database'],
  ['data_sources', 'source'],
] as const)('behavior: a new title or description of %s is also that of the other', async (path, which) => {
  const tools = await harness()
  const made = await tools.ok('POST', 'databases', { parent: { type: 'page_id', page_id: tools.home } })
  const ids = { database: String(made.id), source: String(asObject(asArray(made.data_sources)[0]).id) }
  const words = (text: string) => [{ text: { content: text } }]
  await tools.ok('PATCH', `${path}/${ids[which]}`, { title: words('Tasks'), description: words('What is to do') })
  const named = await told(tools, ids.database, ids.source)
  expect([named.database.map(plain), named.listed, named.source.map(plain)]).toEqual([
    ['Tasks', 'What is to do'],
    'Tasks',
    ['Tasks', 'What is to do'],
  ])
  await tools.ok('PATCH', `${path}/${ids[which]}`, { title: [], description: [] })
  const bare = await told(tools, ids.database, ids.source)
  expect([bare.database.map(plain), bare.listed, bare.source.map(plain)]).toEqual([
    ['New database', ''],
    'New database',
    ['', ''],
  ])
})

test('behavior: a database with two data sources has its own title and description', async () => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, {})
  await tools.ok('POST', 'data_sources', { parent: { database_id: database }, properties: { Name: { title: {} } } })
  await tools.ok('PATCH', `databases/${database}`, {
    title: [{ text: { content: 'Both' } }],
    description: [{ text: { content: 'D' } }],
  })
  const named = await told(tools, database, source)
  expect([named.database.map(plain), named.listed, named.source.map(plain)]).toEqual([
    ['Both', 'D'],
    'Table',
    ['Table', ''],
  ])
})

test('behavior: a new description of a database edits its data source, not the database', async () => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, {})
  const before = await tools.ok('GET', `databases/${database}`)
  tools.advance(60_000)
  const changes = [
    { description: [{ text: { content: 'D' } }] },
    { is_locked: true },
    { icon: { emoji: '📖' } },
    { is_inline: true },
  ]
  for (const change of changes) {
    const after = await tools.ok('PATCH', `databases/${database}`, change)
    expect(after.last_edited_time).toBe(before.last_edited_time)
  }
  await tools.ok('POST', 'data_sources', { parent: { database_id: database }, properties: { Name: { title: {} } } })
  expect(await tools.ok('GET', `databases/${database}`)).toMatchObject({ last_edited_time: before.last_edited_time })
  expect(await tools.ok('GET', `data_sources/${source}`)).toMatchObject({
    last_edited_time: '2026-04-15T12:31:00.000Z',
  })
  const trashed = await tools.ok('PATCH', `databases/${database}`, { in_trash: true })
  expect(trashed.last_edited_time).toBe('2026-04-15T12:31:20.000+00:00')
})
