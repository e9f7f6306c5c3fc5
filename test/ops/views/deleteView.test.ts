import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { deleteView, deleteViewRequest } from '../../../src/ops/views/deleteView.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'
import { aPartialView, aView } from '../../support/views.js'

const { answer, sent } = notionServer()
const path = `views/${anId(11)}`

test('default: deletes a view and returns its parent and type', async () => {
  const left = { ...aPartialView(), request_id: anId(98) }
  answer('DELETE', path, left)
  expect(await deleteView(aContext(), { view_id: anId(11) })()).toEqual(E.right(left))
})

test('params: view_id can be a URL', () => {
  expect(deleteViewRequest({ view_id: aView().url }).path).toBe(path)
})

test('behavior: is repeatable', () => {
  expect(deleteViewRequest({ view_id: anId(11) }).kind).toBe('repeatable')
})

test('error: not found', async () => {
  answer('DELETE', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await deleteView(aContext(), { view_id: anId(11) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'deleteView' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await deleteView(aContext(), { view_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'view_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
