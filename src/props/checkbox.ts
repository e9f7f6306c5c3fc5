/** Checkbox properties. */
import type { Type } from 'io-ts'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a checkbox property. */
export type CheckboxPropertyValue = PropertyValueOf<'checkbox'>

/** The value of a checkbox property. */
export const CheckboxPropertyValue: Type<CheckboxPropertyValue> = struct<CheckboxPropertyValue>(
  { id: string, type: literal('checkbox'), checkbox: boolean },
  { has_more: boolean },
)

/**
 * A checkbox.
 *
 * @see https://developers.notion.com/reference/page-property-values#checkbox
 * @example
 * import { checkbox } from 'notion-fp/props'
 *
 * const properties = { Done: checkbox(true) }
 */
export const checkbox: Prop<'checkbox', boolean, boolean> = prop('checkbox', identity<boolean>, identity)
