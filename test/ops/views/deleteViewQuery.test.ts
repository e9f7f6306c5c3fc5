import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { deleteViewQuery, deleteViewQueryRequest } from '../../../src/ops/views/deleteViewQuery.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `views/${anId(11)}/queries/${anId(12)}`
const params = { view_id: anId(11), query_id: anId(12) }

test('default: deletes a view query', async () => {
  const deleted = { object: 'view_query', id: anId(12), deleted: true, request_id: anId(98) }
  answer('DELETE', path, deleted)
  expect(await deleteViewQuery(aContext(), params)()).toEqual(E.right(deleted))
})

test('behavior: is repeatable', () => {
  expect(deleteViewQueryRequest(params).kind).toBe('repeatable')
})

test('error: not found', async () => {
  answer('DELETE', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await deleteViewQuery(aContext(), params)()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'deleteViewQuery' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await deleteViewQuery(aContext(), { ...params, view_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'view_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
