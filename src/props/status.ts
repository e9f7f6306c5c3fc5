/** Status properties. */
import type { Type } from 'io-ts'
import { list, string, struct } from '../core/schema/combinators.js'
import type { Word } from '../core/schema/variants.js'
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
  /** As it is shown; filters take it as they take the name of an option. */
  readonly name: string
  /** The color of the group; its options have their own. */
  readonly color: Word<SelectColor>
  /** The options in it, by their ids. */
  readonly option_ids: ReadonlyArray<string>
}

/** A group of options of a status property. */
export const StatusGroup: Type<StatusGroup> = struct<StatusGroup>({
  id: string,
  name: string,
  color: string,
  option_ids: list(string),
})

/** A condition on a status; the name of a group of options stands for all options in it. */
export type StatusCondition = SelectCondition

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** `null` where no option is chosen. */
    readonly status: SelectOption | null
  }
  interface ConfigPayloads {
    /** The options, and the groups that they are in. */
    readonly status: { readonly options: ReadonlyArray<OptionConfig>; readonly groups: ReadonlyArray<StatusGroup> }
  }
  interface PropertyValueRequests {
    /** An option that the property has; `null` stands for its default. */
    readonly status: SelectOptionRequest | null
  }
  interface ConfigRequests {
    readonly status: { readonly options?: ReadonlyArray<OptionRequest> | undefined }
  }
  interface ConfigUpdates {
    /** The options that stay or are added: Notion removes those that are left out. */
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

/**
 * A status. Builds from the name of an option that the property has, or from the option; `null` stands for the default. An
 * option that has an id is sent by its id alone.
 *
 * @see https://developers.notion.com/reference/page-property-values#status
 * @example
 * import { status } from 'notion-fp/props'
 *
 * const properties = { Status: status('In progress') }
 */
export const status: Prop<'status', OptionInput | null, SelectOption | null> = prop('status', optionOrNone, identity)
