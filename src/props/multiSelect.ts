/** Multi-select properties. */
import type { Type } from 'io-ts'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { list } from '../core/schema/combinators.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'
import type { ExistenceConditions } from './condition.js'
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
  /** The name of an option, or of several. */
  readonly contains: string | ReadonlyArray<string>
  /** The name of an option, or of several. */
  readonly does_not_contain: string | ReadonlyArray<string>
}

/** A condition on the chosen options of a multi-select property. */
export type MultiSelectCondition = ExactlyOne<MultiSelectConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** The chosen options; empty where none is. */
    readonly multi_select: ReadonlyArray<SelectOption>
  }
  interface ConfigPayloads {
    /** The options that pages can choose from, in their order. */
    readonly multi_select: { readonly options: ReadonlyArray<OptionConfig> }
  }
  interface PropertyValueRequests {
    /** At most 100; takes the place of all that were there. */
    readonly multi_select: ReadonlyArray<SelectOptionRequest>
  }
  interface ConfigRequests {
    /** Default no options. */
    readonly multi_select: { readonly options?: ReadonlyArray<OptionRequest> | undefined }
  }
  interface ConfigUpdates {
    /** The options that stay or are added: Notion removes those that are left out. */
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
 * The most elements of a value that is sent.
 *
 * @internal
 */
export const multiSelectMost = 100

/** The value of a multi-select property. */
export type MultiSelectPropertyValue = PropertyValueOf<'multi_select'>

/** The value of a multi-select property. */
export const MultiSelectPropertyValue: Type<MultiSelectPropertyValue> = propertyValueOf(
  'multi_select',
  multiSelectPayload,
)

/**
 * Any number of options, at most 100 in one request. Builds from names or options, which take the place of all that were
 * chosen; a name that the property does not have becomes a new option of it. An option that has an id is sent by its id alone.
 *
 * @see https://developers.notion.com/reference/page-property-values#multi-select
 * @example
 * import { multiSelect } from 'notion-fp/props'
 *
 * const properties = { Tags: multiSelect(['home', 'garden']) }
 */
export const multiSelect: Prop<'multi_select', ReadonlyArray<OptionInput>, ReadonlyArray<SelectOption>> = prop(
  'multi_select',
  (value: ReadonlyArray<OptionInput>) => value.map(option),
  identity,
)
