/** Unique id properties. */
import type { Type } from 'io-ts'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import { UniqueId } from './propertyParts.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a unique id property. */
export type UniqueIdPropertyValue = PropertyValueOf<'unique_id'>

/** The value of a unique id property. */
export const UniqueIdPropertyValue: Type<UniqueIdPropertyValue> = struct<UniqueIdPropertyValue>(
  { id: string, type: literal('unique_id'), unique_id: UniqueId },
  { has_more: boolean },
)

/**
 * The number that Notion gave a row, and the prefix of its data source. `formatUniqueId` writes them as Notion does.
 *
 * @see https://developers.notion.com/reference/page-property-values#unique-id
 * @example
 * import type { Page } from 'notion-fp'
 * import { readProps, uniqueId } from 'notion-fp/props'
 *
 * const idOf = (page: Page) => readProps({ ID: uniqueId })(page)
 */
export const uniqueId: ReadOnlyProp<'unique_id', UniqueId> = readOnlyProp('unique_id', identity)
