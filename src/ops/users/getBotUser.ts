import { User } from '../../core/objects/user.js'
import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'

/** Parameters of {@link getBotUser}: none. */
export interface GetBotUserParams {
  /** There are no parameters. */
  readonly [name: string]: never
}

/** The request that {@link getBotUser} sends. */
export const getBotUserRequest = (params: GetBotUserParams = {}): NotionRequest<User> => ({
  op: 'getBotUser',
  kind: 'read',
  ...queryCall('GET', 'users/me', params, {}).call,
  decode: decodeWith(User),
  cache: { resource: 'users' },
  reads: (user) => [objectTag(user.id)],
})

/**
 * Retrieves the user of the token: the bot of a connection, with its workspace, owner and upload limit.
 *
 * @param ctx The context to send the request with.
 * @param params None.
 * @returns The bot user. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/get-self
 * @example
 * import { type Context, getBotUser } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const workspaceOf = (ctx: Context) =>
 *   pipe(
 *     getBotUser(ctx),
 *     TE.map((user) => (user.type === 'bot' ? user.bot.workspace_name : undefined)),
 *   )
 */
export const getBotUser = (ctx: Context, params: GetBotUserParams = {}): TaskEither<NotionError, User> =>
  send(ctx, getBotUserRequest(params))
