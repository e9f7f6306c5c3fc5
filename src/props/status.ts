/** Status properties. */
import type { Type } from 'io-ts'
import { list, string, struct } from '../core/schema/combinators.js'
import type { Word } from '../core/schema/variants.js'
import type { OptionDeclaration, WithOptions } from './declaration.js'
import {
  OptionConfig,
  type OptionInput,
  type OptionRequest,
  type OptionUpdate,
  optionOrNone,
  optionPayload,
  type SelectColor,
  type SelectCondition,
  type SelectOption,
  type SelectOptionRequest,
} from './option.js'
import { identity, type Prop, prop } from './prop.js'
import type { ConfigPayloads } from './propertyTables.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A group of options of a status property, such as `In progress`. */
export interface StatusGroup {
  /** Opaque, and not always a UUID. */
  readonly id: string
  /** Filters accept it like the name of an option. */
  readonly name: string
  /** The color of the group. Its options have colors of their own. */
  readonly color: Word<SelectColor>
  /** The ids of its options. */
  readonly option_ids: ReadonlyArray<string>
}

/** A group of options of a status property. */
export const StatusGroup: Type<StatusGroup> = struct<StatusGroup>({
  id: string,
  name: string,
  color: string,
  option_ids: list(string),
})

/** A condition on a status. The name of a group matches all of its options. */
export type StatusCondition = SelectCondition

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** `null` if no option is selected. */
    readonly status: SelectOption | null
  }
  interface ConfigPayloads {
    /** The options and their groups. */
    readonly status: { readonly options: ReadonlyArray<OptionConfig>; readonly groups: ReadonlyArray<StatusGroup> }
  }
  interface PropertyValueRequests {
    /** An existing option; `null` resets the property to its default. */
    readonly status: SelectOptionRequest | null
  }
  interface ConfigRequests {
    readonly status: { readonly options?: ReadonlyArray<OptionRequest> | undefined }
  }
  interface ConfigUpdates {
    /** The options to keep or add: Notion removes all others. */
    readonly status: { readonly options?: ReadonlyArray<OptionUpdate> | undefined }
  }
  interface PropertyConditions {
    readonly status: StatusCondition
  }
}

export { optionPayload as statusPayload } from './option.js'

/**
 * The codec of the configuration.
 *
 * @internal
 */
export const statusConfig: Type<ConfigPayloads['status']> = struct<ConfigPayloads['status']>({
  options: list(OptionConfig),
  groups: list(StatusGroup),
})

/** The value of a status property. */
export type StatusPropertyValue = PropertyValueOf<'status'>

/** The value of a status property. */
export const StatusPropertyValue: Type<StatusPropertyValue> = propertyValueOf('status', optionPayload)

/** A status property: its builder and reader; `of` declares its options. */
export type StatusProp = Prop<'status', OptionInput | null, SelectOption | null> &
  WithOptions<'status', SelectOption | null>

const base: Prop<'status', OptionInput | null, SelectOption | null> = prop('status', optionOrNone, identity)

/**
 * A status. Builds from the name of an existing option, or from the option; `null` resets the property to its default. An option
 * with an id is sent by its id alone.
 *
 * @see https://developers.notion.com/reference/page-property-values#status
 * @example
 * import { status } from 'notion-fp/props'
 *
 * const properties = { Status: status('In progress') }
 */
export const status: StatusProp = Object.assign(base, {
  of: <Name extends string>(...of: ReadonlyArray<Name | OptionDeclaration<Name>>) => ({ ...base, of }),
})
