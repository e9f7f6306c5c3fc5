/** Status properties. */
import type { Type } from 'io-ts'
import { boolean, literal, nullable, string, struct } from '../core/schema/combinators.js'
import { type OptionInput, option } from './option.js'
import { identity, type Prop, prop } from './prop.js'
import { SelectOption } from './propertyParts.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a status property. */
export type StatusPropertyValue = PropertyValueOf<'status'>

/** The value of a status property. */
export const StatusPropertyValue: Type<StatusPropertyValue> = struct<StatusPropertyValue>(
  { id: string, type: literal('status'), status: nullable(SelectOption) },
  { has_more: boolean },
)

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
export const status: Prop<'status', OptionInput | null, SelectOption | null> = prop(
  'status',
  (value: OptionInput | null) => (value === null ? null : option(value)),
  identity,
)
