import {
  type Context,
  decodeWith,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  type PageParams,
  paging,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { ListedCustomEmoji } from './customEmoji.js'

/** Parameters of {@link getCustomEmojis}. */
export interface GetCustomEmojisParams extends PageParams {
  /** The exact name, without colons. Default all emojis. */
  readonly name?: string | undefined
}

const CustomEmojis = listOf(ListedCustomEmoji)

/** The request that {@link getCustomEmojis} sends. */
export const getCustomEmojisRequest = (params: GetCustomEmojisParams): NotionRequest<List<ListedCustomEmoji>> => ({
  op: 'getCustomEmojis',
  kind: 'read',
  ...queryCall('GET', 'custom_emojis', params, paging).call,
  decode: decodeWith(CustomEmojis),
})

/**
 * Lists the custom emojis of the workspace, one page of results at a time.
 *
 * `collect(getCustomEmojis)` returns all of them. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The name to search for, and pagination.
 * @returns One page of custom emojis. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/list-custom-emojis
 * @example
 * import { collect, type Context, getCustomEmojis } from 'notion-fp'
 *
 * const named = (ctx: Context, name: string) => collect(getCustomEmojis)(ctx, { name })
 */
export const getCustomEmojis = (
  ctx: Context,
  params: GetCustomEmojisParams,
): TaskEither<NotionError, List<ListedCustomEmoji>> => send(ctx, getCustomEmojisRequest(params))
