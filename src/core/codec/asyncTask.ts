/** Work that Notion goes on with after it has answered. */
import type { Type } from 'io-ts'
import { anyObject, literal, number, string, struct } from './kernel.js'

/** Where the work comes from. */
export interface AsyncTaskOperation {
  readonly surface: 'rest' | 'mcp' | (string & {})
  /** Notion's name of what is done. */
  readonly name: string
}

/** Why the work failed, as an answer would have said. */
export interface AsyncTaskFailure {
  /** The HTTP status that an answer would have had. */
  readonly status: number
  /** Notion's own word for it, such as `validation_error`. */
  readonly code: string
  readonly message: string
  readonly additional_data?: { readonly [name: string]: unknown }
}

/**
 * Work that Notion goes on with after it has answered. A status that this library does not know is one of work that is not done.
 *
 * @see https://developers.notion.com/reference/retrieve-an-async-task
 */
export interface AsyncTask {
  readonly object: 'async_task'
  readonly id: string
  /** Where to ask for it. */
  readonly status_url: string
  /** ISO 8601. */
  readonly created_time: string
  readonly operation: AsyncTaskOperation
  readonly status: 'queued' | 'running' | 'retrying' | 'succeeded' | 'failed' | (string & {})
  /** How long to wait before asking again, in seconds; while it is not done. */
  readonly poll_after_seconds?: number
  /** What came of it, where it has `succeeded`. */
  readonly result?: { readonly [name: string]: unknown }
  /** What went wrong, where it has `failed`. */
  readonly error?: AsyncTaskFailure
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** Work that Notion goes on with after it has answered. */
export const AsyncTask: Type<AsyncTask> = /*#__PURE__*/ (() =>
  struct<AsyncTask>(
    {
      object: literal('async_task'),
      id: string,
      status_url: string,
      created_time: string,
      operation: struct<AsyncTaskOperation>({ surface: string, name: string }),
      status: string,
    },
    {
      poll_after_seconds: number,
      result: anyObject,
      error: struct<AsyncTaskFailure>(
        { status: number, code: string, message: string },
        { additional_data: anyObject },
      ),
      request_id: string,
    },
  ))()

/** Whether an answer is work that goes on, in place of what was asked for. */
export const isAsyncTask = (answer: { readonly object: string }): answer is AsyncTask => answer.object === 'async_task'
