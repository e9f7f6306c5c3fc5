/** The outcome of the rows of an upsert. */
import type { NotionError } from '../../core/call/error.js'
import type { Cost } from '../shared/cost.js'

/** A row of the input, by its index and its key. */
export interface UpsertedRow {
  /** Its index in `rows`. */
  readonly index: number
  /** The value of its key, as text. */
  readonly key: string
}

/** The outcome of each row of the input. */
export interface UpsertReport {
  /** The rows that were created. In a dry run they have no ids. */
  readonly created: ReadonlyArray<UpsertedRow & { readonly id?: string }>
  /** The rows that were changed, and the keys of the properties that were written. */
  readonly updated: ReadonlyArray<UpsertedRow & { readonly id: string; readonly changed: ReadonlyArray<string> }>
  /** The rows that already had all values. */
  readonly unchanged: ReadonlyArray<UpsertedRow & { readonly id: string }>
  /** The rows that could not be written, and why. */
  readonly failed: ReadonlyArray<UpsertedRow & { readonly cause: NotionError }>
  /** The rows of the input that were skipped since another one has the same key: only with `on_duplicate`. */
  readonly skipped: ReadonlyArray<UpsertedRow>
  /** The cost of the writes, or in a dry run their expected cost. */
  readonly writes: Cost
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** Pass this to `upsertRows` with the same rows to write those that failed. */
  readonly resume: UpsertResume
}

/** The state from which an upsert continues. It is JSON, and contains no cursor. */
export interface UpsertResume {
  /** The number of rows of the input. */
  readonly rows: number
  /** The indices of the completed rows. */
  readonly done: ReadonlyArray<number>
}

/** An upsert stopped before all rows were written. Call `upsertRows` again with the same rows and with `resume` to write the rest. */
export interface PartialUpsertError {
  readonly _tag: 'PartialUpsertError'
  /** What was written, what is left, and how to continue. */
  readonly message: string
  /** The error that stopped the job. */
  readonly cause: NotionError
  /** What was done so far. */
  readonly report: UpsertReport
  /** Pass this to `upsertRows` to write the rest. */
  readonly resume: UpsertResume
}
