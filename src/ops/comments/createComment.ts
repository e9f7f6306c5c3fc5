import type { Check } from '../../core/input/check.js'
import { isRecord, type JsonObject } from '../../core/internal/json.js'
import type { UploadedFileRequest } from '../../core/objects/file.js'
import {
  bodyCall,
  type Context,
  contentRule,
  decodeWith,
  exclusive,
  type NotionError,
  type NotionRequest,
  objects,
  once,
  optional,
  record,
  send,
  type TaskEither,
  withIssues,
} from '../../core/operation.js'
import { markdownVersionIssues } from '../pages/markdownVersion.js'
import { CommentOrPartial } from './comment.js'
import type {
  CommentAttachmentRequest,
  CommentContentRequest,
  CommentDisplayNameRequest,
  CommentPlaceRequest,
} from './commentRequest.js'

interface CommentOptions {
  /** At most 3, each as the id of a file upload or in the form that blocks accept. */
  readonly attachments?: ReadonlyArray<CommentAttachmentRequest | UploadedFileRequest> | undefined
  /** The displayed author name. Default that of the connection. */
  readonly display_name?: CommentDisplayNameRequest | undefined
}

/**
 * Parameters of {@link createComment}: either a `parent` or the `discussion_id` of an existing discussion, and either
 * `rich_text` or `markdown`.
 */
export type CreateCommentParams = CommentOptions & CommentPlaceRequest & CommentContentRequest

/** The maximum number of attachments of a comment. */
const MAX_ATTACHMENTS = 3

/** An attachment as comments have it: `{ file_upload_id }`, where blocks and properties have `{ file_upload: { id } }`. */
const attachmentOf = (given: JsonObject): JsonObject =>
  given.file_upload_id === undefined && isRecord(given.file_upload) ? { file_upload_id: given.file_upload.id } : given

const attachments: Check = (given, reject) => {
  const list = objects(MAX_ATTACHMENTS)(given, reject)
  return Array.isArray(list) ? list.map(attachmentOf) : list
}

/** The request that {@link createComment} sends. */
export const createCommentRequest = (params: CreateCommentParams): NotionRequest<CommentOrPartial> => {
  const checks = {
    parent: optional(record),
    rich_text: optional(objects()),
    attachments: optional(attachments),
  }
  const { call, given } = bodyCall('POST', 'comments', params, checks, contentRule())
  const { parent, discussion_id, rich_text, markdown } = given
  return {
    op: 'createComment',
    ...once,
    ...withIssues(
      call,
      exclusive({ parent, discussion_id }, true),
      exclusive({ rich_text, markdown }, true),
      markdownVersionIssues(given),
    ),
    decode: decodeWith(CommentOrPartial),
  }
}

/**
 * Creates a comment on a page or block, or in an existing discussion.
 *
 * A discussion about selected text can only be started in the Notion app. Not idempotent: not retried if the outcome is
 * unknown.
 *
 * @param ctx The context to send the request with.
 * @param params Either a `parent` or a `discussion_id`, and either `rich_text` or `markdown`.
 * @returns The new comment; a `PartialComment` if the connection can write comments but not read them. Fails with a
 * {@link NotionError}, in particular with `InvalidInputError` if mutually exclusive fields are both given, and
 * `PermissionError` without the capability to insert comments.
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
