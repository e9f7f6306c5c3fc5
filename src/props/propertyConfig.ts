/** The configurations of the properties of a data source: its schema. */
import type { Type } from 'io-ts'
import {
  anyObject,
  list,
  nullable,
  string,
  struct,
  tagged,
  type Unchecked,
  type UnknownType,
} from '../core/schema/combinators.js'
import type { Word } from '../core/schema/variants.js'
import type { SelectColor } from './propertyParts.js'
import type { RollupFunction } from './propertyValue.js'

/** An option of a select, multi-select or status property. */
export interface OptionConfig {
  /** Opaque; writes can name the option by it in place of its name. Notion leaves it out at times. */
  readonly id: string | undefined
  /** Unique among the options of the property; without commas. */
  readonly name: string
  /** The color that it is shown in, wherever it is chosen. */
  readonly color: Word<SelectColor>
  /** What it stands for; absent or `null` where nobody wrote any. */
  readonly description?: string | null
}

/** A group of options of a status property, such as `In progress`. */
export interface StatusGroup {
  /** Opaque, and not always a UUID. */
  readonly id: string
  /** As it is shown; filters take it as they take the name of an option. */
  readonly name: string
  /** The color of the group; its options have their own. */
  readonly color: Word<SelectColor>
  /** The options in it, by their ids. */
  readonly option_ids: ReadonlyArray<string>
}

/** How a number is shown, in the formats that are known; requests take any, as those of the official client do. */
export type NumberFormat =
  | 'number'
  | 'number_with_commas'
  | 'percent'
  | 'argentine_peso'
  | 'australian_dollar'
  | 'baht'
  | 'canadian_dollar'
  | 'chilean_peso'
  | 'colombian_peso'
  | 'danish_krone'
  | 'dirham'
  | 'dollar'
  | 'euro'
  | 'forint'
  | 'franc'
  | 'hong_kong_dollar'
  | 'koruna'
  | 'krona'
  | 'leu'
  | 'lira'
  | 'mexican_peso'
  | 'new_taiwan_dollar'
  | 'new_zealand_dollar'
  | 'norwegian_krone'
  | 'peruvian_sol'
  | 'philippine_peso'
  | 'pound'
  | 'rand'
  | 'real'
  | 'ringgit'
  | 'riyal'
  | 'ruble'
  | 'rupee'
  | 'rupiah'
  | 'shekel'
  | 'singapore_dollar'
  | 'uruguayan_peso'
  | 'won'
  | 'yen'
  | 'yuan'
  | 'zloty'

/** Which pages a relation property refers to. */
export interface RelationConfig {
  /** The database of the pages that it refers to. */
  readonly database_id: string
  /** The data source of these pages; absent in versions before 2025-09-03. */
  readonly data_source_id?: string
  /** Notion leaves it out at times; `dual_property` tells all the same. */
  readonly type?: Word<'single_property' | 'dual_property'>
  /** Empty; there where the relation shows at this end only. */
  readonly single_property?: { readonly [name: string]: unknown }
  /** The property at the other end; absent where the relation shows at this end only. */
  readonly dual_property?: SyncedProperty
}

/** The property at the other end of a relation that both ends show. */
export interface SyncedProperty {
  /** Its id in the other data source. */
  readonly synced_property_id: string
  /** Its name in the other data source. */
  readonly synced_property_name: string
}

/** What a rollup property gathers, by which relation, and what it makes of it. */
export interface RollupConfig {
  /** What it makes of the values. */
  readonly function: Word<RollupFunction>
  /** The relation that it follows, a property of the same data source. */
  readonly relation_property_id: string
  /** The name of that relation. */
  readonly relation_property_name: string
  /** The property that it gathers, one of the related pages. */
  readonly rollup_property_id: string
  /** The name of the gathered property. */
  readonly rollup_property_name: string
}

/** A configuration with nothing in it. */
export interface EmptyConfig {
  readonly [name: string]: unknown
}

/** What is configured of each type of property. */
export interface ConfigPayloads {
  readonly button: EmptyConfig
  readonly checkbox: EmptyConfig
  readonly created_by: EmptyConfig
  readonly created_time: EmptyConfig
  readonly date: EmptyConfig
  readonly email: EmptyConfig
  readonly files: EmptyConfig
  /** The formula in its own language, as text. */
  readonly formula: { readonly expression: string }
  readonly last_edited_by: EmptyConfig
  readonly last_edited_time: EmptyConfig
  /** Notion takes it in requests to create a property; answers may lack it. */
  readonly last_visited_time: EmptyConfig
  readonly location: EmptyConfig
  /** The options that pages can choose from, in their order. */
  readonly multi_select: { readonly options: ReadonlyArray<OptionConfig> }
  /** How the number is shown; its value stays as it is. */
  readonly number: { readonly format: Word<NumberFormat> }
  readonly people: EmptyConfig
  readonly phone_number: EmptyConfig
  readonly place: EmptyConfig
  /** Which pages it refers to. */
  readonly relation: RelationConfig
  readonly rich_text: EmptyConfig
  /** What it gathers, and what it makes of it. */
  readonly rollup: RollupConfig
  /** The options that pages can choose from, in their order. */
  readonly select: { readonly options: ReadonlyArray<OptionConfig> }
  /** The options, and the groups that they are in. */
  readonly status: { readonly options: ReadonlyArray<OptionConfig>; readonly groups: ReadonlyArray<StatusGroup> }
  readonly title: EmptyConfig
  /** What stands before the number; `null` or absent where nothing does. */
  readonly unique_id: { readonly prefix?: string | null }
  readonly url: EmptyConfig
  readonly verification: EmptyConfig
}

/** The types of properties whose configuration this library knows. */
export type ConfigType = keyof ConfigPayloads

interface ConfigBase {
  /** The id of the property, encoded for addresses as Notion gives it; it outlives every rename. */
  readonly id: string
  /** The name that values and filters go by; it can change. */
  readonly name: string
  /** What the property is for; absent or `null` where nobody wrote any. */
  readonly description?: string | null
}

/** The configuration of a property of one type. */
export type PropertyConfigOf<Known extends ConfigType> = Known extends ConfigType
  ? ConfigBase & { readonly type: Known } & { readonly [Name in Known]: ConfigPayloads[Known] }
  : never

/**
 * The configuration of a property of a type that this library does not know, or one that is not what its type promises. Only its
 * id and name are certain: whatever else it has is as Notion sent it.
 */
export interface UnknownPropertyConfig extends Unchecked<ConfigBase, 'id' | 'name'> {
  readonly type: UnknownType
}

/**
 * The configuration of a property of a data source.
 *
 * @see https://developers.notion.com/reference/property-object
 */
export type PropertyConfig = PropertyConfigOf<ConfigType> | UnknownPropertyConfig

/** An option of a select, multi-select or status property. */
export const OptionConfig: Type<OptionConfig> = struct<OptionConfig>(
  { name: string, color: string },
  { id: string, description: nullable(string) },
)

/** A group of options of a status property. */
export const StatusGroup: Type<StatusGroup> = struct<StatusGroup>({
  id: string,
  name: string,
  color: string,
  option_ids: list(string),
})

const options = struct<ConfigPayloads['select']>({ options: list(OptionConfig) })

/** The configuration of a property of a data source. */
export const PropertyConfig: Type<PropertyConfig> = tagged<PropertyConfig>(
  {
    button: anyObject,
    checkbox: anyObject,
    created_by: anyObject,
    created_time: anyObject,
    date: anyObject,
    email: anyObject,
    files: anyObject,
    formula: struct<ConfigPayloads['formula']>({ expression: string }),
    last_edited_by: anyObject,
    last_edited_time: anyObject,
    last_visited_time: anyObject,
    location: anyObject,
    multi_select: options,
    number: struct<ConfigPayloads['number']>({ format: string }),
    people: anyObject,
    phone_number: anyObject,
    place: anyObject,
    relation: struct<RelationConfig>(
      { database_id: string },
      {
        data_source_id: string,
        type: string,
        single_property: anyObject,
        dual_property: struct<SyncedProperty>({ synced_property_id: string, synced_property_name: string }),
      },
    ),
    rich_text: anyObject,
    rollup: struct<RollupConfig>({
      function: string,
      relation_property_id: string,
      relation_property_name: string,
      rollup_property_id: string,
      rollup_property_name: string,
    }),
    select: options,
    status: struct<ConfigPayloads['status']>({ options: list(OptionConfig), groups: list(StatusGroup) }),
    title: anyObject,
    unique_id: struct<ConfigPayloads['unique_id']>({}, { prefix: nullable(string) }),
    url: anyObject,
    verification: anyObject,
  },
  struct<ConfigBase>({ id: string, name: string }, { description: nullable(string) }),
  struct<Pick<ConfigBase, 'id' | 'name'>>({ id: string, name: string }),
)
