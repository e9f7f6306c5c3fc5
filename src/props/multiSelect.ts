/** Multi-select properties. */
import type { Type } from 'io-ts'
import { boolean, list, literal, string, struct } from '../core/schema/combinators.js'
import { type OptionInput, option } from './option.js'
import { identity, type Prop, prop } from './prop.js'
import { SelectOption } from './propertyParts.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a multi-select property. */
export type MultiSelectPropertyValue = PropertyValueOf<'multi_select'>

/** The value of a multi-select property. */
export const MultiSelectPropertyValue: Type<MultiSelectPropertyValue> = struct<MultiSelectPropertyValue>(
  { id: string, type: literal('multi_select'), multi_select: list(SelectOption) },
  { has_more: boolean },
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
