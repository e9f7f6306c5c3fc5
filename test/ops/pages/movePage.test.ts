import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { movePage, movePageRequest } from '../../../src/ops/pages/movePage.js'
import { aTag } from '../../support/dataSources.js'
import { anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `pages/${anId()}/move`
const page_id = anId()
const parent = { type: 'data_source_id', data_source_id: anId(3) } as const

test('default: moves a page into a data source', async () => {
  answer('POST', path, aPage())
  expect(await movePage(aContext(), { page_id, parent })()).toEqual(E.right(aPage()))
  expect(sent[0]?.body).toEqual({ parent })
})

test('params: parent is sent as given, a URL as the id in it', () => {
  const plain = { page_id: anId(5).replaceAll('-', '') }
  expect(movePageRequest({ page_id, parent: plain }).body).toEqual({ parent: plain })
  const address = { page_id: `https://www.notion.so/A-page-${plain.page_id}` }
  expect(movePageRequest({ page_id, parent: address }).body).toEqual({ parent: { page_id: anId(5) } })
})

test('behavior: returns only the id if the connection cannot read', async () => {
  answer('POST', path, { object: 'page', id: anId() })
  expect(await movePage(aContext(), { page_id, parent })()).toEqual(E.right({ object: 'page', id: anId() }))
})

test('behavior: is repeatable', () => {
  expect(movePageRequest({ page_id, parent }).kind).toBe('repeatable')
})

test.each([
  ['what the answer says', aPage()],
  ['what was asked for, where the answer says nothing', { object: 'page', id: anId() } as const],
  ['what was asked for, where the outcome is unknown', undefined],
])('behavior: invalidates the page, and the rows of its new parent by %s', (_what, outcome) => {
  expect(movePageRequest({ page_id, parent }).writes?.(outcome)).toEqual([aTag('object', 1), aTag('rows', 3), 'tree'])
})

test('behavior: invalidates the children of the page that it is moved into', () => {
  const stale = [aTag('object', 1), aTag('object', 5), aTag('children', 5), 'tree']
  const address = `https://www.notion.so/A-page-${anId(5).replaceAll('-', '')}`
  for (const into of [anId(5), address]) {
    expect(movePageRequest({ page_id, parent: { page_id: into } }).writes?.(undefined)).toEqual(stale)
  }
})

test('error: a parent that cannot contain the page', async () => {
  answer('POST', path, anErrorBody(400, 'validation_error'), 400)
  expect(await movePage(aContext(), { page_id, parent })()).toMatchObject({
    left: { _tag: 'ValidationError', call: { op: 'movePage' } },
  })
})

test('error: malformed ids are rejected before sending', async () => {
  expect(await movePage(aContext(), { page_id: 'x', parent: { page_id: 'y' } })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'page_id' }, { field: 'parent.page_id', given: 'y' }] },
  })
  expect(sent).toEqual([])
})
