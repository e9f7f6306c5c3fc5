/** When a page was last edited, rounded down to the minute by Notion, as a property. */
import type { Type } from 'io-ts'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** When a page was last edited, rounded down to the minute by Notion, as a property. */
export type LastEditedTimePropertyValue = PropertyValueOf<'last_edited_time'>

/** When a page was last edited, rounded down to the minute by Notion, as a property. */
export const LastEditedTimePropertyValue: Type<LastEditedTimePropertyValue> = struct<LastEditedTimePropertyValue>(
  { id: string, type: literal('last_edited_time'), last_edited_time: string },
  { has_more: boolean },
)

/**
 * When a page was last edited, rounded down to the minute by Notion, ISO 8601.
 *
 * @see https://developers.notion.com/reference/page-property-values#last-edited-time
 * @example
 * import type { Page } from 'notion-fp'
 * import { lastEditedTime, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Edited: lastEditedTime })(page)
 */
export const lastEditedTime: ReadOnlyProp<'last_edited_time', string> = readOnlyProp('last_edited_time', identity)
