import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getAllPages } from '../../../src/ops/search/getAllPages.js'
import { aDataSource } from '../../support/dataSources.js'
import { aList, anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const filter = { property: 'object', value: 'page' }

test('default: returns all pages, from every page of results', async () => {
  const partial = { object: 'page', id: anId(8) }
  answer('POST', 'search', (asked: number) => (asked === 1 ? aList([aPage()], 'next') : aList([partial])))
  expect(await getAllPages(aContext())()).toEqual(E.right([aPage(), partial]))
  expect(sent.map(({ body }) => body)).toEqual([{ filter }, { filter, start_cursor: 'next' }])
})

test('params: query, sort, in_trash and page_size are sent with the search', async () => {
  answer('POST', 'search', aList([]))
  const rest = { query: 'plan', sort: { property: 'relevance' }, page_size: 10 } as const
  await getAllPages(aContext(), { ...rest, in_trash: true })()
  expect(sent[0]?.body).toEqual({ ...rest, filter: { ...filter, in_trash: true } })
})

test('behavior: omits objects that are not pages', async () => {
  answer('POST', 'search', aList([aDataSource(), aPage()]))
  expect(await getAllPages(aContext())()).toEqual(E.right([aPage()]))
})

test('error: more results than one search returns', async () => {
  answer('POST', 'search', { ...aList([aPage()]), request_status: { type: 'incomplete' } })
  expect(await getAllPages(aContext())()).toMatchObject({ left: { _tag: 'UnexpectedResponseError' } })
})

test('error: fails if any page of results fails', async () => {
  answer('POST', 'search', anErrorBody(403, 'restricted_resource'), 403)
  expect(await getAllPages(aContext())()).toMatchObject({ left: { _tag: 'PermissionError', call: { op: 'search' } } })
})
