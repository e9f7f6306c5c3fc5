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

/** What {@link getAsyncTask} takes. */
export interface GetAsyncTaskParams {
  /** The id of the task as Notion gave it, such as `task_0123…`. */
  readonly task_id: string
}

const PENDING = /^(queued|running|retrying)$/

/** The request that {@link getAsyncTask} sends. */
export const getAsyncTaskRequest = (params: GetAsyncTaskParams): NotionRequest<AsyncTask> => ({
  op: 'getAsyncTask',
  kind: 'read',
  ...queryCall('GET', 'async_tasks/{task_id}', params, { task_id: encodedSegment }).call,
  decode: decodeWith(AsyncTask),
  // It is done by now, wherever that was, or in part.
  writes: (task) => (task && !PENDING.test(task.status) ? [treeTag] : []),
})

/**
 * Asks how far work is that Notion went on with after it answered, such as a page created with `allow_async`. While it is not
 * done, `poll_after_seconds` says when to ask again. Never cached. Work that failed is an answer, too: its `error` says why.
 *
 * Fails with `NotFoundError` for a task that is over for long, with `InvalidInputError` for an id that leaves the path, and with
 * what every call can fail with.
 *
 * @see https://developers.notion.com/reference/retrieve-an-async-task
 * @example
 * import { type Context, getAsyncTask } from 'notion-fp'
 *
 * const progressOf = (ctx: Context, task_id: string) => getAsyncTask(ctx, { task_id })
 */
export const getAsyncTask = (ctx: Context, params: GetAsyncTaskParams): TaskEither<NotionError, AsyncTask> =>
  send(ctx, getAsyncTaskRequest(params))
