/** When a page was created, as a property. */
import type { Type } from 'io-ts'
import { string } from '../core/schema/combinators.js'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { DateCondition } from './date.js'
import type { EmptyConfig } from './emptyConfig.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** When the page was created, in ISO 8601. Read-only. */
    readonly created_time: string
  }
  interface ConfigPayloads {
    readonly created_time: EmptyConfig
  }
  interface SharedConfigs {
    readonly created_time: EmptyRequest
  }
  interface PropertyConditions {
    readonly created_time: DateCondition
  }
}

export { string as createdTimePayload } from '../core/schema/combinators.js'
export { emptyConfig as createdTimeConfig } from './emptyConfig.js'

/** When a page was created, as a property. */
export type CreatedTimePropertyValue = PropertyValueOf<'created_time'>

/** When a page was created, as a property. */
export const CreatedTimePropertyValue: Type<CreatedTimePropertyValue> = propertyValueOf('created_time', string)

/**
 * When a page was created, in ISO 8601.
 *
 * @see https://developers.notion.com/reference/page-property-values#created-time
 * @example
 * import type { Page } from 'notion-fp'
 * import { createdTime, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Created: createdTime })(page)
 */
export const createdTime: ReadOnlyProp<'created_time', string> = readOnlyProp('created_time', identity)
