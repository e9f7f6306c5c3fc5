/** Multi-select properties. */
import type { Type } from 'io-ts'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { list } from '../core/schema/combinators.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'
import type { ExistenceConditions } from './condition.js'
import type { OptionDeclaration, WithOptions } from './declaration.js'
import {
  type OptionConfig,
  type OptionInput,
  type OptionRequest,
  type OptionUpdate,
  option,
  SelectOption,
  type SelectOptionRequest,
} from './option.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

interface MultiSelectConditions extends ExistenceConditions {
  /** The name of an option, or an array of names. */
  readonly contains: string | ReadonlyArray<string>
  /** The name of an option, or an array of names. */
  readonly does_not_contain: string | ReadonlyArray<string>
}

/** A condition on the selected options of a multi-select property. */
export type MultiSelectCondition = ExactlyOne<MultiSelectConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** The selected options. */
    readonly multi_select: ReadonlyArray<SelectOption>
  }
  interface ConfigPayloads {
    /** The available options, in order. */
    readonly multi_select: { readonly options: ReadonlyArray<OptionConfig> }
  }
  interface PropertyValueRequests {
    /** At most 100. Replaces all selected options. */
    readonly multi_select: ReadonlyArray<SelectOptionRequest>
  }
  interface ConfigRequests {
    /** Default: no options. */
    readonly multi_select: { readonly options?: ReadonlyArray<OptionRequest> | undefined }
  }
  interface ConfigUpdates {
    /** The options to keep or add: Notion removes all others. */
    readonly multi_select: { readonly options?: ReadonlyArray<OptionUpdate> | undefined }
  }
  interface PropertyConditions {
    readonly multi_select: MultiSelectCondition
  }
}

/**
 * The codec of the payload.
 *
 * @internal
 */
export const multiSelectPayload: Type<ReadonlyArray<SelectOption>> = list(SelectOption)

export { optionsConfig as multiSelectConfig } from './option.js'

/**
 * The maximum number of elements of a value in a request.
 *
 * @internal
 */
export const multiSelectMax = 100

/** The value of a multi-select property. */
export type MultiSelectPropertyValue = PropertyValueOf<'multi_select'>

/** The value of a multi-select property. */
export const MultiSelectPropertyValue: Type<MultiSelectPropertyValue> = propertyValueOf(
  'multi_select',
  multiSelectPayload,
)

/** A multi-select property: its builder and reader; `of` declares its options. */
export type MultiSelectProp = Prop<'multi_select', ReadonlyArray<OptionInput>, ReadonlyArray<SelectOption>> &
  WithOptions<'multi_select', ReadonlyArray<SelectOption>>

const base: Prop<'multi_select', ReadonlyArray<OptionInput>, ReadonlyArray<SelectOption>> = prop(
  'multi_select',
  (value: ReadonlyArray<OptionInput>) => value.map(option),
  identity,
)

/**
 * Any number of options, at most 100 in a request. Builds from names or options, which replace all selected options. A new name
 * creates an option of the property. An option with an id is sent by its id alone.
 *
 * @see https://developers.notion.com/reference/page-property-values#multi-select
 * @example
 * import { multiSelect } from 'notion-fp/props'
 *
 * const properties = { Tags: multiSelect(['home', 'garden']) }
 */
export const multiSelect: MultiSelectProp = Object.assign(base, {
  of: <Name extends string>(...of: ReadonlyArray<Name | OptionDeclaration<Name>>) => ({ ...base, of }),
})
