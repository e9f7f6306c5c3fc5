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
  repeatable,
  send,
  type TaskEither,
  withIssues,
} from '../../core/operation.js'
import { markdownVersionIssues } from '../pages/markdownVersion.js'
import { CommentOrPartial } from './comment.js'
import type { CommentContentRequest } from './commentRequest.js'

interface CommentIdParams {
  /** The id of the comment, with or without dashes. */
  readonly comment_id: string
}

/** Parameters of {@link updateComment}: the comment, and either `rich_text` or `markdown`. */
export type UpdateCommentParams = CommentIdParams & CommentContentRequest

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
    ...repeatable,
    ...withIssues(call, exclusive({ rich_text, markdown }, true), markdownVersionIssues(given)),
    decode: decodeWith(CommentOrPartial),
  }
}

/**
 * Replaces the text of a comment that the connection created.
 *
 * @param ctx The context to send the request with.
 * @param params The comment, and either `rich_text` or `markdown`.
 * @returns The updated comment; a `PartialComment` if the connection can write comments but not read them. Fails with a
 * {@link NotionError}, in particular with `InvalidInputError` if `rich_text` and `markdown` are both given,
 * `NotFoundError` for the comments of others, and `PermissionError` without the capability to insert comments.
 * @see https://developers.notion.com/reference/update-comment
 * @example
 * import { type Context, updateComment } from 'notion-fp'
 *
 * const rewrite = (ctx: Context, comment_id: string, markdown: string) => updateComment(ctx, { comment_id, markdown })
 */
export const updateComment = (ctx: Context, params: UpdateCommentParams): TaskEither<NotionError, CommentOrPartial> =>
  send(ctx, updateCommentRequest(params))
