/** The property configurations of a data source: its schema. */
import type { Type } from 'io-ts'
import { nullable, string, struct, tagged, type Unchecked, type UnknownType } from '../core/schema/combinators.js'
import { configCodecs } from './configCodecs.js'
import type { ConfigPayloads, ConfigType } from './propertyTables.js'
import './propertyTypes.js'

interface ConfigBase {
  /** The id of the property, URL-encoded. It does not change when the property is renamed. */
  readonly id: string
  /** The name, which is the key of values and filters. It can change. */
  readonly name: string
  /** Absent or `null` without a description. */
  readonly description?: string | null
}

/** The configuration of a property of one type. */
export type PropertyConfigOf<Known extends ConfigType> = Known extends ConfigType
  ? ConfigBase & { readonly type: Known } & { readonly [Name in Known]: ConfigPayloads[Known] }
  : never

/**
 * A configuration of a type unknown to this library, or one that does not match its type. Only its id and name are validated:
 * all other fields are as Notion sent them.
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
