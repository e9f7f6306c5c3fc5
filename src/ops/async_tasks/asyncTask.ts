/** Work that Notion goes on with after it has answered. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { anyObject, both, literal, number, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'

/** Where the work comes from. */
export interface AsyncTaskOperation {
  /** `rest` for calls of the API, `mcp` for tools. */
  readonly surface: 'rest' | 'mcp' | (string & {})
  /** Notion's name of what is done, such as `POST /v1/pages`. */
  readonly name: string
}

/** Why the work failed, as an answer would have said. */
export interface AsyncTaskFailure {
  readonly object?: 'error'
  /** The HTTP status that an answer would have had. */
  readonly status: number
  /** Notion's own word for it, such as `validation_error`. */
  readonly code: string
  /** A sentence for people; it may change. */
  readonly message: string
  /** Further facts, by what went wrong. */
  readonly additional_data?: { readonly [name: string]: unknown }
}

interface AsyncTaskBase {
  readonly object: 'async_task'
  /** What `getAsyncTask` takes; unknown to Notion once it has expired. */
  readonly id: string
  /** Where to ask for it. */
  readonly status_url: string
  /** ISO 8601. */
  readonly created_time: string
  /** What is being done. */
  readonly operation: AsyncTaskOperation
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** Work that is not done. */
export interface PendingAsyncTask extends AsyncTaskBase {
  /** `retrying` after a try that failed. */
  readonly status: 'queued' | 'running' | 'retrying'
  /** How long to wait before asking again, in seconds. */
  readonly poll_after_seconds: number
}

/** Work that is done. */
export interface SucceededAsyncTask extends AsyncTaskBase {
  readonly status: 'succeeded'
  /** What the answer would have been, such as a page or its Markdown. */
  readonly result: { readonly [name: string]: unknown }
}

/** Work that was given up. */
export interface FailedAsyncTask extends AsyncTaskBase {
  readonly status: 'failed'
  /** What the answer would have said. */
  readonly error: AsyncTaskFailure
}

/** Work with a status that this library does not know; take it for work that is not done. */
export interface UnknownAsyncTask extends AsyncTaskBase {
  readonly status: UnknownType
}

/**
 * Work that Notion goes on with after it has answered. Its `status` tells how far it is.
 *
 * @see https://developers.notion.com/reference/retrieve-an-async-task
 */
export type AsyncTask = PendingAsyncTask | SucceededAsyncTask | FailedAsyncTask | UnknownAsyncTask

/** What a task has besides the fields that all have. */
type Only<Task extends AsyncTask> = Omit<Task, keyof AsyncTaskBase>

const has =
  (...statuses: ReadonlyArray<unknown>) =>
  (task: { readonly status?: unknown }): boolean =>
    statuses.includes(task.status)

/** Work that Notion goes on with after it has answered. */
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
        unsafeCast<Type<Only<UnknownAsyncTask>>>(struct<{ readonly status: string }>({ status: string })),
      ),
    ),
  ),
)

/** Whether an answer is work that goes on, in place of what was asked for. */
export const isAsyncTask = (answer: { readonly object: string }): answer is AsyncTask =>
  tryTo(() => answer.object === 'async_task', false)
