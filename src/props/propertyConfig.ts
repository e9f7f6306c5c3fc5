/** The configurations of the properties of a data source: its schema. */
import type { Type } from 'io-ts'
import { nullable, string, struct, tagged, type Unchecked, type UnknownType } from '../core/schema/combinators.js'
import { configCodecs } from './configCodecs.js'
import type { ConfigPayloads, ConfigType } from './propertyTables.js'
import './propertyTypes.js'

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

/** The configuration of a property of a data source. */
export const PropertyConfig: Type<PropertyConfig> = tagged<PropertyConfig>(
  configCodecs,
  struct<ConfigBase>({ id: string, name: string }, { description: nullable(string) }),
  struct<Pick<ConfigBase, 'id' | 'name'>>({ id: string, name: string }),
)
