import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getAllDatabases } from '../../../src/ops/search/getAllDatabases.js'
import { aDataSource, aPartialDataSource } from '../../support/dataSources.js'
import { aList, anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const filter = { property: 'object', value: 'data_source' }

test('default: returns all data sources, from every page of results', async () => {
  const partial = { ...aPartialDataSource(), id: anId(4) }
  answer('POST', 'search', (asked: number) => (asked === 1 ? aList([aDataSource()], 'next') : aList([partial])))
  expect(await getAllDatabases(aContext())()).toEqual(E.right([aDataSource(), partial]))
  expect(sent.map(({ body }) => body)).toEqual([{ filter }, { filter, start_cursor: 'next' }])
})

test('params: query, sort, in_trash and page_size are sent with the search', async () => {
  answer('POST', 'search', aList([]))
  const rest = {
    query: 'tasks',
    sort: { timestamp: 'last_edited_time', direction: 'ascending' },
    page_size: 10,
  } as const
  await getAllDatabases(aContext(), { ...rest, in_trash: false })()
  expect(sent[0]?.body).toEqual({ ...rest, filter: { ...filter, in_trash: false } })
})

test('behavior: omits objects that are not data sources', async () => {
  answer('POST', 'search', aList([aDataSource(), aPage()]))
  expect(await getAllDatabases(aContext())()).toEqual(E.right([aDataSource()]))
})

test('error: fails if any page of results fails', async () => {
  answer('POST', 'search', (asked: number) => (asked === 1 ? aList([aDataSource()], 'next') : anErrorBody(500, 'x')))
  expect(await getAllDatabases(aContext())()).toMatchObject({ left: { _tag: 'DecodeError' } })
})
