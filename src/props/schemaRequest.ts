/** The configurations of properties, as requests create and change them. */

import type { AbsentBesideAnotherType } from '../core/schema/absent.js'
import type { EmptyRequest, OneType, Without } from '../core/schema/exactlyOne.js'
import type { Word } from '../core/schema/variants.js'
import type { NumberFormat, OptionConfig } from './propertyConfig.js'
import type { SelectColor } from './propertyParts.js'
import type { RollupFunction } from './propertyValue.js'

interface OptionDetails {
  /** Default a color that Notion picks. */
  readonly color?: SelectColor | undefined
  /** What it means. Default nothing. */
  readonly description?: string | null | undefined
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
      (
        | { readonly name: string; readonly id?: string | undefined }
        | { readonly id: string; readonly name?: string | undefined }
      ))

interface RelationTarget {
  /** The data source whose pages the property refers to. */
  readonly data_source_id: string
}

/** A relation to the pages of a data source, which shows at this end, or at both. */
export type RelationConfigRequest = RelationTarget &
  (
    | ({ readonly type?: 'single_property' | undefined; readonly single_property: EmptyRequest } & Without<
        'dual_property',
        AbsentBesideAnotherType
      >)
    | ({
        readonly type?: 'dual_property' | undefined
        /** The property at the other end; Notion creates and names it where none is given. */
        readonly dual_property: {
          readonly synced_property_id?: string | undefined
          readonly synced_property_name?: string | undefined
        }
      } & Without<'single_property', AbsentBesideAnotherType>)
  )

/** A rollup of a property of related pages; relation and property each by name or id. */
export type RollupConfigRequest = { readonly function: RollupFunction } & (
  | { readonly relation_property_name: string; readonly relation_property_id?: string | undefined }
  | { readonly relation_property_id: string; readonly relation_property_name?: string | undefined }
) &
  (
    | { readonly rollup_property_name: string; readonly rollup_property_id?: string | undefined }
    | { readonly rollup_property_id: string; readonly rollup_property_name?: string | undefined }
  )

interface SharedConfigs {
  readonly checkbox: EmptyRequest
  readonly created_by: EmptyRequest
  readonly created_time: EmptyRequest
  readonly date: EmptyRequest
  readonly email: EmptyRequest
  readonly files: EmptyRequest
  /** The expression is in Notion's formula language. */
  readonly formula: { readonly expression?: string | undefined }
  readonly last_edited_by: EmptyRequest
  readonly last_edited_time: EmptyRequest
  /** Default the plain number. */
  readonly number: { readonly format?: Word<NumberFormat> | undefined }
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
  readonly unique_id: { readonly prefix?: string | null | undefined }
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
  readonly multi_select: { readonly options?: ReadonlyArray<OptionRequest> | undefined }
  /** Default no options. */
  readonly select: { readonly options?: ReadonlyArray<OptionRequest> | undefined }
  readonly status: { readonly options?: ReadonlyArray<OptionRequest> | undefined }
  /** Can be created, but not changed afterwards. */
  readonly verification: EmptyRequest
}

/** What can be configured of each type of property when it is changed. */
export interface ConfigUpdates extends SharedConfigs {
  /** The options that stay or are added: Notion removes those that are left out. */
  readonly multi_select: { readonly options?: ReadonlyArray<OptionUpdate> | undefined }
  /** The options that stay or are added: Notion removes those that are left out. */
  readonly select: { readonly options?: ReadonlyArray<OptionUpdate> | undefined }
  /** The options that stay or are added: Notion removes those that are left out. */
  readonly status: { readonly options?: ReadonlyArray<OptionUpdate> | undefined }
}

/** One type of property with its configuration, and no other. */
type OneConfig<Configs> = OneType<Configs, AbsentBesideAnotherType> & {
  /** What the property is for; `null` takes the description away. */
  readonly description?: string | null | undefined
}

/** A property to create. */
export type PropertyConfigRequest = OneConfig<ConfigRequests>

/** A new name for a property, everything else as it is. */
export type PropertyRename = { readonly name: string } & Without<keyof ConfigUpdates, AbsentBesideAnotherType>

/** A property to create or to change, perhaps with a new name. */
export type PropertyConfigUpdate = OneConfig<ConfigUpdates> & { readonly name?: string | undefined }

/** The properties to create, by their names; exactly one is a `title`. */
export interface SchemaRequest {
  readonly [name: string]: PropertyConfigRequest | undefined
}

/** Changes by the names or ids of properties: a configuration creates or changes, a name renames, `null` removes. */
export interface SchemaUpdate {
  readonly [nameOrId: string]: PropertyConfigUpdate | PropertyRename | null | undefined
}
