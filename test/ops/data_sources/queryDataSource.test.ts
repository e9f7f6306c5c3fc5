import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { queryDataSource, queryDataSourceRequest } from '../../../src/ops/data_sources/queryDataSource.js'
import { aDataSource, aPartialDataSource, aTag } from '../../support/dataSources.js'
import { aList, anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `data_sources/${anId(3)}/query`

test('default: queries all rows', async () => {
  const list = { ...aList([aPage()]), type: 'page_or_data_source', page_or_data_source: {} }
  answer('POST', path, list)
  expect(await queryDataSource(aContext(), { data_source_id: anId(3) })()).toEqual(E.right(list))
  expect(sent[0]?.body).toEqual({})
})

test('params: each is sent in the path, query or body', async () => {
  answer('POST', path, aList([]))
  const body = {
    filter: { property: 'Stage', select: { equals: ['Doing', 'Done'] } },
    sorts: [{ timestamp: 'created_time', direction: 'descending' }],
    start_cursor: 'a cursor',
    page_size: 2,
    in_trash: true,
    archived: true,
    result_type: 'page',
  } as const
  await queryDataSource(aContext(), { data_source_id: anId(3), filter_properties: ['title', 'swq%5C'], ...body })()
  expect(sent[0]?.body).toEqual(body)
  expect(sent[0]?.search.getAll('filter_properties')).toEqual(['title', 'swq\\'])
})

test('behavior: returns every kind of row', async () => {
  const rows = [aPage(), { object: 'page', id: anId(8) }, aDataSource(), aPartialDataSource()]
  answer('POST', path, aList(rows))
  expect(await queryDataSource(aContext(), { data_source_id: anId(3) })()).toMatchObject({ right: { results: rows } })
})

test('behavior: collect follows the cursors', async () => {
  answer('POST', path, (asked: number) => (asked === 1 ? aList([aPage()], 'next') : aList([aPage({ id: anId(9) })])))
  expect(await collect(queryDataSource)(aContext(), { data_source_id: anId(3), page_size: 1 })()).toEqual(
    E.right([aPage(), aPage({ id: anId(9) })]),
  )
  expect(sent.map(({ body }) => body)).toEqual([{ page_size: 1 }, { page_size: 1, start_cursor: 'next' }])
})

test('behavior: collect fails on an incomplete response', async () => {
  const request_status = { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }
  answer('POST', path, { ...aList([aPage()]), request_status })
  expect(await collect(queryDataSource)(aContext(), { data_source_id: anId(3) })()).toMatchObject({
    left: { _tag: 'UnexpectedResponseError', code: 'query_result_limit_reached' },
  })
})

test('behavior: declares that it reads the rows and each of them', () => {
  const address = `https://www.notion.so/${anId(3).replaceAll('-', '')}`
  for (const data_source_id of [anId(3), address]) {
    const { kind, cache, reads } = queryDataSourceRequest({ data_source_id })
    expect({ kind, cache, reads: reads?.(aList([aPage(), aDataSource()])) }).toEqual({
      kind: 'read',
      cache: { resource: 'queries' },
      reads: [aTag('rows', 3), 'tree', 'rows', aTag('object', 1), aTag('object', 3)],
    })
  }
})

test('error: a filter that does not fit the schema', async () => {
  answer('POST', path, anErrorBody(400, 'validation_error'), 400)
  const filter = { property: 'None', checkbox: { equals: true } } as const
  expect(await queryDataSource(aContext(), { data_source_id: anId(3), filter })()).toMatchObject({
    left: { _tag: 'ValidationError', call: { op: 'queryDataSource', kind: 'read', body: { filter } } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await queryDataSource(aContext(), { data_source_id: '..' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'data_source_id' }] },
  })
  expect(sent).toEqual([])
})

test('error: an invalid complete row is not accepted as a partial one', async () => {
  const row = { ...aPage(), properties: { Done: { id: 'd', type: 'checkbox', checkbox: 'yes' } } }
  answer('POST', path, aList([aPage(), row]))
  expect(await queryDataSource(aContext(), { data_source_id: anId(3) })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'results[1].properties.Done.checkbox', actual: 'yes' }] },
  })
})
