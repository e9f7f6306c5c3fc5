import { notFound } from '../../domain/state/find.js'
import type { AsyncTask } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { bare } from '../../domain/values/id.js'
import type { JsonObject } from '../../domain/values/json.js'
import type { ApiRequest, Route } from '../route.js'

const common = (task: AsyncTask): JsonObject => ({
  object: 'async_task',
  id: task.id,
  status_url: `https://api.notion.com/v1/async_tasks/${task.id}`,
  created_time: new Date(task.createdTime).toISOString(),
  operation: { surface: 'rest', name: task.name },
})

/** How long a client should wait before it retrieves the task, in seconds. */
const POLL_AFTER = 2

const queued = (task: AsyncTask): JsonObject => ({ ...common(task), status: 'queued', poll_after_seconds: POLL_AFTER })

/** Stores a result or an error as a task, and returns the response for it. */
export const deferred = (
  workspace: Workspace,
  name: string,
  result: JsonObject,
  error: JsonObject | undefined = undefined,
): JsonObject => {
  const task: AsyncTask = {
    id: `task_${bare(workspace.newId())}`,
    createdTime: workspace.now(),
    name,
    result,
    error,
    asked: 0,
  }
  workspace.tasks.set(task.id, task)
  return queued(task)
}

/** The status of a response: 202 for a queued task. */
export const statusOfAnswer = (response: JsonObject): number =>
  response.object === 'async_task' && response.status === 'queued' ? 202 : 200

/** How long a task can be retrieved, in milliseconds. */
const LIFETIME = 86_400_000

/** A task is running when it is first retrieved, and finished when it is retrieved again. */
const retrieve = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const id = request.params.task_id ?? ''
  const task = workspace.tasks.get(id)
  if (task === undefined || workspace.now() >= task.createdTime + LIFETIME) throw notFound(workspace, 'async_task', id)
  task.asked += 1
  if (task.asked === 1) return { ...common(task), status: 'running', poll_after_seconds: POLL_AFTER }
  if (task.error !== undefined) return { ...common(task), status: 'failed', error: task.error }
  return { ...common(task), status: 'succeeded', result: task.result }
}

/** `/v1/async_tasks` */
export const asyncTaskRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/async_tasks/:task_id', handler: retrieve },
]
