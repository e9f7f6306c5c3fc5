import { PartialUser, User } from '../../core/objects/user.js'
import {
  type Context,
  decodeWith,
  id,
  type NotionError,
  type NotionRequest,
  objectTag,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { discriminate } from '../../core/schema/discriminate.js'

/** What {@link getUser} takes. */
export interface GetUserParams {
  /** The id of the user, with dashes or without. */
  readonly user_id: string
}

/** The request that {@link getUser} sends. */
export const getUserRequest = (params: GetUserParams): NotionRequest<User | PartialUser> => ({
  op: 'getUser',
  kind: 'read',
  ...queryCall('GET', 'users/{user_id}', params, { user_id: id }).call,
  decode: decodeWith(discriminate((value) => 'type' in value, User, PartialUser)),
  cache: { resource: 'users' },
  reads: (user) => [objectTag(user.id)],
})

/**
 * Retrieves a user. Without the capability to read users Notion may give the id alone; `isFullUser` tells.
 *
 * Fails with `InvalidInputError` for a malformed id, with `PermissionError` where the connection may not read users,
 * and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/get-user
 * @example
 * import { type Context, getUser, isFullUser } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const nameOf = (ctx: Context, user_id: string) =>
 *   pipe(
 *     getUser(ctx, { user_id }),
 *     TE.map((user) => (isFullUser(user) ? user.name : null)),
 *   )
 */
export const getUser = (ctx: Context, params: GetUserParams): TaskEither<NotionError, User | PartialUser> =>
  send(ctx, getUserRequest(params))
