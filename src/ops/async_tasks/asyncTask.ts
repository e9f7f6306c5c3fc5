/** An asynchronous task: work that Notion continues after its response. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { anyObject, both, literal, number, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'

/** The origin of a task. */
export interface AsyncTaskOperation {
  /** `rest` for API requests, `mcp` for tools. */
  readonly surface: 'rest' | 'mcp' | (string & {})
  /** The name of the operation, such as `POST /v1/pages`. */
  readonly name: string
}

/** Why a task failed. */
export interface AsyncTaskFailure {
  readonly object?: 'error'
  /** The HTTP status that a synchronous response would have had. */
  readonly status: number
  /** The error code of Notion, such as `validation_error`. */
  readonly code: string
  /** A human-readable message; its wording may change. */
  readonly message: string
  /** Further details, which depend on the error. */
  readonly additional_data?: { readonly [name: string]: unknown }
}

interface AsyncTaskBase {
  readonly object: 'async_task'
  /** The id for `getAsyncTask`; unknown to Notion once the task has expired. */
  readonly id: string
  /** The URL that returns its status. */
  readonly status_url: string
  /** ISO 8601. */
  readonly created_time: string
  /** The operation that the task runs. */
  readonly operation: AsyncTaskOperation
  /** The id of the request. */
  readonly request_id?: string
}

/** A task that is not done. */
export interface PendingAsyncTask extends AsyncTaskBase {
  /** `retrying` after a failed attempt. */
  readonly status: 'queued' | 'running' | 'retrying'
  /** The delay before the next poll, in seconds. */
  readonly poll_after_seconds: number
}

/** A task that succeeded. */
export interface SucceededAsyncTask extends AsyncTaskBase {
  readonly status: 'succeeded'
  /** The result, such as a page or its Markdown. */
  readonly result: { readonly [name: string]: unknown }
}

/** A task that failed. */
export interface FailedAsyncTask extends AsyncTaskBase {
  readonly status: 'failed'
  /** Why it failed. */
  readonly error: AsyncTaskFailure
}

/** A task with an unknown status; treat it as pending. */
export interface UnknownAsyncTask extends AsyncTaskBase {
  readonly status: UnknownType
}

/**
 * An asynchronous task: work that Notion continues after its response. `status` has its state.
 *
 * @see https://developers.notion.com/reference/retrieve-an-async-task
 */
export type AsyncTask = PendingAsyncTask | SucceededAsyncTask | FailedAsyncTask | UnknownAsyncTask

/** The fields of one status of a task, without those of every task. */
type Only<Task extends AsyncTask> = Omit<Task, keyof AsyncTaskBase>

const has =
  (...statuses: ReadonlyArray<unknown>) =>
  (task: { readonly status?: unknown }): boolean =>
    statuses.includes(task.status)

/** An asynchronous task: work that Notion continues after its response. */
export const AsyncTask: Type<AsyncTask> = both(
  struct<AsyncTaskBase>(
    {
      object: literal('async_task'),
      id: string,
      status_url: string,
      created_time: string,
      operation: struct<AsyncTaskOperation>({ surface: string, name: string }),
    },
    { request_id: string },
  ),
  discriminate(
    has('queued', 'running', 'retrying'),
    struct<Only<PendingAsyncTask>>({ status: literal('queued', 'running', 'retrying'), poll_after_seconds: number }),
    discriminate(
      has('succeeded'),
      struct<Only<SucceededAsyncTask>>({ status: literal('succeeded'), result: anyObject }),
      discriminate(
        has('failed'),
        struct<Only<FailedAsyncTask>>({
          status: literal('failed'),
          error: struct<AsyncTaskFailure>(
            { status: number, code: string, message: string },
            { object: literal('error'), additional_data: anyObject },
          ),
        }),
        // The status of an unknown task is any string; its type is a pattern that only the compiler knows.
        unsafeCast<Type<Only<UnknownAsyncTask>>>(struct<{ readonly status: string }>({ status: string })),
      ),
    ),
  ),
)

/**
 * Type guard: whether a response is an asynchronous task in place of the requested object.
 *
 * @example
 * import { type Context, createPage, isAsyncTask } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const create = (ctx: Context, page_id: string, markdown: string) =>
 *   pipe(
 *     createPage(ctx, { parent: { page_id }, markdown, allow_async: true }),
 *     TE.map((answer) => (isAsyncTask(answer) ? `task ${answer.id}` : answer.id)),
 *   )
 */
export const isAsyncTask = (answer: { readonly object: string }): answer is AsyncTask =>
  tryTo(() => answer.object === 'async_task', false)
