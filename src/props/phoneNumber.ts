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
    /** Free text in no fixed format, at most 200 characters in requests; `null` where it is empty. */
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
 * The most characters of a value that is sent.
 *
 * @internal
 */
export const phoneNumberMost = 200

/** The value of a phone number property. */
export type PhoneNumberPropertyValue = PropertyValueOf<'phone_number'>

/** The value of a phone number property. */
export const PhoneNumberPropertyValue: Type<PhoneNumberPropertyValue> = propertyValueOf('phone_number', optionalText)

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
