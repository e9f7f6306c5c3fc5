import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getPage, getPageRequest } from '../../../src/ops/pages/getPage.js'
import { anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

test('default: retrieves a page', async () => {
  answer('GET', `pages/${anId()}`, aPage())
  expect(await getPage(aContext(), { page_id: anId() })()).toEqual(E.right(aPage()))
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer ntn_test')
  expect(sent[0]?.headers.get('notion-version')).toBe('2025-09-03')
})

test('params: page_id can be without dashes or a URL', () => {
  const { path } = getPageRequest({ page_id: anId() })
  expect(path).toBe(`pages/${anId()}`)
  expect(getPageRequest({ page_id: anId().replaceAll('-', '') }).path).toBe(path)
  expect(getPageRequest({ page_id: aPage().url }).path).toBe(path)
})

test('params: filter_properties are sent one by one, encoded once', async () => {
  answer('GET', `pages/${anId()}`, aPage())
  await getPage(aContext(), { page_id: anId(), filter_properties: ['title', '%3AUPp'] })()
  expect(sent[0]?.search.getAll('filter_properties')).toEqual(['title', ':UPp'])
})

test('behavior: keeps unknown fields and property types', async () => {
  const page = { ...aPage(), new_field: 1, properties: { New: { id: 'n', type: 'new', new: { raw: true } } } }
  answer('GET', `pages/${anId()}`, page)
  expect(await getPage(aContext(), { page_id: anId() })()).toEqual(E.right(page))
})

test('behavior: declares what it reads', () => {
  const { kind, cache, reads } = getPageRequest({ page_id: anId() })
  expect({ kind, cache, reads: reads?.(aPage()) }).toEqual({
    kind: 'read',
    cache: { resource: 'pages' },
    // A change of the schema of its data source makes a row stale too.
    reads: ['object:00000000000040008000000000000001', 'tree', 'object:00000000000040008000000000000003'],
  })
})

test('behavior: a row that shows data of other rows depends on them', () => {
  const { reads } = getPageRequest({ page_id: anId() })
  const related = { id: 'r', type: 'relation', relation: [], has_more: false } as const
  expect(reads?.(aPage({ properties: { Tasks: related } }))).toContain('related')
})

test('error: not found', async () => {
  answer('GET', `pages/${anId()}`, anErrorBody(404, 'object_not_found'), 404)
  expect(await getPage(aContext(), { page_id: anId() })()).toMatchObject({
    left: {
      _tag: 'NotFoundError',
      status: 404,
      code: 'object_not_found',
      requestId: anId(99),
      call: { op: 'getPage' },
    },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getPage(aContext(), { page_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'page_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})

test('error: a response of another shape reports the path and keeps the body', async () => {
  const page = { ...aPage(), properties: { Done: { id: 'd', type: 'checkbox', checkbox: 'yes' } } }
  answer('GET', `pages/${anId()}`, page)
  expect(await getPage(aContext(), { page_id: anId() })()).toMatchObject({
    left: {
      _tag: 'DecodeError',
      mismatches: [{ path: 'properties.Done.checkbox', expected: 'boolean', actual: 'yes' }],
      body: page,
    },
  })
})
