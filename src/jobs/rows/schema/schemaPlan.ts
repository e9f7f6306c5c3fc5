/** A plan for changing the schema of a data source: plain JSON, made by `planSchema`. */
import type { Filter } from '../../../props/filter.js'
import type { SchemaUpdate } from '../../../props/schemaRequest.js'
import type { Cost } from '../../shared/cost.js'
import type { DriftKind } from './drift.js'

/** The effect of a change: `safe` loses nothing, `lossy` loses data of rows, `blocked` is impossible with Notion's API. */
export type ChangeClass = 'safe' | 'lossy' | 'blocked'

/** One change of a schema. */
export interface SchemaChange {
  /** The difference that it removes. */
  readonly kind: DriftKind
  readonly class: ChangeClass
  /** The current name of the property; for a new property the declared one. */
  readonly property: string
  /** The key of the property in the declaration; absent if it is not declared. */
  readonly key?: string
  /** A human-readable description of the change. */
  readonly message: string
  /** The data that rows lose, if the change is `lossy`. */
  readonly loses?: string
  /** Why the change is impossible, if it is `blocked`, and what to do instead. */
  readonly reason?: string
  /** The filter of a query for the rows that lose data, if the change is `lossy`; absent if any row may. */
  readonly filter?: Filter
  /** The number of these rows, once `countAffected` has counted them. */
  readonly rows?: number
}

/** A property of the schema that a plan was made for. */
export interface PropertyState {
  readonly id: string
  readonly name: string
  readonly type: string
  /** The parts of its configuration that can change, and its description. */
  readonly config: { readonly [part: string]: unknown }
}

/** The state of a property after a change. */
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
  /** Its part of the request; `null` removes it. */
  readonly update: NonNullable<SchemaUpdate[string]> | null
  /** Its state afterwards; `null` if it is removed. */
  readonly expected: ExpectedProperty | null
  /** The indices of the changes of the plan that it makes. */
  readonly changes: ReadonlyArray<number>
}

/** A plan for changing the schema of a data source, as plain JSON. */
export interface SchemaPlan {
  readonly data_source_id: string
  /** Identifies the schema that the plan was made for, and its changes: an altered plan is rejected. */
  readonly hash: string
  /** That schema. */
  readonly before: ReadonlyArray<PropertyState>
  /** All changes, including impossible ones. */
  readonly changes: ReadonlyArray<SchemaChange>
  /** The requests, each with its properties. Several are needed if a property gets a name that another one currently has. */
  readonly steps: ReadonlyArray<ReadonlyArray<PlannedProperty>>
  /** The cost of making the changes. */
  readonly cost: Cost
}
