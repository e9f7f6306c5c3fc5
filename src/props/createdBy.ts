/** The user who created a page, as a property. */
import type { Type } from 'io-ts'
import { type PartialUser, type User, UserOrPartial } from '../core/objects/user.js'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { EmptyConfig } from './emptyConfig.js'
import type { PeopleCondition } from './people.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** The user who created the page. Read-only. */
    readonly created_by: User | PartialUser
  }
  interface ConfigPayloads {
    readonly created_by: EmptyConfig
  }
  interface SharedConfigs {
    readonly created_by: EmptyRequest
  }
  interface PropertyConditions {
    /** The user who created the page. */
    readonly created_by: PeopleCondition
  }
}

export { UserOrPartial as createdByPayload } from '../core/objects/user.js'
export { emptyConfig as createdByConfig } from './emptyConfig.js'

/** The user who created a page, as a property. */
export type CreatedByPropertyValue = PropertyValueOf<'created_by'>

/** The user who created a page, as a property. */
export const CreatedByPropertyValue: Type<CreatedByPropertyValue> = propertyValueOf('created_by', UserOrPartial)

/**
 * The user who created a page; only the id, if the connection lacks the capability to read users.
 *
 * @see https://developers.notion.com/reference/page-property-values#created-by
 * @example
 * import type { Page } from 'notion-fp'
 * import { createdBy, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Author: createdBy })(page)
 */
export const createdBy: ReadOnlyProp<'created_by', User | PartialUser> = readOnlyProp('created_by', identity)
