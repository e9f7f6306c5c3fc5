import {
  bodyCall,
  type Context,
  contentRule,
  decodeWith,
  exclusive,
  type NotionError,
  type NotionRequest,
  objects,
  optional,
  refusing,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { CommentOrPartial } from './comment.js'
import type { CommentContentRequest } from './commentRequest.js'

interface CommentToUpdate {
  /** The id of the comment, with dashes or without. */
  readonly comment_id: string
}

/** What {@link updateComment} takes: the comment, and either `rich_text` or `markdown`. */
export type UpdateCommentParams = CommentToUpdate & CommentContentRequest

/** The request that {@link updateComment} sends. */
export const updateCommentRequest = (params: UpdateCommentParams): NotionRequest<CommentOrPartial> => {
  const { call, given } = bodyCall(
    'PATCH',
    'comments/{comment_id}',
    params,
    { rich_text: optional(objects()) },
    contentRule(),
  )
  const { rich_text, markdown } = given
  return {
    op: 'updateComment',
    kind: 'repeatable',
    ...refusing(call, exclusive({ rich_text, markdown }, true)),
    decode: decodeWith(CommentOrPartial),
  }
}

/**
 * Puts a new text in the place of that of a comment. Only those that the connection itself wrote can be changed; the others are
 * not found.
 *
 * The answer is a `PartialComment` where the connection may write comments but not read them. Fails with `InvalidInputError` for
 * a malformed id, for text beyond the limits of the API and for `markdown` beside `rich_text`, with `PermissionError` where the
 * connection may not write comments, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/update-comment
 * @example
 * import { type Context, updateComment } from 'notion-fp'
 *
 * const rewrite = (ctx: Context, comment_id: string, markdown: string) => updateComment(ctx, { comment_id, markdown })
 */
export const updateComment = (ctx: Context, params: UpdateCommentParams): TaskEither<NotionError, CommentOrPartial> =>
  send(ctx, updateCommentRequest(params))
