import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { getViews, getViewsRequest } from '../../../src/ops/views/getViews.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

const reference = (number: number) => ({ object: 'view', id: anId(number) }) as const

test('default: lists the ids of the views of a database', async () => {
  const list = { ...aList([reference(11)]), type: 'view', view: {} }
  answer('GET', 'views', list)
  expect(await getViews(aContext(), { database_id: anId(4) })()).toEqual(E.right(list))
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ database_id: anId(4) })
})

test('params: all are sent in the query', async () => {
  answer('GET', 'views', aList([]))
  await getViews(aContext(), { data_source_id: anId(3), start_cursor: 'a cursor', page_size: 2 })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({
    data_source_id: anId(3),
    start_cursor: 'a cursor',
    page_size: '2',
  })
})

test('params: database_id can be a URL; an id is sent as given', () => {
  const compact = anId(4).replaceAll('-', '')
  expect(getViewsRequest({ database_id: `https://www.notion.so/${compact}?v=${compact}` }).query).toMatchObject({
    database_id: anId(4),
  })
  expect(getViewsRequest({ database_id: compact }).query).toMatchObject({ database_id: compact })
})

test('behavior: collect follows the cursors', async () => {
  answer('GET', 'views', (asked: number) => (asked === 1 ? aList([reference(11)], 'next') : aList([reference(12)])))
  expect(await collect(getViews)(aContext(), { database_id: anId(4) })()).toEqual(
    E.right([reference(11), reference(12)]),
  )
  expect(sent.map(({ search }) => search.get('start_cursor'))).toEqual([null, 'next'])
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getViewsRequest({ database_id: anId(4) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('GET', 'views', anErrorBody(404, 'object_not_found'), 404)
  expect(await getViews(aContext(), { database_id: anId(4) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'getViews' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getViews(aContext(), { data_source_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'data_source_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
