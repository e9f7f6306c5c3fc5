/** The errors of schema changes. */
import type { NotionError } from '../../../core/call/error.js'
import type { SchemaChange, SchemaPlan } from './schemaPlan.js'

/** The schema differs from the one that the plan was made for. Nothing was changed: make a new plan. */
export interface SchemaMovedError {
  readonly _tag: 'SchemaMovedError'
  /** The differences, and what to do. */
  readonly message: string
  /** Each property that was added, removed or changed since. */
  readonly differences: ReadonlyArray<string>
  /** The hash of the schema that the plan was made for. */
  readonly expected: string
  /** The hash of the current schema. */
  readonly actual: string
}

/** Some changes were or may have been made before a request failed. Run `applySchema` again with the same plan to make the rest. */
export interface PartialSchemaError {
  readonly _tag: 'PartialSchemaError'
  /** What was done, what is left, and how to continue. */
  readonly message: string
  /** The error that stopped the job. */
  readonly cause: NotionError
  /** The changes that are made. */
  readonly applied: ReadonlyArray<SchemaChange>
  /** The changes that were not made, or may not have been. */
  readonly left: ReadonlyArray<SchemaChange>
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** Pass this to `applySchema` to make the rest. */
  readonly resume: { readonly plan: SchemaPlan; readonly allow: ReadonlyArray<string> }
}
