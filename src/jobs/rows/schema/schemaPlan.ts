/** A plan for changing the schema of a data source: plain JSON, made by `planSchema`. */
import type { Filter } from '../../../props/filter.js'
import type { SchemaUpdate } from '../../../props/schemaRequest.js'
import type { Cost } from '../../shared/cost.js'
import type { DriftKind } from './drift.js'

/**
 * What a change does to the rows: nothing is lost, something is lost, or Notion's API cannot make it.
 */
export type ChangeClass = 'safe' | 'lossy' | 'blocked'

/** One change of a schema. */
export interface SchemaChange {
  /** The difference that it removes. */
  readonly kind: DriftKind
  readonly class: ChangeClass
  /** The name of the property at present; the declared one of a new property. */
  readonly property: string
  /** The key of the property in the declaration; absent if it is not declared. */
  readonly key?: string
  /** What changes, in words. */
  readonly message: string
  /** What rows lose, if the change is `lossy`. */
  readonly loses?: string
  /** Why the change is impossible, if it is `blocked`, and what to do instead. */
  readonly reason?: string
  /** The rows that lose something, as a filter of a query, if the change is `lossy`; absent if all rows may. */
  readonly filter?: Filter
  /** The number of these rows, once `countAffected` has counted them. */
  readonly rows?: number
}

/** A property of the schema that a plan was made for. */
export interface PropertyState {
  readonly id: string
  readonly name: string
  readonly type: string
  /** The parts of its configuration that a change can change, and its description. */
  readonly config: { readonly [part: string]: unknown }
}

/** What a property is after a change. */
export interface ExpectedProperty {
  readonly name?: string
  readonly type?: string
  readonly config?: { readonly [part: string]: unknown }
}

/** The changes of one property in one request. */
export interface PlannedProperty {
  /** The name or id by which the request names it. */
  readonly property: string
  /** Its id; absent if it is new. */
  readonly id?: string
  /** What is sent for it: `null` removes it. */
  readonly update: NonNullable<SchemaUpdate[string]> | null
  /** What it is afterwards; `null` if it is gone. */
  readonly expected: ExpectedProperty | null
  /** The changes that are made by it, by their place in the plan. */
  readonly changes: ReadonlyArray<number>
}

/** A plan for changing the schema of a data source, as plain JSON. */
export interface SchemaPlan {
  readonly data_source_id: string
  /** Identifies the schema that the plan was made for, and its changes: a plan that was altered is refused. */
  readonly hash: string
  /** That schema. */
  readonly before: ReadonlyArray<PropertyState>
  /** All changes, also those that are impossible. */
  readonly changes: ReadonlyArray<SchemaChange>
  /** The requests, each with its properties. Several are needed if a property takes a name that another one has at present. */
  readonly steps: ReadonlyArray<ReadonlyArray<PlannedProperty>>
  /** The cost of making the changes. */
  readonly cost: Cost
}
