/** Users: people and bots, complete or partial. */

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

/** A user with only its id. */
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
    /** Absent if the connection has no capability to see email addresses. */
    readonly email?: string
  }
}

/** The owner of a bot: a user, or the workspace. */
export type BotOwner =
  | { readonly type: 'user'; readonly user: User | PartialUser }
  | { readonly type: 'workspace'; readonly workspace: true }
  | { readonly type: UnknownType }

/** The owner and limits of a bot; empty if the connection is not allowed to see them. */
export interface Bot {
  /** The workspace for an internal connection, otherwise a user. */
  readonly owner?: BotOwner
  /** The id of the workspace of the connection. */
  readonly workspace_id?: string
  /** The name of the workspace; `null` if it has none. */
  readonly workspace_name?: string | null
  /** The maximum size of an uploaded file, in bytes: 5 MiB on free plans, up to 5 GiB on others. */
  readonly workspace_limits?: { readonly max_file_upload_size_in_bytes: number }
}

/** A bot: the user of a connection. */
export interface BotUser extends UserBase {
  readonly type: 'bot'
  /** Empty if the connection is not allowed to see it. */
  readonly bot: Bot
}

/**
 * A user of an unknown type, or one that does not match its type. Only its id is checked; everything else is as Notion sent it.
 */
export interface UnknownUser extends Unchecked<UserBase, 'object' | 'id'> {
  readonly type: UnknownType
}

/** A user with all fields that the connection is allowed to see. */
export type User = PersonUser | BotUser | UnknownUser

/** A group of users. Only in values of people properties. */
export interface Group {
  readonly object: 'group'
  /** A UUID with dashes. */
  readonly id: string
  /** `null` or absent if there is none. */
  readonly name?: string | null
}

/** A user with only its id. */
export const PartialUser: Type<PartialUser> = struct<PartialUser>({ object: literal('user'), id: string })

/** A user with all fields that the connection is allowed to see. */
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

/** A user, complete or partial. */
export const UserOrPartial: Type<User | PartialUser> = discriminate((user) => 'type' in user, User, PartialUser)

/** A group of users. */
export const Group: Type<Group> = struct<Group>({ object: literal('group'), id: string }, { name: nullable(string) })

/**
 * Whether a user is complete; a group is not.
 *
 * @example
 * import { type Context, getPage, isFullPage, isFullUser } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const authorOf = (ctx: Context, page_id: string) =>
 *   pipe(
 *     getPage(ctx, { page_id }),
 *     TE.map((page) => (isFullPage(page) && isFullUser(page.created_by) ? page.created_by.name : undefined)),
 *   )
 */
export const isFullUser = (user: { readonly object: string }): user is User =>
  tryTo(() => user.object === 'user' && 'type' in user, false)

/** A person or a bot. */
export interface UserRequest {
  /** The id, with or without dashes. */
  readonly id: string
  readonly object?: 'user' | undefined
}
