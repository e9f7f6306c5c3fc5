/** When a page was last edited, rounded down to the minute by Notion, as a property. */
import type { Type } from 'io-ts'
import { string } from '../core/schema/combinators.js'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { DateCondition } from './date.js'
import type { EmptyConfig } from './emptyConfig.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** When the page was last edited, in ISO 8601. Read-only. */
    readonly last_edited_time: string
  }
  interface ConfigPayloads {
    readonly last_edited_time: EmptyConfig
  }
  interface SharedConfigs {
    readonly last_edited_time: EmptyRequest
  }
  interface PropertyConditions {
    readonly last_edited_time: DateCondition
  }
}

export { string as lastEditedTimePayload } from '../core/schema/combinators.js'
export { emptyConfig as lastEditedTimeConfig } from './emptyConfig.js'

/** When a page was last edited, rounded down to the minute by Notion, as a property. */
export type LastEditedTimePropertyValue = PropertyValueOf<'last_edited_time'>

/** When a page was last edited, rounded down to the minute by Notion, as a property. */
export const LastEditedTimePropertyValue: Type<LastEditedTimePropertyValue> = propertyValueOf(
  'last_edited_time',
  string,
)

/**
 * When a page was last edited, rounded down to the minute by Notion, in ISO 8601.
 *
 * @see https://developers.notion.com/reference/page-property-values#last-edited-time
 * @example
 * import type { Page } from 'notion-fp'
 * import { lastEditedTime, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Edited: lastEditedTime })(page)
 */
export const lastEditedTime: ReadOnlyProp<'last_edited_time', string> = readOnlyProp('last_edited_time', identity)
