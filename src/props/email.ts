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
    /** At most 200 characters in requests; `null` if empty. */
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
 * The maximum length of a value in a request.
 *
 * @internal
 */
export const emailMax = 200

/** The value of an email property. */
export type EmailPropertyValue = PropertyValueOf<'email'>

/** The value of an email property. */
export const EmailPropertyValue: Type<EmailPropertyValue> = propertyValueOf('email', optionalText)

/**
 * An email address, at most 200 characters. `null` if empty.
 *
 * @see https://developers.notion.com/reference/page-property-values#email
 * @example
 * import { email } from 'notion-fp/props'
 *
 * const properties = { Contact: email('ada@example.com') }
 */
export const email: Prop<'email', string | null, string | null> = prop('email', identity<string | null>, identity)
