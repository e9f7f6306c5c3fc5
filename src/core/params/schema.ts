/** The configurations of properties, as requests create and change them. */
import type { NumberFormat, OptionConfig } from '../codec/propertyConfig.js'
import type { RollupFunction, SelectColor } from '../codec/propertyValue.js'
import type { Word } from '../codec/variants.js'
import type { EmptyRequest, Without } from './exactlyOne.js'

interface OptionDetails {
  /** Default a color that Notion picks. */
  readonly color?: SelectColor
  /** What it means. Default nothing. */
  readonly description?: string | null
}

/** An option to create. */
export interface OptionRequest extends OptionDetails {
  /** At most 100 characters, without commas. */
  readonly name: string
}

/**
 * An option to keep or create, by its id or its name; or one that was read, as it is, to keep it. A new name beside the id of an
 * existing option may be ignored.
 */
export type OptionUpdate =
  | OptionConfig
  | (OptionDetails &
      ({ readonly name: string; readonly id?: string } | { readonly id: string; readonly name?: string }))

interface RelationTarget {
  /** The data source whose pages the property refers to. */
  readonly data_source_id: string
}

/** A relation to the pages of a data source, which shows at this end, or at both. */
export type RelationConfigRequest = RelationTarget &
  (
    | ({ readonly type?: 'single_property'; readonly single_property: EmptyRequest } & Without<'dual_property'>)
    | ({
        readonly type?: 'dual_property'
        /** The property at the other end; Notion creates and names it where none is given. */
        readonly dual_property: { readonly synced_property_id?: string; readonly synced_property_name?: string }
      } & Without<'single_property'>)
  )

/** A rollup of a property of related pages; relation and property each by name or id. */
export type RollupConfigRequest = { readonly function: RollupFunction } & (
  | { readonly relation_property_name: string; readonly relation_property_id?: string }
  | { readonly relation_property_id: string; readonly relation_property_name?: string }
) &
  (
    | { readonly rollup_property_name: string; readonly rollup_property_id?: string }
    | { readonly rollup_property_id: string; readonly rollup_property_name?: string }
  )

interface SharedConfigs {
  readonly checkbox: EmptyRequest
  readonly created_by: EmptyRequest
  readonly created_time: EmptyRequest
  readonly date: EmptyRequest
  readonly email: EmptyRequest
  readonly files: EmptyRequest
  /** The expression is in Notion's formula language. */
  readonly formula: { readonly expression?: string }
  readonly last_edited_by: EmptyRequest
  readonly last_edited_time: EmptyRequest
  /** Default the plain number. */
  readonly number: { readonly format?: Word<NumberFormat> }
  readonly people: EmptyRequest
  readonly phone_number: EmptyRequest
  readonly place: EmptyRequest
  readonly relation: RelationConfigRequest
  /** The type of a property of text. */
  readonly rich_text: EmptyRequest
  readonly rollup: RollupConfigRequest
  /** The name of each page; a data source has exactly one such property. */
  readonly title: EmptyRequest
  /** The prefix stands before each number, as in `TASK-12`. Default none. */
  readonly unique_id: { readonly prefix?: string | null }
  readonly url: EmptyRequest
}

/** What can be configured of each type of property when it is created. */
export interface ConfigRequests extends SharedConfigs {
  /** Can be created, but not changed afterwards. */
  readonly button: EmptyRequest
  /** Can be created, but not changed afterwards. */
  readonly last_visited_time: EmptyRequest
  /** Can be created, but not changed afterwards. */
  readonly location: EmptyRequest
  /** Default no options. */
  readonly multi_select: { readonly options?: ReadonlyArray<OptionRequest> }
  /** Default no options. */
  readonly select: { readonly options?: ReadonlyArray<OptionRequest> }
  readonly status: { readonly options?: ReadonlyArray<OptionRequest> }
  /** Can be created, but not changed afterwards. */
  readonly verification: EmptyRequest
}

/** What can be configured of each type of property when it is changed. */
export interface ConfigUpdates extends SharedConfigs {
  /** The options that stay or are added: Notion removes those that are left out. */
  readonly multi_select: { readonly options?: ReadonlyArray<OptionUpdate> }
  /** The options that stay or are added: Notion removes those that are left out. */
  readonly select: { readonly options?: ReadonlyArray<OptionUpdate> }
  /** The options that stay or are added: Notion removes those that are left out. */
  readonly status: { readonly options?: ReadonlyArray<OptionUpdate> }
}

/** One type of property with its configuration, and no other. */
type OneConfig<Configs> = {
  [Known in keyof Configs]: { readonly type?: Known; readonly description?: string | null } & {
    readonly [Own in Known]: Configs[Known]
  } & Without<Exclude<keyof Configs, Known>>
}[keyof Configs]

/** A property to create. */
export type PropertyConfigRequest = OneConfig<ConfigRequests>

/** A new name for a property, everything else as it is. */
export type PropertyRename = { readonly name: string } & Without<keyof ConfigUpdates>

/** A property to create or to change, perhaps with a new name. */
export type PropertyConfigUpdate = OneConfig<ConfigUpdates> & { readonly name?: string }

/** The properties to create, by their names; exactly one is a `title`. */
export interface SchemaRequest {
  readonly [name: string]: PropertyConfigRequest
}

/** Changes by the names or ids of properties: a configuration creates or changes, a name renames, `null` removes. */
export interface SchemaUpdate {
  readonly [nameOrId: string]: PropertyConfigUpdate | PropertyRename | null
}
