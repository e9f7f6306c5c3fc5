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

/** Parameters of {@link getComment}. */
export interface GetCommentParams {
  /** The id of the comment, with or without dashes. */
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
 * Retrieves a comment.
 *
 * Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The comment.
 * @returns The comment. Fails with a {@link NotionError}, in particular with `PermissionError` without the capability
 * to read comments.
 * @see https://developers.notion.com/reference/retrieve-comment
 * @example
 * import { type Context, getComment } from 'notion-fp'
 *
 * const retrieve = (ctx: Context, comment_id: string) => getComment(ctx, { comment_id })
 */
export const getComment = (ctx: Context, params: GetCommentParams): TaskEither<NotionError, Comment> =>
  send(ctx, getCommentRequest(params))
