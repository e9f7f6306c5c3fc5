/** Comments on pages and blocks. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { HostedFile } from '../../core/objects/file.js'
import { RichText } from '../../core/objects/richText.js'
import { PartialUser } from '../../core/objects/user.js'
import { list, literal, nullable, string, struct, tagged, type UnknownType } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'

/** A comment of which only the id is told, where the connection may write comments but not read them. */
export interface PartialComment {
  readonly object: 'comment'
  /** A UUID with dashes. */
  readonly id: string
}

/** What a comment is on. */
export type CommentParent =
  | { readonly type: 'page_id'; readonly page_id: string }
  | { readonly type: 'block_id'; readonly block_id: string }
  | { readonly type: UnknownType }

/** The name that a comment is shown under. */
export interface CommentDisplayName {
  /** Whose name it is: one made up for the comment, that of a user, or that of the connection. */
  readonly type: 'custom' | 'user' | 'integration' | (string & {})
  /** The name as it is shown; `null` where there is none to show. */
  readonly resolved_name: string | null
}

/** A file that is attached to a comment. */
export interface CommentAttachment {
  readonly category: 'audio' | 'image' | 'pdf' | 'productivity' | 'video' | (string & {})
  /** Where to download it, for about an hour. */
  readonly file: HostedFile
}

/**
 * A comment: one contribution to a discussion.
 *
 * @see https://developers.notion.com/reference/comment-object
 */
export interface Comment extends PartialComment {
  /** The page or block that its discussion is on. */
  readonly parent: CommentParent
  /** The thread that it belongs to; an answer to it takes the same one. */
  readonly discussion_id: string
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601. */
  readonly last_edited_time: string
  /** Who wrote it, by the id alone. */
  readonly created_by: PartialUser
  /** What it says. */
  readonly rich_text: RichText
  /** The name that it is shown under. */
  readonly display_name?: CommentDisplayName
  /** At most 3; absent where there are none. */
  readonly attachments?: ReadonlyArray<CommentAttachment>
  /** Notion's id of the request, where the comment is the whole answer. */
  readonly request_id?: string
}

/** A comment, whole or by its id alone. */
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

/** A comment of which only the id is told. */
export const PartialComment: Type<PartialComment> = struct<PartialComment>({ object: literal('comment'), id: string })

/** A comment, whole or by its id alone: one with any content is meant to be whole. */
export const CommentOrPartial: Type<CommentOrPartial> = discriminate(
  (comment) => 'rich_text' in comment || 'discussion_id' in comment,
  Comment,
  PartialComment,
)

/** Whether everything about a comment is there. */
export const isFullComment = (comment: { readonly object: string }): comment is Comment =>
  tryTo(() => comment.object === 'comment' && 'discussion_id' in comment, false)
