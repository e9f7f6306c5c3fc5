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
  record,
  refusing,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { CommentOrPartial } from './comment.js'
import type {
  CommentAttachmentRequest,
  CommentContentRequest,
  CommentDisplayNameRequest,
  CommentPlaceRequest,
} from './commentRequest.js'

interface CommentToCreate {
  /** At most 3. */
  readonly attachments?: ReadonlyArray<CommentAttachmentRequest> | undefined
  /** The name that it is shown under. Default that of the connection. */
  readonly display_name?: CommentDisplayNameRequest | undefined
}

/**
 * What {@link createComment} takes: either a `parent` or the `discussion_id` of a discussion that there is, and either
 * `rich_text` or `markdown`.
 */
export type CreateCommentParams = CommentToCreate & CommentPlaceRequest & CommentContentRequest

/** The most files that one comment can have. */
const MAX_ATTACHMENTS = 3

/** The request that {@link createComment} sends. */
export const createCommentRequest = (params: CreateCommentParams): NotionRequest<CommentOrPartial> => {
  const checks = {
    parent: optional(record),
    rich_text: optional(objects()),
    attachments: optional(objects(MAX_ATTACHMENTS)),
  }
  const { call, given } = bodyCall('POST', 'comments', params, checks, contentRule())
  const { parent, discussion_id, rich_text, markdown } = given
  return {
    op: 'createComment',
    kind: 'once',
    ...refusing(call, exclusive({ parent, discussion_id }, true), exclusive({ rich_text, markdown }, true)),
    decode: decodeWith(CommentOrPartial),
  }
}

/**
 * Writes a comment: on a page or a block, which begins a discussion, or in a discussion that there is. A discussion on a piece of
 * text can only be begun in Notion's own app.
 *
 * The answer is a `PartialComment` where the connection may write comments but not read them. It happens once: a failure that
 * leaves open what became of it is not tried again. Fails with `InvalidInputError` for a malformed id, for what is beyond the
 * limits of the API and for fields that exclude each other, with `PermissionError` where the connection may not write comments,
 * and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/create-a-comment
 * @example
 * import { type Context, createComment } from 'notion-fp'
 *
 * const remark = (ctx: Context, page_id: string) =>
 *   createComment(ctx, { parent: { page_id }, markdown: 'Looks **good** to me.' })
 *
 * const answer = (ctx: Context, discussion_id: string, content: string) =>
 *   createComment(ctx, { discussion_id, rich_text: [{ text: { content } }] })
 */
export const createComment = (ctx: Context, params: CreateCommentParams): TaskEither<NotionError, CommentOrPartial> =>
  send(ctx, createCommentRequest(params))
