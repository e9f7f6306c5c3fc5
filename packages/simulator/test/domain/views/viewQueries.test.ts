import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aRow, harness } from '../../support/harness.js'

const ids = (list: JsonObject): ReadonlyArray<unknown> => asArray(list.results).map((each) => asObject(each).id)

test('default: views and their queries', async () => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, { Score: { number: {} } })
  const rows: Array<unknown> = []
  for (const score of [1, 2, 3]) rows.push((await aRow(tools, source, 'r', { Score: { number: score } })).id)
  const filter = { property: 'Score', number: { greater_than: 1 } }
  const sorts = [{ property: 'Score', direction: 'ascending' }]
  const view = await tools.ok('POST', 'views', {
    database_id: database,
    data_source_id: source,
    name: 'Good',
    type: 'table',
    filter,
    sorts,
  })
  expect(view).toMatchObject({
    object: 'view',
    name: 'Good',
    type: 'table',
    filter,
    sorts,
    quick_filters: null,
    configuration: { type: 'table' },
    parent: { type: 'database_id', database_id: database },
  })
  expect(asArray((await tools.ok('GET', `views?data_source_id=${source}`)).results)).toHaveLength(2)
  const query = await tools.ok('POST', `views/${String(view.id)}/queries`, { page_size: 1 })
  expect(query).toMatchObject({
    object: 'view_query',
    view_id: view.id,
    total_count: 2,
    results: [{ object: 'page', id: rows[1] }],
    has_more: true,
  })
  const path = `views/${String(view.id)}/queries/${String(query.id)}`
  expect(ids(await tools.ok('GET', `${path}?start_cursor=${String(query.next_cursor)}`))).toEqual([rows[2]])
  tools.advance(900_000)
  expect((await tools.call('GET', path)).status).toBe(404)
  expect(await tools.ok('PATCH', `views/${String(view.id)}`, { name: 'Better', filter: null })).toMatchObject({
    name: 'Better',
    filter: null,
  })
  expect(await tools.ok('DELETE', `views/${String(view.id)}`)).toEqual({
    object: 'view',
    id: view.id,
    parent: view.parent,
    type: 'table',
    request_id: expect.any(String),
  })
  expect((await tools.call('GET', `views/${String(view.id)}`)).status).toBe(404)
})
