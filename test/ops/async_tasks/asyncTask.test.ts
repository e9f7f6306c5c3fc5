import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { AsyncTask, isAsyncTask } from '../../../src/ops/async_tasks/asyncTask.js'
import { anId, aPage } from '../../support/fixtures.js'

const base = {
  object: 'async_task',
  id: anId(20),
  status_url: `https://api.notion.com/v1/async_tasks/${anId(20)}`,
  created_time: '2026-01-02T03:04:00.000Z',
  operation: { surface: 'rest', name: 'create_page' },
}

test.each([
  { ...base, status: 'queued', poll_after_seconds: 2 },
  { ...base, status: 'running', poll_after_seconds: 2 },
  { ...base, status: 'retrying', poll_after_seconds: 2.5, request_id: anId(9) },
  { ...base, status: 'succeeded', result: { object: 'page', id: anId() } },
  {
    ...base,
    status: 'failed',
    error: { object: 'error', status: 400, code: 'validation_error', message: 'No.', additional_data: { why: ['x'] } },
  },
  { ...base, status: 'paused', note: 'a status to come' },
])('default: a task that is $status', (task) => {
  expect(decodeWith(AsyncTask)(task)).toEqual({ _tag: 'Right', right: task })
})

test('error: a mismatch reports its path', () => {
  expect(decodeWith(AsyncTask)({ ...base, status: 'failed', error: { code: 'x', message: 'y' } })).toMatchObject({
    left: [{ path: 'error.status', expected: 'number' }],
  })
  expect(decodeWith(AsyncTask)(base)).toMatchObject({ left: [{ path: 'status' }] })
})

test('default: isAsyncTask distinguishes a task from a page', () => {
  expect([{ ...base, status: 'queued' }, aPage()].map(isAsyncTask)).toEqual([true, false])
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(decodeWith(AsyncTask)(value)._tag === 'Right').toBe(AsyncTask.is(value))
    }),
  )
})

test.each([
  ['poll_after_seconds', { ...base, status: 'queued' }],
  ['result', { ...base, status: 'succeeded' }],
  ['error', { ...base, status: 'failed' }],
])('error: a task without its %s', (path, task) => {
  expect(decodeWith(AsyncTask)(task)).toMatchObject({ left: [{ path }] })
})
