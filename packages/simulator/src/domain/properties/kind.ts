import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, object } from '../validate/check.js'
import type { Json, JsonObject } from '../values/json.js'

/** A schema change that is being worked out: nothing of it is in the workspace yet. */
export interface ConfigContext {
  readonly workspace: Workspace
  readonly source: DataSourceNode
  /** The properties as they will be, by raw id. */
  readonly properties: ReadonlyMap<string, Property>
  readonly previous: Property | undefined
}

/** A property of a row, on its way into an answer. */
interface ValueContext {
  readonly workspace: Workspace
  readonly page: PageNode
  readonly source: DataSourceNode | undefined
  readonly property: Property
}

/** What the API knows of one type of property. */
export interface PropertyKind {
  /** A schema request for it. */
  readonly config: Check
  /** The configuration that a checked schema request makes. Throws a refusal when it names what is not there. */
  readonly configure: (request: JsonObject, context: ConfigContext) => JsonObject
  /** The configuration as answered, where it shows the present names of other things. */
  readonly presentConfig?: (workspace: Workspace, property: Property) => JsonObject
  /** A value in a request; a kind without it is computed, and cannot be written. */
  readonly value?: Check
  /** Refuses a checked value that does not fit the workspace. Changes nothing. */
  readonly vet?: (workspace: Workspace, property: Property, request: Json) => void
  /** What is kept of a checked value. Cannot fail; may add options to the property. */
  readonly store: (workspace: Workspace, property: Property, request: Json) => Json
  /** What is kept of a value as an answer shows it. */
  readonly seed: (workspace: Workspace, property: Property, answered: Json) => Json
  /** What a row has that says nothing. */
  readonly empty: Json
  /** A kept value as the API answers it. */
  readonly present: (context: ValueContext, stored: Json) => Json
}

const same = (_workspace: Workspace, _property: Property, value: Json): Json => value

/** A kind with the usual manners: no configuration, values kept and answered as they are. */
export const kind = (own: Partial<PropertyKind>): PropertyKind => ({
  config: object,
  configure: () => ({}),
  store: same,
  seed: same,
  empty: null,
  present: (_, stored) => stored,
  ...own,
})
