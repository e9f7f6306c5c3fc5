/** Who created a page, as a property. */
import type { Type } from 'io-ts'
import { type PartialUser, type User, UserOrPartial } from '../core/objects/user.js'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** Who created a page, as a property. */
export type CreatedByPropertyValue = PropertyValueOf<'created_by'>

/** Who created a page, as a property. */
export const CreatedByPropertyValue: Type<CreatedByPropertyValue> = struct<CreatedByPropertyValue>(
  { id: string, type: literal('created_by'), created_by: UserOrPartial },
  { has_more: boolean },
)

/**
 * Who created a page; its id alone, where the connection may not see users.
 *
 * @see https://developers.notion.com/reference/page-property-values#created-by
 * @example
 * import type { Page } from 'notion-fp'
 * import { createdBy, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Author: createdBy })(page)
 */
export const createdBy: ReadOnlyProp<'created_by', User | PartialUser> = readOnlyProp('created_by', identity)
