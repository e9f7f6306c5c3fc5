import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { getViewQueryResults, getViewQueryResultsRequest } from '../../../src/ops/views/getViewQueryResults.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `views/${anId(11)}/queries/${anId(12)}`
const params = { view_id: anId(11), query_id: anId(12) }
const row = (number: number) => ({ object: 'page', id: anId(number) }) as const

test('default: retrieves the ids of the rows', async () => {
  const list = { ...aList([row(1)]), type: 'page', page: {} }
  answer('GET', path, list)
  expect(await getViewQueryResults(aContext(), params)()).toEqual(E.right(list))
})

test('params: start_cursor and page_size are sent in the query', async () => {
  answer('GET', path, aList([]))
  await getViewQueryResults(aContext(), { ...params, start_cursor: 'a cursor', page_size: 2 })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ start_cursor: 'a cursor', page_size: '2' })
})

test('params: query_id is sent unchanged', () => {
  expect(getViewQueryResultsRequest({ ...params, query_id: 'a/b' }).path).toBe(`views/${anId(11)}/queries/a%2Fb`)
})

test('behavior: collect follows the cursors', async () => {
  answer('GET', path, (asked: number) => (asked === 1 ? aList([row(1)], 'next') : aList([row(5)])))
  expect(await collect(getViewQueryResults)(aContext(), params)()).toEqual(E.right([row(1), row(5)]))
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getViewQueryResultsRequest(params)
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getViewQueryResults(aContext(), params)()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'getViewQueryResults' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getViewQueryResults(aContext(), { ...params, query_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'query_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
