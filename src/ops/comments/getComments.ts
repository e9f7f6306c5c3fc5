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

/** Parameters of {@link getComments}. */
export interface GetCommentsParams extends PageParams {
  /** The id of the block or page, with or without dashes, or its URL. */
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
 * Lists the unresolved comments on a page or block, one page of results at a time.
 *
 * `collect(getComments)` returns all of them. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The page or block, and pagination.
 * @returns One page of comments. Fails with a {@link NotionError}, in particular with `PermissionError` without the
 * capability to read comments.
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
