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

/** Parameters of {@link getUsers}. */
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
 * Lists the users of the workspace, people and bots but no guests, one page of results at a time.
 *
 * `collect(getUsers)` returns all of them.
 *
 * @param ctx The context to send the request with.
 * @param params Pagination.
 * @returns One page of users. Fails with a {@link NotionError}, in particular with `PermissionError` without the
 * capability to read users, which personal access tokens never have.
 * @see https://developers.notion.com/reference/get-users
 * @example
 * import { collect, type Context, getUsers } from 'notion-fp'
 *
 * const everybody = (ctx: Context) => collect(getUsers)(ctx, {})
 */
export const getUsers = (ctx: Context, params: GetUsersParams): TaskEither<NotionError, List<User>> =>
  send(ctx, getUsersRequest(params))
