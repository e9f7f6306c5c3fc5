import { expect, test } from 'vitest'
import { createResults } from '../../../src/domain/lists/results.js'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aRow, harness, names } from '../../support/harness.js'

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

const tableOf = async (count: number) => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Score: { number: {} } })
  const rows: Array<JsonObject> = []
  for (let index = 0; index < count; index += 1)
    rows.push(await aRow(tools, source, `R${index}`, { Score: { number: index } }))
  const query = (body: JsonObject): Promise<JsonObject> => tools.ok('POST', `data_sources/${source}/query`, body)
  return { tools, source, rows: rows.map(({ id }) => String(id)), query }
}

const BY_SCORE = { sorts: [{ property: 'Score', direction: 'ascending' }], page_size: 2 }

test('behavior: later pages of a query are read from the result of the first', async () => {
  const { tools, source, rows, query } = await tableOf(6)
  const one = await query(BY_SCORE)
  expect(one.next_cursor).toMatch(new RegExp(`^s:${UUID}:${rows[2]}$`))
  // What is written meanwhile changes neither the order nor the number of the rows, only their values.
  await tools.ok('PATCH', `pages/${rows[2]}`, { properties: { Score: { number: 99 }, Name: { title: [] } } })
  await aRow(tools, source, 'new', { Score: { number: 2 } })
  const two = await query({ ...BY_SCORE, start_cursor: one.next_cursor ?? '' })
  expect(names(two)).toEqual(['', 'R3'])
  const three = await query({ ...BY_SCORE, start_cursor: two.next_cursor ?? '' })
  expect([names(three), three.next_cursor]).toEqual([['R4', 'R5'], null])
})

test('behavior: rows that are deleted or moved between two pages are missing from the later ones', async () => {
  const { tools, rows, query } = await tableOf(6)
  const { source: other } = await aDataSource(tools, {})
  const one = await query(BY_SCORE)
  await tools.ok('PATCH', `pages/${rows[2]}`, { in_trash: true })
  await tools.ok('POST', `pages/${rows[3]}/move`, { parent: { type: 'data_source_id', data_source_id: other } })
  const two = await query({ ...BY_SCORE, start_cursor: one.next_cursor ?? '' })
  expect([names(two), two.has_more]).toEqual([['R4', 'R5'], false])
})

test('behavior: a cursor works with another query, without its session and after its result was dropped', async () => {
  const { tools, rows, query } = await tableOf(4)
  const one = await query(BY_SCORE)
  const cursor = String(one.next_cursor)
  expect(names(await query({ page_size: 2, start_cursor: cursor }))).toEqual(['R2', 'R1'])
  expect(names(await query({ ...BY_SCORE, start_cursor: rows[2] ?? '' }))).toEqual(['R2', 'R3'])
  const elsewhere = await harness()
  await elsewhere.simulator.load(tools.simulator.snapshot())
  const path = asObject(asArray(one.results)[0]).parent
  const again = await elsewhere.ok('POST', `data_sources/${String(asObject(path).data_source_id)}/query`, {
    ...BY_SCORE,
    start_cursor: cursor,
  })
  expect(names(again)).toEqual(['R2', 'R3'])
})

test('error: a cursor whose row is not in the result', async () => {
  const { tools, source, query } = await tableOf(3)
  const cursor = String((await query(BY_SCORE)).next_cursor).replace(/[^:]+$/, source)
  const answer = await tools.call('POST', `data_sources/${source}/query`, { ...BY_SCORE, start_cursor: cursor })
  expect([answer.status, answer.body.message]).toEqual([400, `The start_cursor provided is invalid: ${cursor}`])
})

test('behavior: later pages of a search are read from the result of the first', async () => {
  const { tools, rows } = await tableOf(4)
  const search = (more: JsonObject) =>
    tools.ok('POST', 'search', { filter: { property: 'object', value: 'page' }, page_size: 2, ...more })
  const one = await search({})
  expect(names(one)).toEqual(['R3', 'R2'])
  await tools.ok('PATCH', `pages/${rows[1]}`, { in_trash: true })
  tools.advance(60_000)
  await tools.ok('PATCH', `pages/${rows[0]}`, { properties: { Score: { number: 7 } } })
  expect(names(await search({ start_cursor: one.next_cursor ?? '' }))).toContain('R0')
})

test('behavior: results are kept up to a limit, the latest used longest', () => {
  const results = createResults(3000)
  const result = { ids: Array.from({ length: 100 }, String), total: 100 }
  results.keep('a', result)
  results.keep('b', result)
  expect(results.find('a')).toBe(result)
  results.keep('c', result)
  expect(['a', 'b', 'c'].map((key) => results.find(key) !== undefined)).toEqual([true, false, true])
  results.keep('d', { ids: Array.from({ length: 1000 }, String), total: 1000 })
  expect(['a', 'c', 'd'].map((key) => results.find(key) !== undefined)).toEqual([false, false, false])
})
