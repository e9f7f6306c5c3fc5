import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import type { NotionRequest } from '../../core/call/request.js'
import { send } from '../../core/call/send.js'
import { objectTag, usersTag } from '../../core/call/tag.js'
import { paging } from '../../core/input/check.js'
import { queryCall } from '../../core/input/queryCall.js'
import { type List, listOf } from '../../core/objects/list.js'
import { User } from '../../core/objects/user.js'
import type { PageParams } from '../../core/pagination/readPages.js'
import { decodeWith } from '../../core/schema/decode.js'

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
