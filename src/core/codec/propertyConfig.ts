/** The configurations of the properties of a data source: its schema. */
import type { Type } from 'io-ts'
import { anyObject, both, list, nullable, string, struct, tagged, type UnknownType } from './kernel.js'
import type { RollupFunction, SelectColor } from './propertyValue.js'

/** An option of a select, multi-select or status property. */
export interface OptionConfig {
  readonly id: string
  readonly name: string
  readonly color: SelectColor
  readonly description?: string | null
}

/** A group of options of a status property, such as `In progress`. */
export interface StatusGroup {
  readonly id: string
  readonly name: string
  readonly color: SelectColor
  /** The options in it, by their ids. */
  readonly option_ids: ReadonlyArray<string>
}

/** How a number is shown. */
export type NumberFormat =
  | 'number'
  | 'number_with_commas'
  | 'percent'
  | 'dollar'
  | 'euro'
  | 'pound'
  | 'yen'
  | 'won'
  | 'yuan'
  | 'rupee'
  | 'ruble'
  | 'franc'
  | 'real'
  | (string & {})

/** Which pages a relation property refers to. */
export interface RelationConfig {
  readonly database_id: string
  readonly data_source_id?: string
  /** Notion leaves it out at times; `dual_property` tells all the same. */
  readonly type?: 'single_property' | 'dual_property' | (string & {})
  readonly single_property?: { readonly [name: string]: unknown }
  /** The property at the other end; absent where the relation shows at this end only. */
  readonly dual_property?: SyncedProperty
}

/** The property at the other end of a relation that both ends show. */
export interface SyncedProperty {
  readonly synced_property_id: string
  readonly synced_property_name: string
}

/** What a rollup property gathers, by which relation, and what it makes of it. */
export interface RollupConfig {
  readonly function: RollupFunction
  readonly relation_property_id: string
  readonly relation_property_name: string
  readonly rollup_property_id: string
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
  readonly formula: { readonly expression: string }
  readonly last_edited_by: EmptyConfig
  readonly last_edited_time: EmptyConfig
  readonly last_visited_time: EmptyConfig
  readonly location: EmptyConfig
  readonly multi_select: { readonly options: ReadonlyArray<OptionConfig> }
  readonly number: { readonly format: NumberFormat }
  readonly people: EmptyConfig
  readonly phone_number: EmptyConfig
  readonly place: EmptyConfig
  readonly relation: RelationConfig
  readonly rich_text: EmptyConfig
  readonly rollup: RollupConfig
  readonly select: { readonly options: ReadonlyArray<OptionConfig> }
  readonly status: { readonly options: ReadonlyArray<OptionConfig>; readonly groups: ReadonlyArray<StatusGroup> }
  readonly title: EmptyConfig
  readonly unique_id: { readonly prefix?: string | null }
  readonly url: EmptyConfig
  readonly verification: EmptyConfig
}

/** The types of properties whose configuration this library knows. */
export type ConfigType = keyof ConfigPayloads

interface ConfigBase {
  /** The id of the property, encoded for addresses as Notion gives it; it outlives every rename. */
  readonly id: string
  readonly name: string
  readonly description?: string | null
}

/** The configuration of a property of one type. */
export type PropertyConfigOf<Known extends ConfigType> = Known extends ConfigType
  ? ConfigBase & { readonly type: Known } & { readonly [Name in Known]: ConfigPayloads[Known] }
  : never

/** The configuration of a property of a type that this library does not know. */
export interface UnknownPropertyConfig extends ConfigBase {
  readonly type: UnknownType
}

/**
 * The configuration of a property of a data source.
 *
 * @see https://developers.notion.com/reference/property-object
 */
export type PropertyConfig = PropertyConfigOf<ConfigType> | UnknownPropertyConfig

/** An option of a select, multi-select or status property. */
export const OptionConfig: Type<OptionConfig> = /*#__PURE__*/ (() =>
  struct<OptionConfig>({ id: string, name: string, color: string }, { description: nullable(string) }))()

/** A group of options of a status property. */
export const StatusGroup: Type<StatusGroup> = /*#__PURE__*/ (() =>
  struct<StatusGroup>({ id: string, name: string, color: string, option_ids: list(string) }))()

/** The configuration of a property of a data source. */
export const PropertyConfig: Type<PropertyConfig> = /*#__PURE__*/ (() => {
  const options = struct<ConfigPayloads['select']>({ options: list(OptionConfig) })
  return both(
    struct<ConfigBase>({ id: string, name: string }, { description: nullable(string) }),
    tagged<PropertyConfig>({
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
    }),
  )
})()
