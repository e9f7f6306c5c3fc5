/** Number properties. */
import type { Type } from 'io-ts'
import { number as aNumber, boolean, literal, nullable, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a number property. */
export type NumberPropertyValue = PropertyValueOf<'number'>

/** The value of a number property. */
export const NumberPropertyValue: Type<NumberPropertyValue> = struct<NumberPropertyValue>(
  { id: string, type: literal('number'), number: nullable(aNumber) },
  { has_more: boolean },
)

/**
 * A number, `null` where it is empty. A percentage is the plain ratio: 0.5 for 50 %.
 *
 * @see https://developers.notion.com/reference/page-property-values#number
 * @example
 * import { number } from 'notion-fp/props'
 *
 * const properties = { Estimate: number(3) }
 */
export const number: Prop<'number', number | null, number | null> = prop('number', identity<number | null>, identity)
