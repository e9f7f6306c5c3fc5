import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, type Harness, harness } from '../../support/harness.js'

const ids = (list: JsonObject): ReadonlyArray<unknown> => asArray(list.results).map((each) => asObject(each).id)

const titled = ({ ok, home }: Harness, title: string): Promise<JsonObject> =>
  ok('POST', 'pages', { parent: { page_id: home }, properties: { title: [{ text: { content: title } }] } })

test('default: search finds pages and data sources by title, the last edited first', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  tools.advance(60_000)
  const apple = await titled(tools, 'Apple pie')
  tools.advance(60_000)
  const plum = await titled(tools, 'Plum pie')
  const search = (body: JsonObject) => tools.ok('POST', 'search', body)
  expect(ids(await search({ query: 'PIE' }))).toEqual([plum.id, apple.id])
  expect(ids(await search({ query: 'apple' }))).toEqual([apple.id])
  expect(ids(await search({ query: 'cherry' }))).toEqual([])
  const sort = { timestamp: 'last_edited_time', direction: 'ascending' }
  expect(ids(await search({ query: 'pie', sort }))).toEqual([apple.id, plum.id])
  expect(ids(await search({ filter: { property: 'object', value: 'data_source' } }))).toEqual([source])
  expect(ids(await search({ filter: { property: 'object', value: 'page' } }))).toEqual([plum.id, tools.home, apple.id])
  const one = await search({ query: 'pie', page_size: 1 })
  expect(one).toMatchObject({ has_more: true, type: 'page_or_data_source' })
  expect(ids(await search({ query: 'pie', page_size: 1, start_cursor: one.next_cursor ?? '' }))).toEqual([apple.id])
  await tools.ok('PATCH', `pages/${String(apple.id)}`, { in_trash: true })
  expect(ids(await search({ query: 'pie' }))).toEqual([plum.id])
  expect(ids(await search({ query: 'pie', filter: { in_trash: true } }))).toEqual([apple.id])
})

test('error: invalid searches', async () => {
  const { call } = await harness()
  const answer = await call('POST', 'search', { filter: { property: 'object', value: 'database' } })
  expect(answer.body.message).toBe(
    'body failed validation: body.filter.value should be `"page"` or `"data_source"`, instead was `"database"`.',
  )
})
