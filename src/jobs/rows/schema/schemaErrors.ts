/** The failures of a change of a schema. */
import type { NotionError } from '../../../core/call/error.js'
import type { SchemaChange, SchemaPlan } from './schemaPlan.js'

/** The schema is not the one that the plan was made for. Nothing was changed: make a new plan. */
export interface SchemaMovedError {
  readonly _tag: 'SchemaMovedError'
  /** What differs, and what to do. */
  readonly message: string
  /** Each property that somebody else has added, removed or changed since. */
  readonly differences: ReadonlyArray<string>
  /** The hash of the schema that the plan was made for. */
  readonly expected: string
  /** The hash of the schema as it is. */
  readonly actual: string
}

/** Some changes were made, or may have been, before a request failed. Run `applySchema` again with the same plan to make the rest. */
export interface PartialSchemaError {
  readonly _tag: 'PartialSchemaError'
  /** What was done, what is left, and how to continue. */
  readonly message: string
  /** Why the job stopped. */
  readonly cause: NotionError
  /** The changes that are made. */
  readonly applied: ReadonlyArray<SchemaChange>
  /** The changes that are not made, or not known to be. */
  readonly left: ReadonlyArray<SchemaChange>
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** Give this to `applySchema` to make the rest. */
  readonly resume: { readonly plan: SchemaPlan; readonly allow: ReadonlyArray<string> }
}
