import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../src/json.js'
import { type Harness, harness } from './harness.js'

/** Pages a minute apart, the first the oldest. */
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

test('default: the last edited comes first, however well the others are met', async () => {
  const tools = await harness()
  await titled(tools, ['Ship log', 'Log of the old ship', 'Ship it', 'Harbour'])
  expect(await found(tools, { query: 'Ship log' })).toEqual(['Ship it', 'Log of the old ship', 'Ship log'])
})

test('params: sort by relevance puts the best met title first', async () => {
  const tools = await harness()
  await titled(tools, ['Ship log', 'Log of the old ship', 'Ship it'])
  const sort = { property: 'relevance' }
  expect(await found(tools, { query: 'Ship log', sort })).toEqual(['Ship log', 'Log of the old ship', 'Ship it'])
})

test('behavior: the ending of a word does not matter', async () => {
  const tools = await harness()
  await titled(tools, ['A test', 'Testing', 'Tester', 'Contest'])
  expect(await found(tools, { query: 'Tests' })).toEqual(['Tester', 'Testing', 'A test'])
  expect(await found(tools, { query: 'testing' })).toEqual(['Tester', 'Testing', 'A test'])
})

test('behavior: common words of a query do not count', async () => {
  const tools = await harness()
  await titled(tools, ['All of it', 'A boat'])
  expect(await found(tools, { query: 'There is not a boat at all in this harbour' })).toEqual(['A boat'])
  expect(await found(tools, { query: 'of it all' })).toEqual(['All of it'])
})

test('behavior: of what was edited at the same time, the newer comes first', async () => {
  const { ok, home, ...rest } = await harness()
  await titled({ ok, home, ...rest }, ['One'])
  const list = await ok('POST', 'search', { filter: { property: 'object', value: 'page' } })
  expect(asArray(list.results).map((page) => asObject(page).id)[1]).toBe(home)
})
