/**
 * What a type of property must and may define. Everything that depends on the type is here, so a new type is one file
 * in `kinds`.
 */
import type { Value } from '../formula/value.js'
import { plainValue } from '../formula/value.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, object } from '../validate/check.js'
import type { Json, JsonObject } from '../values/json.js'
import type { ConditionFamily } from './conditions/family.js'
import type { Grouping } from './groupings.js'
import { plainSortKey, type SortKey } from './sortKeys.js'

/** A schema change while it is planned: it is not in the workspace yet. */
export interface ConfigContext {
  readonly workspace: Workspace
  readonly source: DataSourceNode
  /** The properties as they will be, by raw id. */
  readonly properties: ReadonlyMap<string, Property>
  readonly previous: Property | undefined
}

/** How far formulas and rollups are followed. */
export interface Reach {
  /** Steps from property to property so far. */
  readonly steps: number
  /** How many pages of a relation a formula or rollup reads. */
  readonly references: number
}

/** One step further, from a formula or rollup to a property that it reads. */
export const further = (reach: Reach): Reach => ({ ...reach, steps: reach.steps + 1 })

/** Finds the kind of a type; of an unknown one, the kind that stores and returns values unchanged. */
export type KindOf = (type: string) => PropertyKind

/** A property of a page whose value is being serialized. */
export interface ValueContext {
  readonly workspace: Workspace
  readonly page: PageNode
  readonly source: DataSourceNode | undefined
  readonly property: Property
  readonly reach: Reach
  readonly kindOf: KindOf
  /** The value of another property, or of one of another page: `{ id, type, [type]: value }`. */
  readonly read: (workspace: Workspace, page: PageNode, property: Property, reach: Reach) => JsonObject
}

/** Where a value is loaded from an API response. */
export interface LoadContext {
  readonly workspace: Workspace
  readonly source: DataSourceNode
  readonly property: Property
}

/** A property whose name changed, by its previous name. */
export type Renames = ReadonlyMap<string, string>

/** What a value in a declared workspace may refer to. */
export interface DeclarationContext {
  readonly workspace: Workspace
  readonly property: Property
  /** Finds the last row of a data source that has a title. */
  readonly findRow: (dataSourceId: string, title: string) => string | undefined
}

/** Everything that is specific to one type of property. */
export interface PropertyKind {
  readonly type: string

  // --- Schema ---

  /** Checks a schema request for it. */
  readonly config: Check
  /** The configuration for a checked schema request. Throws a refusal when it names what does not exist. */
  readonly configure: (request: JsonObject, context: ConfigContext) => JsonObject
  /** Completes a new configuration once the whole schema is planned. */
  readonly resolveConfig?: (context: Omit<ConfigContext, 'previous'>, config: JsonObject) => JsonObject
  /** The configuration in a response, where it contains the current names of other things. */
  readonly serializeConfig?: (workspace: Workspace, property: Property) => JsonObject
  /** The stored configuration for one in a response; the same unless given. */
  readonly loadConfig?: (config: JsonObject) => JsonObject
  /** Completes a loaded configuration once everything is loaded. */
  readonly linkConfig?: (workspace: Workspace, config: JsonObject) => JsonObject
  /** The configuration of a property that is known only from one of its values. */
  readonly configOfValue?: (value: Json) => JsonObject
  /** Older versions of the API did not let a schema have it: see the quirk `refusesNewerProperties`. */
  readonly isNewer?: true
  /** Every schema has exactly one: it cannot be added, removed or converted. */
  readonly fixed?: true
  /** What must exist before such a property can be configured and its values written. */
  readonly requires?: 'data_sources' | 'relations'
  /** Whether a new configuration makes stored values meaningless. A change of type always does. */
  readonly isReplaced?: (old: Property, next: Property) => boolean
  /** Holds a string or null, which other such types can take over. */
  readonly holdsString?: true
  /** The stored value after a change to another type; undefined when it cannot be converted. */
  readonly convert?: (stored: Json, to: PropertyKind) => Json | undefined
  /** Runs after a schema change, for each property of the new schema. */
  readonly afterSchemaChange?: (context: SchemaChange, property: Property, old: Property | undefined) => void
  /** Runs in a schema change, for each property of the old schema. */
  readonly release?: (workspace: Workspace, old: Property, next: Property | undefined) => void
  /** Updates the configuration after properties of `source` were renamed; `holder` is the data source it belongs to. */
  readonly followRenames?: (
    workspace: Workspace,
    holder: DataSourceNode,
    property: Property,
    source: DataSourceNode,
    renames: Renames,
  ) => void
  /** Whether responses contain it; `all` are the properties of its data source. Always unless given. */
  readonly isShown?: (workspace: Workspace, property: Property, all: ReadonlyArray<Property>) => boolean

  // --- Values ---

  /** Checks a value in a request; a kind without it is computed and read-only. */
  readonly value?: Check
  /** Whether a request may contain its array without the type around it. */
  readonly acceptsBareArray?: true
  /** Throws a refusal when a checked value does not fit the workspace. Changes nothing. */
  readonly validate?: (workspace: Workspace, property: Property, request: Json) => void
  /** Throws a refusal when a value exceeds what related pages can hold. Changes nothing. */
  readonly assertCapacity?: (workspace: Workspace, page: PageNode, property: Property, request: Json) => void
  /** The stored form of a checked value. Cannot fail; may add options to the property. */
  readonly store: (workspace: Workspace, property: Property, request: Json) => Json
  /** Whether a loaded value is only correct until the page is changed. */
  readonly isOutdatedByWrite?: (context: ValueContext, stored: Json) => boolean
  /** Keeps other pages consistent after a value was written. */
  readonly afterWrite?: (workspace: Workspace, page: PageNode, property: Property, before: Json, after: Json) => void
  /** The stored form of a value from a response; `propertyValue` is the object around it. */
  readonly load: (context: LoadContext, value: Json, propertyValue: JsonObject) => Json
  /** The stored value of a new row that was given none. */
  readonly initial?: (source: DataSourceNode, property: Property) => Json
  /** The stored value when nothing was written. */
  readonly empty: Json
  /** The value in a response. */
  readonly serialize: (context: ValueContext, stored: Json) => Json
  /** The property value as part of a page, where it is limited to a number of references. */
  readonly truncate?: (propertyValue: JsonObject, limit: number, stored: Json) => JsonObject
  /** The part of a value that a formula reads when it reads a limited number of references. */
  readonly firstReferences?: (value: Json, limit: number) => Json
  /** The items of a value when it is retrieved by itself; without it the value is returned as one. */
  readonly items?: (context: ValueContext, value: Json) => ReadonlyArray<JsonObject>
  /** What a list of items contains about the complete value; `more` is whether further items follow. */
  readonly itemsSummary?: (value: Json, more: boolean) => Json
  /** The value when it is retrieved by itself as one. */
  readonly serializeAlone?: (value: Json) => Json
  /** Throws a refusal when a value cannot be retrieved by itself. */
  readonly assertRetrievable?: (property: Property) => void
  /** Whether each row has its own value, which a template does not provide. */
  readonly ownToRow?: true
  /** Whether a row that moves keeps the value: as it is stored, or stored again from its form in a response. */
  readonly moves?: 'stored' | 'restored'

  // --- Queries, views, formulas and rollups ---

  /** The conditions that filters can set on its values. */
  readonly conditions?: ConditionFamily
  /** The same for a kind whose value has elements of other types. */
  readonly conditionsOnElements?: (ofElement: ConditionFamily) => ConditionFamily
  /** The keys of property filters that it accepts; its own type unless given. */
  readonly filterKeys?: ReadonlyArray<string>
  /** The key for it in a filter on the elements of a rollup. */
  readonly elementFilterKey?: string
  /** Names that stand for several options in a filter. */
  readonly optionGroups?: (property: Property) => ReadonlyMap<string, ReadonlyArray<string>>
  /** What rows are sorted by; undefined for an empty value, which comes last in either direction. */
  readonly sortKey: (value: Json, property: Property) => SortKey
  /** The time of a page that it shows, by which pages are also filtered and sorted without naming a property. */
  readonly pageTime?: (page: PageNode) => number
  /** How views can be grouped by it. */
  readonly grouping?: Grouping
  /** The value that a formula reads. */
  readonly formulaValue: (value: Json, kindOf: KindOf) => Value
  /** The plain text of a value that is rich text. */
  readonly text?: (value: Json) => string
  /** The value that a rollup computes with, where it is inside the property value. */
  readonly rolledContent?: (value: Json) => Json

  // --- Declared workspaces ---

  /** A schema request for a declared property; undefined when the declaration is a schema request already. */
  readonly declaredSchema?: (
    declared: JsonObject,
    findDataSource: (title: string) => DataSourceNode,
  ) => JsonObject | undefined
  /** A configuration request for a declared configuration. */
  readonly declaredConfig?: (config: Json) => Json
  /** A value request for a declared value. */
  readonly declaredValue?: (value: Json, context: DeclarationContext) => Json
}

/** A schema change that was applied. */
export interface SchemaChange {
  readonly workspace: Workspace
  readonly source: DataSourceNode
  /** The rows and templates of the data source. */
  readonly rows: () => ReadonlyArray<PageNode>
}

/** The required fields of a kind; the others have defaults. */
type OwnParts = Partial<PropertyKind> & Pick<PropertyKind, 'type'>

/** A kind with defaults: no configuration, and values that are stored and returned unchanged. */
export const kind = (own: OwnParts): PropertyKind => ({
  config: object,
  configure: () => ({}),
  store: (_workspace, _property, request) => request,
  load: (_, value) => value,
  empty: null,
  serialize: (_, stored) => stored,
  sortKey: plainSortKey,
  formulaValue: plainValue,
  ...own,
})
