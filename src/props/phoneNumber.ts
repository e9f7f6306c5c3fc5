/** Phone number properties. */
import type { Type } from 'io-ts'
import { boolean, literal, nullable, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a phone number property. */
export type PhoneNumberPropertyValue = PropertyValueOf<'phone_number'>

/** The value of a phone number property. */
export const PhoneNumberPropertyValue: Type<PhoneNumberPropertyValue> = struct<PhoneNumberPropertyValue>(
  { id: string, type: literal('phone_number'), phone_number: nullable(string) },
  { has_more: boolean },
)

/**
 * A phone number, in whatever spelling, of at most 200 characters. `null` where there is none.
 *
 * @see https://developers.notion.com/reference/page-property-values#phone-number
 * @example
 * import { phoneNumber } from 'notion-fp/props'
 *
 * const properties = { Phone: phoneNumber('+33 1 23 45 67 89') }
 */
export const phoneNumber: Prop<'phone_number', string | null, string | null> = prop(
  'phone_number',
  identity<string | null>,
  identity,
)
