import { orUnknown, type UnknownObject } from '../../core/objects/unknownObject.js'
import {
  blockId,
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
import { Comment } from './comment.js'

/** What {@link getComments} takes. */
export interface GetCommentsParams extends PageParams {
  /** The id of the block or page, with dashes or without, or its address. */
  readonly block_id: string
}

const Comments = listOf(orUnknown(Comment))

/** The request that {@link getComments} sends. */
export const getCommentsRequest = (params: GetCommentsParams): NotionRequest<List<Comment | UnknownObject>> => ({
  op: 'getComments',
  kind: 'read',
  ...queryCall('GET', 'comments', params, { block_id: blockId, ...paging }).call,
  decode: decodeWith(Comments),
})

/**
 * Lists the comments on a page or block whose discussions are not resolved, a page at a time: `collect(getComments)` gives them
 * all. Never cached, since people comment at any time.
 *
 * Fails with `InvalidInputError` for a malformed id or `page_size`, with `PermissionError` where the connection may not read
 * comments, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/list-comments
 * @example
 * import { collect, type Context, getComments } from 'notion-fp'
 *
 * const commentsOn = (ctx: Context, page_id: string) => collect(getComments)(ctx, { block_id: page_id })
 */
export const getComments = (
  ctx: Context,
  params: GetCommentsParams,
): TaskEither<NotionError, List<Comment | UnknownObject>> => send(ctx, getCommentsRequest(params))
