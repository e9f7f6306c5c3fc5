/** When a page was created, as a property. */
import type { Type } from 'io-ts'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** When a page was created, as a property. */
export type CreatedTimePropertyValue = PropertyValueOf<'created_time'>

/** When a page was created, as a property. */
export const CreatedTimePropertyValue: Type<CreatedTimePropertyValue> = struct<CreatedTimePropertyValue>(
  { id: string, type: literal('created_time'), created_time: string },
  { has_more: boolean },
)

/**
 * When a page was created, ISO 8601.
 *
 * @see https://developers.notion.com/reference/page-property-values#created-time
 * @example
 * import type { Page } from 'notion-fp'
 * import { createdTime, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Created: createdTime })(page)
 */
export const createdTime: ReadOnlyProp<'created_time', string> = readOnlyProp('created_time', identity)
