/** Select properties. */
import type { Type } from 'io-ts'
import { boolean, literal, nullable, string, struct } from '../core/schema/combinators.js'
import { type OptionInput, option } from './option.js'
import { identity, type Prop, prop } from './prop.js'
import { SelectOption } from './propertyParts.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a select property. */
export type SelectPropertyValue = PropertyValueOf<'select'>

/** The value of a select property. */
export const SelectPropertyValue: Type<SelectPropertyValue> = struct<SelectPropertyValue>(
  { id: string, type: literal('select'), select: nullable(SelectOption) },
  { has_more: boolean },
)

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
export const select: Prop<'select', OptionInput | null, SelectOption | null> = prop(
  'select',
  (value: OptionInput | null) => (value === null ? null : option(value)),
  identity,
)
