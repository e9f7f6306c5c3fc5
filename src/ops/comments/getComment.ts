import {
  type Context,
  decodeWith,
  id,
  type NotionError,
  type NotionRequest,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { Comment } from './comment.js'

/** What {@link getComment} takes. */
export interface GetCommentParams {
  /** The id of the comment, with dashes or without. */
  readonly comment_id: string
}

/** The request that {@link getComment} sends. */
export const getCommentRequest = (params: GetCommentParams): NotionRequest<Comment> => ({
  op: 'getComment',
  kind: 'read',
  ...queryCall('GET', 'comments/{comment_id}', params, { comment_id: id }).call,
  decode: decodeWith(Comment),
})

/**
 * Retrieves a comment. Never cached, since people comment at any time.
 *
 * Fails with `InvalidInputError` for a malformed id, with `PermissionError` where the connection may not read comments, and with
 * what every call can fail with.
 *
 * @see https://developers.notion.com/reference/retrieve-comment
 * @example
 * import { type Context, getComment } from 'notion-fp'
 *
 * const retrieve = (ctx: Context, comment_id: string) => getComment(ctx, { comment_id })
 */
export const getComment = (ctx: Context, params: GetCommentParams): TaskEither<NotionError, Comment> =>
  send(ctx, getCommentRequest(params))
