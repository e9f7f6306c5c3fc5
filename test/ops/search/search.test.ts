import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { search, searchRequest } from '../../../src/ops/search/search.js'
import { aDataSource, aPartialDataSource } from '../../support/dataSources.js'
import { aList, anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

test('default: finds everything shared with the connection, of every shape', async () => {
  const list = aList([aPage(), { object: 'page', id: anId(8) }, aDataSource(), aPartialDataSource()])
  answer('POST', 'search', list)
  expect(await search(aContext(), {})()).toEqual(E.right(list))
  expect(sent[0]?.body).toEqual({})
})

test.each([
  { query: 'plan', page_size: 5, start_cursor: 'a cursor' },
  { sort: { timestamp: 'last_edited_time', direction: 'ascending' } },
  { sort: { property: 'relevance' } },
  { filter: { property: 'object', value: 'data_source', in_trash: true } },
  { filter: { in_trash: true } },
] as const)('params: %j are sent in the body', async (params) => {
  answer('POST', 'search', aList([]))
  await search(aContext(), params)()
  expect(sent[0]?.body).toEqual(params)
})

test('behavior: collect follows the cursors', async () => {
  answer('POST', 'search', (asked: number) => (asked === 1 ? aList([aPage()], 'next') : aList([aDataSource()])))
  expect(await collect(search)(aContext(), { query: 'plan' })()).toEqual(E.right([aPage(), aDataSource()]))
  expect(sent[1]?.body).toEqual({ query: 'plan', start_cursor: 'next' })
})

test('behavior: is a read that is never cached', () => {
  const { kind, method, cache } = searchRequest({})
  expect({ kind, method, cache }).toEqual({ kind: 'read', method: 'POST', cache: undefined })
})

test('error: an invalid token', async () => {
  answer('POST', 'search', anErrorBody(401, 'unauthorized'), 401)
  expect(await search(aContext(), {})()).toMatchObject({
    left: { _tag: 'AuthenticationError', call: { op: 'search', kind: 'read' } },
  })
})

test('error: a response of another shape', async () => {
  answer('POST', 'search', aList([{ object: 'page', id: 4 }]))
  expect(await search(aContext(), {})()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'results[0].id', actual: 4 }] },
  })
})
