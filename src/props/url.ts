/** URL properties. */
import type { Type } from 'io-ts'
import { boolean, literal, nullable, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a URL property. */
export type UrlPropertyValue = PropertyValueOf<'url'>

/** The value of a URL property. */
export const UrlPropertyValue: Type<UrlPropertyValue> = struct<UrlPropertyValue>(
  { id: string, type: literal('url'), url: nullable(string) },
  { has_more: boolean },
)

/**
 * An address, of at most 2000 characters. `null` where there is none.
 *
 * @see https://developers.notion.com/reference/page-property-values#url
 * @example
 * import { url } from 'notion-fp/props'
 *
 * const properties = { Site: url('https://example.com') }
 */
export const url: Prop<'url', string | null, string | null> = prop('url', identity<string | null>, identity)
