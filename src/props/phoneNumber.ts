/** Phone number properties. */
import type { Type } from 'io-ts'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { TextCondition } from './condition.js'
import type { EmptyConfig } from './emptyConfig.js'
import { optionalText } from './optionalText.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** In any format, at most 200 characters in requests; `null` if empty. */
    readonly phone_number: string | null
  }
  interface ConfigPayloads {
    readonly phone_number: EmptyConfig
  }
  interface PropertyValueRequests {
    /** At most 200 characters. */
    readonly phone_number: string | null
  }
  interface SharedConfigs {
    readonly phone_number: EmptyRequest
  }
  interface PropertyConditions {
    readonly phone_number: TextCondition
  }
}

export { emptyConfig as phoneNumberConfig } from './emptyConfig.js'
export { optionalText as phoneNumberPayload } from './optionalText.js'

/**
 * The maximum length of a value in a request.
 *
 * @internal
 */
export const phoneNumberMax = 200

/** The value of a phone number property. */
export type PhoneNumberPropertyValue = PropertyValueOf<'phone_number'>

/** The value of a phone number property. */
export const PhoneNumberPropertyValue: Type<PhoneNumberPropertyValue> = propertyValueOf('phone_number', optionalText)

/**
 * A phone number in any format, at most 200 characters. `null` if empty.
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
