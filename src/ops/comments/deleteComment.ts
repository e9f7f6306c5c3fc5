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
import { CommentOrPartial } from './comment.js'

/** What {@link deleteComment} takes. */
export interface DeleteCommentParams {
  /** The id of the comment, with dashes or without. */
  readonly comment_id: string
}

/** The request that {@link deleteComment} sends. */
export const deleteCommentRequest = (params: DeleteCommentParams): NotionRequest<CommentOrPartial> => ({
  op: 'deleteComment',
  kind: 'repeatable',
  ...queryCall('DELETE', 'comments/{comment_id}', params, { comment_id: id }).call,
  decode: decodeWith(CommentOrPartial),
})

/**
 * Deletes a comment. Only those that the connection itself wrote can be deleted; the others are not found.
 *
 * The answer is a `PartialComment` where the connection may write comments but not read them. Fails with `InvalidInputError` for
 * a malformed id, with `PermissionError` where the connection may not write comments, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/delete-comment
 * @example
 * import { type Context, deleteComment } from 'notion-fp'
 *
 * const takeBack = (ctx: Context, comment_id: string) => deleteComment(ctx, { comment_id })
 */
export const deleteComment = (ctx: Context, params: DeleteCommentParams): TaskEither<NotionError, CommentOrPartial> =>
  send(ctx, deleteCommentRequest(params))
