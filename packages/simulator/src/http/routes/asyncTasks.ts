/** The endpoint of asynchronous tasks, and the responses of other endpoints that are tasks. */
import type { Workspace } from '../../domain/state/workspace.js'
import { addTask, pollTask, serializeTask } from '../../domain/tasks/asyncTask.js'
import type { JsonObject } from '../../domain/values/json.js'
import type { ApiRequest, Route } from '../route.js'

/** Stores a response, or an error in place of it, as a task, and returns the response for the task. */
export const deferred = (
  workspace: Workspace,
  name: string,
  result: JsonObject,
  error: JsonObject | undefined = undefined,
): JsonObject => serializeTask(addTask(workspace, { name, result, error }))

/** The status of a response: 202 for a queued task. */
export const statusOfResponse = (response: JsonObject): number =>
  response.object === 'async_task' && response.status === 'queued' ? 202 : 200

const retrieve = ({ workspace, params }: ApiRequest): JsonObject =>
  serializeTask(pollTask(workspace, params.task_id ?? ''))

/** `/v1/async_tasks` */
export const asyncTaskRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/async_tasks/:task_id', handler: retrieve, changes: true },
]
