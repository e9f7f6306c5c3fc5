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

/** What {@link getCustomEmojis} takes. */
export interface GetCustomEmojisParams extends PageParams {
  /** The exact name, without colons; all emojis, where it is left out. */
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
 * Lists the emojis of the workspace, a page at a time: `collect(getCustomEmojis)` gives them all. Never cached, as they are made in
 * Notion's own app alone.
 *
 * Fails with `InvalidInputError` for a wrong `page_size`, and with what every call can fail with.
 *
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
