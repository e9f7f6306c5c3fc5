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

/** Parameters of {@link getUser}. */
export interface GetUserParams {
  /** The id of the user, with or without dashes. */
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
 * Retrieves a user.
 *
 * @param ctx The context to send the request with.
 * @param params The user.
 * @returns The user; without the capability to read users possibly only the id (see `isFullUser`). Fails with a
 * {@link NotionError}, in particular with `PermissionError` without the capability to read users.
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
