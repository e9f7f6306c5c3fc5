/**
 * Asynchronous tasks. The work is done at once, but the result is returned only when the task is retrieved for the
 * second time.
 */
import { notFound } from '../state/find.js'
import type { AsyncTask } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { DAY } from '../values/durations.js'
import { bare } from '../values/id.js'
import type { JsonObject } from '../values/json.js'
import { toIso } from '../values/time.js'

/** How long a task can be retrieved, in milliseconds. */
const LIFETIME = DAY

/** Stores a result, or an error in place of it, as a task. */
export const addTask = (
  workspace: Workspace,
  { name, result, error }: Pick<AsyncTask, 'name' | 'result' | 'error'>,
): AsyncTask => {
  const task: AsyncTask = {
    id: `task_${bare(workspace.newId())}`,
    createdTime: workspace.now(),
    name,
    result,
    error,
    asked: 0,
  }
  workspace.tasks.set(task.id, task)
  return task
}

/** Finds a task to show its state. It is running when it is first retrieved, and finished when it is retrieved again. */
export const pollTask = (workspace: Workspace, id: string): AsyncTask => {
  const task = workspace.tasks.get(id)
  if (task === undefined || workspace.now() >= task.createdTime + LIFETIME) throw notFound(workspace, 'async_task', id)
  task.asked += 1
  return task
}

const common = (task: AsyncTask): JsonObject => ({
  object: 'async_task',
  id: task.id,
  status_url: `https://api.notion.com/v1/async_tasks/${task.id}`,
  created_time: toIso(task.createdTime),
  operation: { surface: 'rest', name: task.name },
})

/** How long a client should wait before it retrieves the task, in seconds. */
const POLL_AFTER = 2

/** A task in its current state. */
export const serializeTask = (task: AsyncTask): JsonObject => {
  if (task.asked === 0) return { ...common(task), status: 'queued', poll_after_seconds: POLL_AFTER }
  if (task.asked === 1) return { ...common(task), status: 'running', poll_after_seconds: POLL_AFTER }
  if (task.error !== undefined) return { ...common(task), status: 'failed', error: task.error }
  return { ...common(task), status: 'succeeded', result: task.result }
}
