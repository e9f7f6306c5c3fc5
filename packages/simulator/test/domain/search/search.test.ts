import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aPage, type Harness, harness } from '../../support/harness.js'

/** Pages created a minute apart, the oldest first. */
const titled = async ({ ok, home, advance }: Harness, titles: ReadonlyArray<string>): Promise<void> => {
  for (const content of titles) {
    await ok('POST', 'pages', { parent: { page_id: home }, properties: { title: [{ text: { content } }] } })
    advance(60_000)
  }
}

const found = async ({ ok }: Harness, body: JsonObject): Promise<ReadonlyArray<unknown>> =>
  asArray((await ok('POST', 'search', body)).results).map((page) =>
    asArray(asObject(asObject(asObject(page).properties).title).title)
      .map((run) => asObject(run).plain_text)
      .join(''),
  )

test('default: the last edited comes first, however well others match', async () => {
  const tools = await harness()
  await titled(tools, ['Ship log', 'Log of the old ship', 'Ship it', 'Harbour'])
  expect(await found(tools, { query: 'Ship log' })).toEqual(['Ship it', 'Log of the old ship', 'Ship log'])
})

test('params: sort by relevance puts the best match first', async () => {
  const tools = await harness()
  await titled(tools, ['Ship log', 'Log of the old ship', 'Ship it'])
  const sort = { property: 'relevance' }
  expect(await found(tools, { query: 'Ship log', sort })).toEqual(['Ship log', 'Log of the old ship', 'Ship it'])
})

test('behavior: the endings of words are ignored', async () => {
  const tools = await harness()
  await titled(tools, ['A test', 'Testing', 'Tester', 'Contest'])
  expect(await found(tools, { query: 'Tests' })).toEqual(['Tester', 'Testing', 'A test'])
  expect(await found(tools, { query: 'testing' })).toEqual(['Tester', 'Testing', 'A test'])
})

test('behavior: common words of a query are ignored', async () => {
  const tools = await harness()
  await titled(tools, ['All of it', 'A boat'])
  expect(await found(tools, { query: 'There is not a boat at all in this harbour' })).toEqual(['A boat'])
  expect(await found(tools, { query: 'of it all' })).toEqual(['All of it'])
})

test('behavior: of objects edited at the same time, the newer comes first', async () => {
  const { ok, home, ...rest } = await harness()
  await titled({ ok, home, ...rest }, ['One'])
  const list = await ok('POST', 'search', { filter: { property: 'object', value: 'page' } })
  expect(asArray(list.results).map((page) => asObject(page).id)[1]).toBe(home)
})

test('behavior: pages created at the same time are in reverse order of creation', async () => {
  const tools = await harness()
  const { ok, home } = tools
  for (const content of ['Boat 1', 'Boat 2', 'Boat 3'])
    await ok('POST', 'pages', { parent: { page_id: home }, properties: { title: [{ text: { content } }] } })
  const sort = (direction: string): JsonObject => ({ timestamp: 'last_edited_time', direction })
  expect(await found(tools, { query: 'Boat' })).toEqual(['Boat 3', 'Boat 2', 'Boat 1'])
  expect(await found(tools, { query: 'Boat', sort: sort('descending') })).toEqual(['Boat 3', 'Boat 2', 'Boat 1'])
  expect(await found(tools, { query: 'Boat', sort: sort('ascending') })).toEqual(['Boat 1', 'Boat 2', 'Boat 3'])
})

test('behavior: data sources created at the same time are in reverse order of creation', async () => {
  const tools = await harness()
  const { ok, home } = tools
  for (const content of ['Fleet 1', 'Fleet 2'])
    await ok('POST', 'databases', { parent: { page_id: home }, title: [{ text: { content } }] })
  const { results } = await ok('POST', 'search', {
    query: 'Fleet',
    filter: { property: 'object', value: 'data_source' },
  })
  const titles = asArray(results).map((source) => asObject(asArray(asObject(source).title)[0]).plain_text)
  expect(titles).toEqual(['Fleet 2', 'Fleet 1'])
})

test.each(['ascending', 'descending'])(
  'behavior: loaded pages of one minute keep their order: %s',
  async (direction) => {
    const tools = await harness()
    const loaded = (digit: number, text: string): JsonObject =>
      aPage(`2222222${String(digit)}-2222-4222-8222-222222222222`, {
        last_edited_time: '2026-01-01T00:00:00.000Z',
        url: `https://www.notion.so/${text}`,
        properties: {
          title: { id: 'title', type: 'title', title: [{ type: 'text', text: { content: text }, plain_text: text }] },
        },
      })
    await tools.simulator.load([loaded(2, 'Tug b'), loaded(1, 'Tug a')])
    const sort = { timestamp: 'last_edited_time', direction }
    expect(await found(tools, { query: 'Tug', sort })).toEqual(['Tug b', 'Tug a'])
  },
)
