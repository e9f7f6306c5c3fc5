import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getView, getViewRequest } from '../../../src/ops/views/getView.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'
import { aPartialView, aView } from '../../support/views.js'

const { answer, sent } = notionServer()
const path = `views/${anId(11)}`

test('default: retrieves a view', async () => {
  answer('GET', path, aView())
  expect(await getView(aContext(), { view_id: anId(11) })()).toEqual(E.right(aView()))
})

test('params: view_id can be without dashes or a URL', () => {
  expect(getViewRequest({ view_id: anId(11).replaceAll('-', '') }).path).toBe(path)
  expect(getViewRequest({ view_id: aView().url }).path).toBe(path)
})

test('behavior: can be partial', async () => {
  answer('GET', path, aPartialView())
  expect(await getView(aContext(), { view_id: anId(11) })()).toEqual(E.right(aPartialView()))
})

test('behavior: is a read that is never cached, since views change in the app', () => {
  const { kind, cache } = getViewRequest({ view_id: anId(11) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: a response of another shape reports the path', async () => {
  answer('GET', path, { ...aView(), configuration: { type: 'board', group_by: { type: 'status', property_id: 7 } } })
  const result = await getView(aContext(), { view_id: anId(11) })()
  expect(
    E.isLeft(result) && result.left._tag === 'DecodeError' && result.left.mismatches.map(({ path }) => path),
  ).toEqual(['configuration.group_by.property_id', 'configuration.group_by.sort', 'configuration.group_by.group_by'])
})

test('error: not found', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getView(aContext(), { view_id: anId(11) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'getView' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getView(aContext(), { view_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'view_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
