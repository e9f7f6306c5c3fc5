/** The user who last edited a page, as a property. */
import type { Type } from 'io-ts'
import { type PartialUser, type User, UserOrPartial } from '../core/objects/user.js'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { EmptyConfig } from './emptyConfig.js'
import type { PeopleCondition } from './people.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** The user who last edited the page. Read-only. */
    readonly last_edited_by: User | PartialUser
  }
  interface ConfigPayloads {
    readonly last_edited_by: EmptyConfig
  }
  interface SharedConfigs {
    readonly last_edited_by: EmptyRequest
  }
  interface PropertyConditions {
    readonly last_edited_by: PeopleCondition
  }
}

export { UserOrPartial as lastEditedByPayload } from '../core/objects/user.js'
export { emptyConfig as lastEditedByConfig } from './emptyConfig.js'

/** The user who last edited a page, as a property. */
export type LastEditedByPropertyValue = PropertyValueOf<'last_edited_by'>

/** The user who last edited a page, as a property. */
export const LastEditedByPropertyValue: Type<LastEditedByPropertyValue> = propertyValueOf(
  'last_edited_by',
  UserOrPartial,
)

/**
 * The user who last edited a page; only the id, if the connection lacks the capability to read users.
 *
 * @see https://developers.notion.com/reference/page-property-values#last-edited-by
 * @example
 * import type { Page } from 'notion-fp'
 * import { lastEditedBy, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Editor: lastEditedBy })(page)
 */
export const lastEditedBy: ReadOnlyProp<'last_edited_by', User | PartialUser> = readOnlyProp('last_edited_by', identity)
