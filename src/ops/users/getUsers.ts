import { User } from '../../core/objects/user.js'
import {
  type Context,
  decodeWith,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  objectTag,
  type PageParams,
  paging,
  queryCall,
  send,
  type TaskEither,
  usersTag,
} from '../../core/operation.js'

/** What {@link getUsers} takes. */
export interface GetUsersParams extends PageParams {}

/** The request that {@link getUsers} sends. */
export const getUsersRequest = (params: GetUsersParams): NotionRequest<List<User>> => ({
  op: 'getUsers',
  kind: 'read',
  ...queryCall('GET', 'users', params, paging).call,
  decode: decodeWith(listOf(User)),
  cache: { resource: 'users' },
  reads: ({ results }) => [usersTag, ...results.map((user) => objectTag(user.id))],
})

/**
 * Lists the users of the workspace, people and bots but no guests, a page at a time: `collect(getUsers)` gives them
 * all. Personal access tokens cannot list users.
 *
 * Fails with `InvalidInputError` for a wrong `page_size`, with `PermissionError` where the connection may not read users, and
 * with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/get-users
 * @example
 * import { collect, type Context, getUsers } from 'notion-fp'
 *
 * const everybody = (ctx: Context) => collect(getUsers)(ctx, {})
 */
export const getUsers = (ctx: Context, params: GetUsersParams): TaskEither<NotionError, List<User>> =>
  send(ctx, getUsersRequest(params))
