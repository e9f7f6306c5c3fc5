import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getAsyncTask, getAsyncTaskRequest } from '../../../src/ops/async_tasks/getAsyncTask.js'
import { anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const task_id = 'task_00000000000040008000000000000020'
const path = `async_tasks/${task_id}`
const task = {
  object: 'async_task',
  id: task_id,
  status_url: `https://api.notion.com/v1/${path}`,
  created_time: '2026-01-02T03:04:00.000Z',
  operation: { surface: 'rest', name: 'POST /v1/pages' },
}

test.each([
  [{ ...task, status: 'queued', poll_after_seconds: 2 }],
  [{ ...task, status: 'succeeded', result: aPage() }],
  [{ ...task, status: 'failed', error: { object: 'error', status: 400, code: 'validation_error', message: 'No.' } }],
])('default: retrieves the status of a task, also of one that failed', async (given) => {
  answer('GET', path, given)
  expect(await getAsyncTask(aContext(), { task_id })()).toEqual(E.right(given))
})

test('params: an id with dashes is sent unchanged', () => {
  expect(getAsyncTaskRequest({ task_id: anId() }).path).toBe(`async_tasks/${anId()}`)
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getAsyncTaskRequest({ task_id })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: an expired task', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getAsyncTask(aContext(), { task_id })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getAsyncTask' } },
  })
})

test.each(['..', '', '%2e%2e/users/me'])('error: the id %j is rejected before sending', async (given) => {
  expect(await getAsyncTask(aContext(), { task_id: given })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'task_id', given }] },
  })
  expect(sent).toEqual([])
})

test('error: an invalid response', async () => {
  answer('GET', path, { ...task, status: 'running' })
  expect(await getAsyncTask(aContext(), { task_id })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'poll_after_seconds' }] },
  })
})
