import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { updateView, updateViewRequest } from '../../../src/ops/views/updateView.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'
import { aView } from '../../support/views.js'

const { answer, sent } = notionServer()
const path = `views/${anId(11)}`

test('default: updates the given fields', async () => {
  answer('PATCH', path, aView({ name: 'Done' }))
  expect(await updateView(aContext(), { view_id: anId(11), name: 'Done' })()).toEqual(E.right(aView({ name: 'Done' })))
  expect(sent[0]?.body).toEqual({ name: 'Done' })
})

test('params: all are sent in the body', async () => {
  answer('PATCH', path, aView())
  const body = {
    name: 'Board',
    filter: { or: [{ property: 'Done', checkbox: { equals: true } }] },
    sorts: [{ property: 'Due', direction: 'ascending' }],
    quick_filters: { Stage: { select: { equals: ['Doing'] } }, Owner: {}, Old: null },
    configuration: {
      type: 'board',
      group_by: { type: 'status', property_id: 'abcd', group_by: 'option', sort: { type: 'manual' } },
      cover: null,
    },
  } as const
  await updateView(aContext(), { view_id: anId(11), ...body })()
  expect(sent[0]?.body).toEqual(body)
})

test('params: null removes a setting', async () => {
  answer('PATCH', path, aView())
  await updateView(aContext(), { view_id: anId(11), filter: null, sorts: null, quick_filters: null })()
  expect(sent[0]?.body).toEqual({ filter: null, sorts: null, quick_filters: null })
})

test('behavior: is repeatable', () => {
  expect(updateViewRequest({ view_id: anId(11) }).kind).toBe('repeatable')
})

test('error: not found', async () => {
  answer('PATCH', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await updateView(aContext(), { view_id: anId(11) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'updateView' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await updateView(aContext(), { view_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'view_id', given: '../users/me' }] },
  })
  expect(sent).toEqual([])
})
