/** What the operations on async tasks take and are answered, so that what they declare can be seen. */
import { getAsyncTaskRequest } from '../../../src/ops/async_tasks/getAsyncTask.js'
import type { Operation } from '../../support/seen.js'
import { idOf, seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(getAsyncTaskRequest, [
    { task_id: idOf('TASK') },
    {
      object: 'async_task',
      id: idOf('TASK'),
      status_url: 'https://api.notion.com/v1/async_tasks/TASK',
      created_time: '2026-01-02T03:04:00.000Z',
      operation: { surface: 'rest', name: 'POST /v1/pages' },
      status: 'succeeded',
      result: {},
    },
  ]),
]
