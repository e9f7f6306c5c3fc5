/** Email properties. */
import type { Type } from 'io-ts'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { TextCondition } from './condition.js'
import type { EmptyConfig } from './emptyConfig.js'
import { optionalText } from './optionalText.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** At most 200 characters in requests; `null` where it is empty. */
    readonly email: string | null
  }
  interface ConfigPayloads {
    readonly email: EmptyConfig
  }
  interface PropertyValueRequests {
    /** At most 200 characters. */
    readonly email: string | null
  }
  interface SharedConfigs {
    readonly email: EmptyRequest
  }
  interface PropertyConditions {
    readonly email: TextCondition
  }
}

export { emptyConfig as emailConfig } from './emptyConfig.js'
export { optionalText as emailPayload } from './optionalText.js'

/**
 * The most characters of a value that is sent.
 *
 * @internal
 */
export const emailMost = 200

/** The value of an email property. */
export type EmailPropertyValue = PropertyValueOf<'email'>

/** The value of an email property. */
export const EmailPropertyValue: Type<EmailPropertyValue> = propertyValueOf('email', optionalText)

/**
 * An email address, of at most 200 characters. `null` where there is none.
 *
 * @see https://developers.notion.com/reference/page-property-values#email
 * @example
 * import { email } from 'notion-fp/props'
 *
 * const properties = { Contact: email('ada@example.com') }
 */
export const email: Prop<'email', string | null, string | null> = prop('email', identity<string | null>, identity)
