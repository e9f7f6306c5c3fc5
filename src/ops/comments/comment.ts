/** Comments on pages and blocks. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { HostedFile } from '../../core/objects/file.js'
import { RichText } from '../../core/objects/richText.js'
import { PartialUser } from '../../core/objects/user.js'
import { list, literal, nullable, string, struct, tagged, type UnknownType } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'

/** A comment with only its id, for connections that can write comments but not read them. */
export interface PartialComment {
  readonly object: 'comment'
  /** A UUID with dashes. */
  readonly id: string
}

/** The page or block of a comment. */
export type CommentParent =
  | { readonly type: 'page_id'; readonly page_id: string }
  | { readonly type: 'block_id'; readonly block_id: string }
  | { readonly type: UnknownType }

/** The author name of a comment. */
export interface CommentDisplayName {
  /** Whether the name is custom, that of a user, or that of the connection. */
  readonly type: 'custom' | 'user' | 'integration' | (string & {})
  /** The displayed name; `null` if there is none. */
  readonly resolved_name: string | null
}

/** An attachment of a comment. */
export interface CommentAttachment {
  readonly category: 'audio' | 'image' | 'pdf' | 'productivity' | 'video' | (string & {})
  /** The file; its URL is valid for about an hour. */
  readonly file: HostedFile
}

/**
 * A comment in a discussion.
 *
 * @see https://developers.notion.com/reference/comment-object
 */
export interface Comment extends PartialComment {
  /** The page or block of the discussion. */
  readonly parent: CommentParent
  /** The discussion; pass it to `createComment` to reply. */
  readonly discussion_id: string
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601. */
  readonly last_edited_time: string
  /** The author, only by id. */
  readonly created_by: PartialUser
  /** The text of the comment. */
  readonly rich_text: RichText
  /** The displayed author name. */
  readonly display_name?: CommentDisplayName
  /** At most 3; absent if there are none. */
  readonly attachments?: ReadonlyArray<CommentAttachment>
  /** The id of the request, if the comment is the whole response. */
  readonly request_id?: string
}

/** A comment, complete or partial. */
export type CommentOrPartial = Comment | PartialComment

/** A comment. */
export const Comment: Type<Comment> = struct<Comment>(
  {
    object: literal('comment'),
    id: string,
    parent: tagged<CommentParent>({ page_id: string, block_id: string }),
    discussion_id: string,
    created_time: string,
    last_edited_time: string,
    created_by: PartialUser,
    rich_text: RichText,
  },
  {
    display_name: struct<CommentDisplayName>({ type: string, resolved_name: nullable(string) }),
    attachments: list(struct<CommentAttachment>({ category: string, file: HostedFile })),
    request_id: string,
  },
)

/** A comment with only its id. */
export const PartialComment: Type<PartialComment> = struct<PartialComment>({ object: literal('comment'), id: string })

/** A comment, complete or partial; one with any content must be complete. */
export const CommentOrPartial: Type<CommentOrPartial> = discriminate(
  (comment) => 'rich_text' in comment || 'discussion_id' in comment,
  Comment,
  PartialComment,
)

/**
 * Type guard: whether a comment is complete, not partial.
 *
 * @example
 * import { type Context, collect, getComments, isFullComment } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 * import { plainText } from 'notion-fp/props'
 *
 * const textsOf = (ctx: Context, block_id: string) =>
 *   pipe(
 *     collect(getComments)(ctx, { block_id }),
 *     TE.map((comments) => comments.filter(isFullComment).map(({ rich_text }) => plainText(rich_text))),
 *   )
 */
export const isFullComment = (comment: { readonly object: string }): comment is Comment =>
  tryTo(() => comment.object === 'comment' && 'discussion_id' in comment, false)
