/** Users: people, bots, and the bare ids that stand for them. */

import type { Type } from 'io-ts'
import { tryTo } from '../internal/orUndefined.js'
import {
  lazy,
  literal,
  nullable,
  number,
  string,
  struct,
  tagged,
  type Unchecked,
  type UnknownType,
} from '../schema/combinators.js'
import { discriminate } from '../schema/discriminate.js'

/** A user of whom only the id is told. */
export interface PartialUser {
  readonly object: 'user'
  /** A UUID with dashes. */
  readonly id: string
}

interface UserBase extends PartialUser {
  /** The display name; `null` or absent if there is none. */
  readonly name?: string | null
  /** The URL of the avatar; `null` or absent if there is none. */
  readonly avatar_url?: string | null
}

/** A human user. */
export interface PersonUser extends UserBase {
  readonly type: 'person'
  readonly person: {
    /** Absent where the connection may not see email addresses. */
    readonly email?: string
  }
}

/** Whom a bot acts for: a user, or the workspace as a whole. */
export type BotOwner =
  | { readonly type: 'user'; readonly user: User | PartialUser }
  | { readonly type: 'workspace'; readonly workspace: true }
  | { readonly type: UnknownType }

/** Who a bot belongs to and what it may do; empty where the connection may not see it. */
export interface Bot {
  /** The workspace for an internal connection, a user for others. */
  readonly owner?: BotOwner
  /** The workspace that the connection is in. */
  readonly workspace_id?: string
  /** The name of that workspace; `null` where it has none. */
  readonly workspace_name?: string | null
  /** The largest file that can be uploaded, in bytes: 5 MiB on free plans, up to 5 GiB on others. */
  readonly workspace_limits?: { readonly max_file_upload_size_in_bytes: number }
}

/** A connection. */
export interface BotUser extends UserBase {
  readonly type: 'bot'
  /** Empty where the connection may not see it. */
  readonly bot: Bot
}

/**
 * A user of a kind that this library does not know, or one that is not what its type promises. Only its id is certain: whatever
 * else it has is as Notion sent it.
 */
export interface UnknownUser extends Unchecked<UserBase, 'object' | 'id'> {
  readonly type: UnknownType
}

/** A user with everything that the connection may see. */
export type User = PersonUser | BotUser | UnknownUser

/** A group of users; it appears in values of people properties only. */
export interface Group {
  readonly object: 'group'
  /** A UUID with dashes. */
  readonly id: string
  /** `null` or absent where it is not told. */
  readonly name?: string | null
}

/** A user of whom only the id is told. */
export const PartialUser: Type<PartialUser> = struct<PartialUser>({ object: literal('user'), id: string })

/** A user with everything that the connection may see. */
export const User: Type<User> = tagged<User>(
  {
    person: struct<PersonUser['person']>({}, { email: string }),
    bot: struct<Bot>(
      {},
      {
        owner: tagged<BotOwner>({ user: lazy(() => UserOrPartial), workspace: literal(true) }),
        workspace_id: string,
        workspace_name: nullable(string),
        workspace_limits: struct<NonNullable<Bot['workspace_limits']>>({ max_file_upload_size_in_bytes: number }),
      },
    ),
  },
  struct<UserBase>({ object: literal('user'), id: string }, { name: nullable(string), avatar_url: nullable(string) }),
  PartialUser,
)

/** A user, whole or by its id alone. */
export const UserOrPartial: Type<User | PartialUser> = discriminate((user) => 'type' in user, User, PartialUser)

/** A group of users. */
export const Group: Type<Group> = struct<Group>({ object: literal('group'), id: string }, { name: nullable(string) })

/** Whether it is a user, everything about whom is there; a group of users is none. */
export const isFullUser = (user: { readonly object: string }): user is User =>
  tryTo(() => user.object === 'user' && 'type' in user, false)

/** A person or a bot. */
export interface UserRequest {
  /** With dashes or without. */
  readonly id: string
  readonly object?: 'user' | undefined
}
