import type { TaskEither } from 'fp-ts/TaskEither'
import { Comment } from '../../core/codec/comment.js'
import { decodeWith } from '../../core/codec/decode.js'
import { type List, listOf } from '../../core/codec/list.js'
import { orUnknown, type UnknownObject } from '../../core/codec/unknownObject.js'
import type { Context } from '../../core/context.js'
import type { NotionError } from '../../core/error.js'
import type { NotionRequest } from '../../core/fetcher.js'
import { blockId, paging } from '../../core/input/check.js'
import { queryCall } from '../../core/input/queryCall.js'
import type { PageParams } from '../../core/paginate.js'
import { send } from '../../core/send.js'

/** What {@link getComments} takes. */
export interface GetCommentsParams extends PageParams {
  /** The id of the block or page, with dashes or without, or its address. */
  readonly block_id: string
}

const Comments = /*#__PURE__*/ (() => listOf(orUnknown(Comment)))()

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
