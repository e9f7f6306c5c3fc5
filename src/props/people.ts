/** People properties. */
import type { Type } from 'io-ts'
import { Group, type PartialUser, type User, UserOrPartial, type UserRequest } from '../core/objects/user.js'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { list } from '../core/schema/combinators.js'
import { discriminate } from '../core/schema/discriminate.js'
import type { EmptyRequest, ExactlyOne } from '../core/schema/exactlyOne.js'
import type { ExistenceConditions } from './condition.js'
import type { EmptyConfig } from './emptyConfig.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A person, a bot or a group, full or partial. */
export type UserOrGroup = User | PartialUser | Group

/** A person, a bot or a group, full or partial. */
export const UserOrGroup: Type<UserOrGroup> = discriminate(({ object }) => object === 'group', Group, UserOrPartial)

/** A group of people. */
export interface GroupRequest {
  /** With or without dashes. */
  readonly id: string
  /** As Notion returned it. Not needed in a request. */
  readonly name?: string | null | undefined
  readonly object?: 'group' | undefined
}

interface PeopleConditions extends ExistenceConditions {
  /** The id of a user, or `me`, which requires a connection that a user has authorized. */
  readonly contains: 'me' | (string & {})
  /** The id of a user, or `me`, as in `contains`. */
  readonly does_not_contain: 'me' | (string & {})
}

/** A condition on people. */
export type PeopleCondition = ExactlyOne<PeopleConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** At most 25; `getPageProperty` reads all. */
    readonly people: ReadonlyArray<UserOrGroup>
  }
  interface ConfigPayloads {
    readonly people: EmptyConfig
  }
  interface PropertyValueRequests {
    /** At most 100. Replaces all people of the property. */
    readonly people: ReadonlyArray<UserRequest | GroupRequest>
  }
  interface SharedConfigs {
    readonly people: EmptyRequest
  }
  interface PropertyConditions {
    readonly people: PeopleCondition
  }
}

/**
 * The codec of the payload.
 *
 * @internal
 */
export const peoplePayload: Type<ReadonlyArray<UserOrGroup>> = list(UserOrGroup)

export { emptyConfig as peopleConfig } from './emptyConfig.js'

/**
 * The maximum number of elements of a value in a request.
 *
 * @internal
 */
export const peopleMax = 100

/** The value of a people property. */
export type PeoplePropertyValue = PropertyValueOf<'people'>

/** The value of a people property. */
export const PeoplePropertyValue: Type<PeoplePropertyValue> = propertyValueOf('people', peoplePayload)

/** The id of a user, or a user or group that was read. */
export type PersonInput = string | UserRequest | GroupRequest | UserOrGroup

const request = (person: PersonInput): UserRequest | GroupRequest =>
  typeof person === 'string'
    ? { id: person }
    : person.object === undefined
      ? { id: person.id }
      : { object: person.object, id: person.id }

/**
 * People, bots and groups, at most 100 in a request. Builds from ids, users or groups, which replace all people of the property.
 * A page has at most 25 of them: see `incompleteProps`.
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
