/** Select properties. */
import type { Type } from 'io-ts'
import type { OptionDeclaration, WithOptions } from './declaration.js'
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
    /** `null` if no option is selected. */
    readonly select: SelectOption | null
  }
  interface ConfigPayloads {
    /** The available options, in order. */
    readonly select: { readonly options: ReadonlyArray<OptionConfig> }
  }
  interface PropertyValueRequests {
    /** `null` empties the property. */
    readonly select: SelectOptionRequest | null
  }
  interface ConfigRequests {
    /** Default: no options. */
    readonly select: { readonly options?: ReadonlyArray<OptionRequest> | undefined }
  }
  interface ConfigUpdates {
    /** The options to keep or add: Notion removes all others. */
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

/** A select property: its builder and reader; `of` declares its options. */
export type SelectProp = Prop<'select', OptionInput | null, SelectOption | null> &
  WithOptions<'select', SelectOption | null>

const base: Prop<'select', OptionInput | null, SelectOption | null> = prop('select', optionOrNone, identity)

/**
 * An option, or `null`. Builds from the name of an option or from the option. A new name creates an option of the property. An option
 * with an id is sent by its id alone.
 *
 * @see https://developers.notion.com/reference/page-property-values#select
 * @example
 * import { select } from 'notion-fp/props'
 *
 * const properties = { Priority: select('High') }
 */
export const select: SelectProp = Object.assign(base, {
  of: <Name extends string>(...of: ReadonlyArray<Name | OptionDeclaration<Name>>) => ({ ...base, of }),
})
