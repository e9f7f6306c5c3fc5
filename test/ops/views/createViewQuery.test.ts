import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { createViewQuery, createViewQueryRequest } from '../../../src/ops/views/createViewQuery.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'
import { aView, aViewQuery } from '../../support/views.js'

const { answer, sent } = notionServer()
const path = `views/${anId(11)}/queries`

test('default: queries the rows of a view', async () => {
  answer('POST', path, aViewQuery())
  expect(await createViewQuery(aContext(), { view_id: anId(11) })()).toEqual(E.right(aViewQuery()))
  expect(sent[0]?.body).toEqual({})
})

test('params: page_size is sent in the body, and view_id can be a URL', async () => {
  answer('POST', path, aViewQuery())
  await createViewQuery(aContext(), { view_id: aView().url, page_size: 1 })()
  expect(sent[0]?.body).toEqual({ page_size: 1 })
})

test('behavior: is repeatable, but not a read, which callers could share', () => {
  expect(createViewQueryRequest({ view_id: anId(11) }).kind).toBe('repeatable')
})

test('error: not found', async () => {
  answer('POST', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await createViewQuery(aContext(), { view_id: anId(11) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'createViewQuery' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await createViewQuery(aContext(), { view_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'view_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
