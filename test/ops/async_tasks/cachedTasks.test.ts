import { expect, test } from 'vitest'
import { createContext, getAsyncTask, getBlockChildren } from '../../../src/index.js'

const BLOCK = '00000000-0000-4000-8000-000000000001'

const task = (status: string) => ({
  object: 'async_task',
  id: 'task_1',
  status_url: 'https://api.notion.com/v1/async_tasks/task_1',
  created_time: '2026-01-01T00:00:00.000Z',
  operation: { surface: 'rest', name: 'PATCH /v1/pages' },
  status,
  ...(status === 'succeeded'
    ? { result: {} }
    : status === 'failed'
      ? { error: { object: 'error', status: 400, code: 'validation_error', message: 'no' } }
      : { poll_after_seconds: 1 }),
})

/** How often the children of a block are asked for, where each of some states of a task is read between two looks. */
const looksAround = async (...states: ReadonlyArray<string>): Promise<number> => {
  let looks = 0
  const left = [...states]
  const ctx = createContext({
    auth: 'ntn_of_a_test',
    rateLimit: false,
    retry: false,
    fetch: async (url) => {
      if (url.includes('async_tasks')) return Response.json(task(left.shift() ?? ''))
      looks++
      return Response.json({
        object: 'list',
        type: 'block',
        block: {},
        results: [],
        next_cursor: null,
        has_more: false,
      })
    },
  })
  const look = getBlockChildren(ctx, { block_id: BLOCK })
  await look()
  for (const _ of states) {
    expect((await getAsyncTask(ctx, { task_id: 'task_1' })())._tag).toBe('Right')
    await look()
  }
  return looks
}

test.each(['succeeded', 'failed', 'ended_in_a_new_way'])(
  'behavior: a finished task invalidates what it may have changed: %s',
  async (status) => {
    expect(await looksAround(status)).toBe(2)
  },
)

test('behavior: a pending task invalidates nothing', async () => {
  expect(await looksAround('queued', 'running', 'retrying')).toBe(1)
})
