import {
  type Context,
  decodeWith,
  id,
  type NotionError,
  type NotionRequest,
  queryCall,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { CommentOrPartial } from './comment.js'

/** Parameters of {@link deleteComment}. */
export interface DeleteCommentParams {
  /** The id of the comment, with or without dashes. */
  readonly comment_id: string
}

/** The request that {@link deleteComment} sends. */
export const deleteCommentRequest = (params: DeleteCommentParams): NotionRequest<CommentOrPartial> => ({
  op: 'deleteComment',
  ...repeatable,
  ...queryCall('DELETE', 'comments/{comment_id}', params, { comment_id: id }).call,
  decode: decodeWith(CommentOrPartial),
})

/**
 * Deletes a comment that the connection created.
 *
 * @param ctx The context to send the request with.
 * @param params The comment to delete.
 * @returns The deleted comment; a `PartialComment` if the connection can write comments but not read them. Fails with a
 * {@link NotionError}, in particular with `NotFoundError` for the comments of others, and `PermissionError` without the
 * capability to insert comments.
 * @see https://developers.notion.com/reference/delete-comment
 * @example
 * import { type Context, deleteComment } from 'notion-fp'
 *
 * const takeBack = (ctx: Context, comment_id: string) => deleteComment(ctx, { comment_id })
 */
export const deleteComment = (ctx: Context, params: DeleteCommentParams): TaskEither<NotionError, CommentOrPartial> =>
  send(ctx, deleteCommentRequest(params))
