/** Email properties. */
import type { Type } from 'io-ts'
import { boolean, literal, nullable, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of an email property. */
export type EmailPropertyValue = PropertyValueOf<'email'>

/** The value of an email property. */
export const EmailPropertyValue: Type<EmailPropertyValue> = struct<EmailPropertyValue>(
  { id: string, type: literal('email'), email: nullable(string) },
  { has_more: boolean },
)

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
