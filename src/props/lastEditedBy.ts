/** Who last edited a page, as a property. */
import type { Type } from 'io-ts'
import { type PartialUser, type User, UserOrPartial } from '../core/objects/user.js'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'

/** Who last edited a page, as a property. */
export type LastEditedByPropertyValue = PropertyValueOf<'last_edited_by'>

/** Who last edited a page, as a property. */
export const LastEditedByPropertyValue: Type<LastEditedByPropertyValue> = struct<LastEditedByPropertyValue>(
  { id: string, type: literal('last_edited_by'), last_edited_by: UserOrPartial },
  { has_more: boolean },
)

/**
 * Who last edited a page; its id alone, where the connection may not see users.
 *
 * @see https://developers.notion.com/reference/page-property-values#last-edited-by
 * @example
 * import type { Page } from 'notion-fp'
 * import { lastEditedBy, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Editor: lastEditedBy })(page)
 */
export const lastEditedBy: ReadOnlyProp<'last_edited_by', User | PartialUser> = readOnlyProp('last_edited_by', identity)
