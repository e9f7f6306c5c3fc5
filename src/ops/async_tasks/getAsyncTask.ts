import {
  type Context,
  decodeWith,
  encodedSegment,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
  treeTag,
} from '../../core/operation.js'
import { AsyncTask } from './asyncTask.js'

/** Parameters of {@link getAsyncTask}. */
export interface GetAsyncTaskParams {
  /** The id of the task, such as `task_0123…`. */
  readonly task_id: string
}

const PENDING = /^(queued|running|retrying)$/

/** The request that {@link getAsyncTask} sends. */
export const getAsyncTaskRequest = (params: GetAsyncTaskParams): NotionRequest<AsyncTask> => ({
  op: 'getAsyncTask',
  kind: 'read',
  ...queryCall('GET', 'async_tasks/{task_id}', params, { task_id: encodedSegment }).call,
  decode: decodeWith(AsyncTask),
  // The finished task may have changed anything.
  writes: (task) => (task && !PENDING.test(task.status) ? [treeTag] : []),
})

/**
 * Retrieves the status of an asynchronous task, such as a page creation with `allow_async`.
 *
 * While the task is pending, `poll_after_seconds` tells when to ask again. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The task.
 * @returns The task; a task that failed is returned too, with its `error`. Fails with a {@link NotionError}, in
 * particular with `NotFoundError` if the task has expired.
 * @see https://developers.notion.com/reference/retrieve-an-async-task
 * @example
 * import { type Context, getAsyncTask } from 'notion-fp'
 *
 * const progressOf = (ctx: Context, task_id: string) => getAsyncTask(ctx, { task_id })
 */
export const getAsyncTask = (ctx: Context, params: GetAsyncTaskParams): TaskEither<NotionError, AsyncTask> =>
  send(ctx, getAsyncTaskRequest(params))
