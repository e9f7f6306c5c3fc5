/** People properties. */
import type { Type } from 'io-ts'
import type { UserRequest } from '../core/objects/user.js'
import { boolean, list, literal, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import { UserOrGroup } from './propertyParts.js'
import type { PropertyValueOf } from './propertyValue.js'
import type { GroupRequest } from './propertyValueRequest.js'

/** The value of a people property. */
export type PeoplePropertyValue = PropertyValueOf<'people'>

/** The value of a people property. */
export const PeoplePropertyValue: Type<PeoplePropertyValue> = struct<PeoplePropertyValue>(
  { id: string, type: literal('people'), people: list(UserOrGroup) },
  { has_more: boolean },
)

/** The id of a user, or a user or group as Notion gives them. */
export type PersonInput = string | UserRequest | GroupRequest | UserOrGroup

const request = (person: PersonInput): UserRequest | GroupRequest =>
  typeof person === 'string'
    ? { id: person }
    : person.object === undefined
      ? { id: person.id }
      : { object: person.object, id: person.id }

/**
 * People, bots and groups, at most 100 in one request. Builds from ids, users or groups, which take the place of all that
 * were there. A page tells no more than 25 of them: see `incompleteProps`.
 *
 * @see https://developers.notion.com/reference/page-property-values#people
 * @example
 * import type { User } from 'notion-fp'
 * import { people } from 'notion-fp/props'
 *
 * const assignedTo = (user: User) => ({ Assignee: people([user]) })
 */
export const people: Prop<'people', ReadonlyArray<PersonInput>, ReadonlyArray<UserOrGroup>> = prop(
  'people',
  (value: ReadonlyArray<PersonInput>) => value.map(request),
  identity,
)
