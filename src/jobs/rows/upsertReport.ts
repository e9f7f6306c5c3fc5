/** The outcome of the rows of an upsert. */
import type { NotionError } from '../../core/call/error.js'
import type { Cost } from '../shared/cost.js'

/** A row of the input, by its place and its key. */
export interface UpsertedRow {
  /** Its index in `rows`. */
  readonly index: number
  /** The value of its key, as text. */
  readonly key: string
}

/** The outcome of each row of the input. */
export interface UpsertReport {
  /** The rows that were created. A dry run has no ids. */
  readonly created: ReadonlyArray<UpsertedRow & { readonly id?: string }>
  /** The rows that were changed, and the keys of the properties that were written. */
  readonly updated: ReadonlyArray<UpsertedRow & { readonly id: string; readonly changed: ReadonlyArray<string> }>
  /** The rows that had all values already. */
  readonly unchanged: ReadonlyArray<UpsertedRow & { readonly id: string }>
  /** The rows that could not be written, and why. */
  readonly failed: ReadonlyArray<UpsertedRow & { readonly cause: NotionError }>
  /** The rows of the input that were left out since another one has the same key: only with `on_duplicate`. */
  readonly skipped: ReadonlyArray<UpsertedRow>
  /** What the writes cost, or would cost in a dry run. */
  readonly writes: Cost
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** Give this to `upsertRows` with the same rows to write those that failed. */
  readonly resume: UpsertResume
}

/** Where an upsert is to go on. It is JSON, and holds no cursor. */
export interface UpsertResume {
  /** The number of rows of the input. */
  readonly rows: number
  /** The indices of the rows that are done. */
  readonly done: ReadonlyArray<number>
}

/** An upsert stopped before all rows were written. Call `upsertRows` again with the same rows and with `resume` to write the rest. */
export interface PartialUpsertError {
  readonly _tag: 'PartialUpsertError'
  /** What was written, what is left, and how to continue. */
  readonly message: string
  /** Why the job stopped. */
  readonly cause: NotionError
  /** What was done until then. */
  readonly report: UpsertReport
  /** Give this to `upsertRows` to write the rest. */
  readonly resume: UpsertResume
}
