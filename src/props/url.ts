/** URL properties. */
import type { Type } from 'io-ts'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { TextCondition } from './condition.js'
import type { EmptyConfig } from './emptyConfig.js'
import { optionalText } from './optionalText.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** At most 2000 characters in requests; `null` if empty. */
    readonly url: string | null
  }
  interface ConfigPayloads {
    readonly url: EmptyConfig
  }
  interface PropertyValueRequests {
    /** At most 2000 characters. */
    readonly url: string | null
  }
  interface SharedConfigs {
    readonly url: EmptyRequest
  }
  interface PropertyConditions {
    readonly url: TextCondition
  }
}

export { emptyConfig as urlConfig } from './emptyConfig.js'
export { optionalText as urlPayload } from './optionalText.js'

/** The value of a URL property. */
export type UrlPropertyValue = PropertyValueOf<'url'>

/** The value of a URL property. */
export const UrlPropertyValue: Type<UrlPropertyValue> = propertyValueOf('url', optionalText)

/**
 * A URL, at most 2000 characters. `null` if empty.
 *
 * @see https://developers.notion.com/reference/page-property-values#url
 * @example
 * import { url } from 'notion-fp/props'
 *
 * const properties = { Site: url('https://example.com') }
 */
export const url: Prop<'url', string | null, string | null> = prop('url', identity<string | null>, identity)
