import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { withCache } from '../../../src/core/middleware/withCache.js'
import { collect } from '../../../src/core/pagination/paginate.js'
import { queryDatabase } from '../../../src/ops/databases/queryDatabase.js'
import { aDatabase, aDataSource } from '../../support/dataSources.js'
import { aList, anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const database_id = anId(4)
const paths = () => sent.map(({ method, path }) => `${method} ${path}`)
const two = [
  { id: anId(3), name: 'Tasks' },
  { id: anId(6), name: 'Projects' },
]

test('default: queries the one data source of a database', async () => {
  answer('GET', `databases/${database_id}`, aDatabase())
  answer('POST', `data_sources/${anId(3)}/query`, aList([aPage()]))
  expect(await queryDatabase(aContext(), { database_id })()).toEqual(E.right(aList([aPage()])))
  expect(paths()).toEqual([`GET databases/${database_id}`, `POST data_sources/${anId(3)}/query`])
})

test('params: the query is that of queryDataSource', async () => {
  answer('GET', `databases/${database_id}`, aDatabase())
  answer('POST', `data_sources/${anId(3)}/query`, aList([]))
  const body = {
    filter: { property: 'Done', checkbox: { equals: true } },
    sorts: [{ property: 'Due', direction: 'ascending' }],
    page_size: 10,
    start_cursor: 'a cursor',
    result_type: 'page',
  } as const
  await queryDatabase(aContext(), { database_id, filter_properties: ['title'], ...body })()
  expect(sent[1]?.body).toEqual(body)
  expect(sent[1]?.search.getAll('filter_properties')).toEqual(['title'])
})

test.each([anId(6), anId(6).replaceAll('-', ''), anId(6).toUpperCase()])(
  'params: data_source_id selects one of several: %s',
  async (data_source_id) => {
    answer('GET', `databases/${database_id}`, aDatabase({ data_sources: two }))
    answer('POST', `data_sources/${anId(6)}/query`, aList([aPage()]))
    expect(await queryDatabase(aContext(), { database_id, data_source_id })()).toEqual(E.right(aList([aPage()])))
  },
)

test('params: database_id can be the id of a data source', async () => {
  answer('GET', `databases/${anId(3)}`, anErrorBody(404, 'object_not_found'), 404)
  answer('GET', `data_sources/${anId(3)}`, aDataSource())
  answer('POST', `data_sources/${anId(3)}/query`, aList([aPage()]))
  expect(await queryDatabase(aContext(), { database_id: anId(3) })()).toEqual(E.right(aList([aPage()])))
})

test('behavior: collect follows the cursors, and finds the data source through the cache', async () => {
  answer('GET', `databases/${database_id}`, aDatabase())
  answer('POST', `data_sources/${anId(3)}/query`, (asked: number) =>
    asked === 2 ? aList([aPage()], 'next') : aList([aPage({ id: anId(9) })]),
  )
  const ctx = pipe(aContext(), wrap(withCache({ cache: lruCache(), tenant: () => 'a tenant' })))
  expect(await collect(queryDatabase)(ctx, { database_id })()).toEqual(E.right([aPage(), aPage({ id: anId(9) })]))
  expect(paths()).toEqual([
    `GET databases/${database_id}`,
    `POST data_sources/${anId(3)}/query`,
    `POST data_sources/${anId(3)}/query`,
  ])
})

test('error: lists the data sources if there are several and none is selected', async () => {
  answer('GET', `databases/${database_id}`, aDatabase({ data_sources: two }))
  const result = await queryDatabase(aContext(), { database_id })()
  expect(result).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      call: { op: 'queryDatabase' },
      issues: [{ field: 'data_source_id', given: undefined }],
    },
  })
  const message = E.isLeft(result) ? result.left.message : ''
  for (const { id, name } of two) expect(message).toContain(`${id} (${name})`)
  expect(paths()).toEqual([`GET databases/${database_id}`])
})

test.each([anId(7), 'AAA', ''])('error: data_source_id selects none of them: %j', async (data_source_id) => {
  for (const data_sources of [two, [{ id: anId(3), name: 'Tasks' }]]) {
    answer('GET', `databases/${database_id}`, aDatabase({ data_sources }))
    expect(await queryDatabase(aContext(), { database_id, data_source_id })()).toMatchObject({
      left: {
        _tag: 'InvalidInputError',
        message: expect.stringContaining(`${anId(3)} (Tasks)`),
        issues: [{ field: 'data_source_id', given: data_source_id }],
      },
    })
  }
})

test('error: no data source at all', async () => {
  answer('GET', `databases/${database_id}`, aDatabase({ data_sources: [] }))
  expect(await queryDatabase(aContext(), { database_id })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'database_id', given: database_id }] },
  })
})

test('error: neither a database nor a data source', async () => {
  answer('GET', `databases/${anId(7)}`, anErrorBody(404, 'object_not_found'), 404)
  answer('GET', `data_sources/${anId(7)}`, anErrorBody(404, 'object_not_found'), 404)
  expect(await queryDatabase(aContext(), { database_id: anId(7) })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getDatabase' } },
  })
})

test('error: another failure than not found is not followed by a lookup as a data source', async () => {
  answer('GET', `databases/${database_id}`, anErrorBody(403, 'restricted_resource'), 403)
  answer('GET', `data_sources/${database_id}`, aDataSource())
  expect(await queryDatabase(aContext(), { database_id })()).toMatchObject({ left: { _tag: 'PermissionError' } })
  expect(sent).toHaveLength(1)
})

test('error: a missing database is not tried as a data source if data_source_id is given', async () => {
  answer('GET', `databases/${database_id}`, anErrorBody(404, 'object_not_found'), 404)
  answer('GET', `data_sources/${database_id}`, aDataSource())
  expect(await queryDatabase(aContext(), { database_id, data_source_id: anId(3) })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getDatabase' } },
  })
  expect(sent).toHaveLength(1)
})

test('error: another failure of the data source lookup is returned', async () => {
  answer('GET', `databases/${anId(3)}`, anErrorBody(404, 'object_not_found'), 404)
  answer('GET', `data_sources/${anId(3)}`, anErrorBody(503, 'service_unavailable'), 503)
  expect(await queryDatabase(aContext(), { database_id: anId(3) })()).toMatchObject({
    left: { _tag: 'ServerError', call: { op: 'getDataSource' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await queryDatabase(aContext(), { database_id: 'AAA' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'database_id', given: 'AAA' }] },
  })
  expect(sent).toEqual([])
})

test('error: Notion rejects the query', async () => {
  answer('GET', `databases/${database_id}`, aDatabase())
  answer('POST', `data_sources/${anId(3)}/query`, anErrorBody(400, 'validation_error'), 400)
  expect(await queryDatabase(aContext(), { database_id })()).toMatchObject({
    left: { _tag: 'ValidationError', call: { op: 'queryDataSource' } },
  })
})
