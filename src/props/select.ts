/** Select properties. */
import type { Type } from 'io-ts'
import {
  type OptionConfig,
  type OptionInput,
  type OptionRequest,
  type OptionUpdate,
  optionOrNone,
  optionPayload,
  type SelectCondition,
  type SelectOption,
  type SelectOptionRequest,
} from './option.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** `null` where no option is chosen. */
    readonly select: SelectOption | null
  }
  interface ConfigPayloads {
    /** The options that pages can choose from, in their order. */
    readonly select: { readonly options: ReadonlyArray<OptionConfig> }
  }
  interface PropertyValueRequests {
    /** `null` empties the property. */
    readonly select: SelectOptionRequest | null
  }
  interface ConfigRequests {
    /** Default no options. */
    readonly select: { readonly options?: ReadonlyArray<OptionRequest> | undefined }
  }
  interface ConfigUpdates {
    /** The options that stay or are added: Notion removes those that are left out. */
    readonly select: { readonly options?: ReadonlyArray<OptionUpdate> | undefined }
  }
  interface PropertyConditions {
    readonly select: SelectCondition
  }
}

export {
  optionPayload as selectPayload,
  optionsConfig as selectConfig,
} from './option.js'

/** The value of a select property. */
export type SelectPropertyValue = PropertyValueOf<'select'>

/** The value of a select property. */
export const SelectPropertyValue: Type<SelectPropertyValue> = propertyValueOf('select', optionPayload)

/**
 * One option or none. Builds from the name of an option or from the option; a name that the property does not have becomes a
 * new option of it. An option that has an id is sent by its id alone.
 *
 * @see https://developers.notion.com/reference/page-property-values#select
 * @example
 * import { select } from 'notion-fp/props'
 *
 * const properties = { Priority: select('High') }
 */
export const select: Prop<'select', OptionInput | null, SelectOption | null> = prop('select', optionOrNone, identity)
