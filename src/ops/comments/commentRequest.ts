/** Parameters of operations on comments. */

import type { RichTextRequest } from '../../core/objects/richTextRequest.js'
import type {
  AbsentBesideAnotherParent,
  AbsentBesideDiscussionId,
  AbsentBesideMarkdown,
  AbsentBesideParent,
  AbsentBesideRichText,
} from '../../core/schema/absent.js'
import type { OneType, Without } from '../../core/schema/exactlyOne.js'
import type { MarkdownVersion } from '../pages/markdownVersion.js'

/** The page or block of a new discussion, by its id or its URL. */
export type CommentParentRequest = OneType<
  { readonly page_id: string; readonly block_id: string },
  AbsentBesideAnotherParent
>

/** The location of a new comment: a new discussion, or an existing one. */
export type CommentPlaceRequest =
  | ({
      /** The page or block of the new discussion. */
      readonly parent: CommentParentRequest
    } & Without<'discussion_id', AbsentBesideParent>)
  | ({
      /** The id of an existing discussion. */
      readonly discussion_id: string
    } & Without<'parent', AbsentBesideDiscussionId>)

/** The text of a comment. */
export type CommentContentRequest =
  | ({
      /** At most 100 rich text objects. */
      readonly rich_text: ReadonlyArray<RichTextRequest>
    } & Without<'markdown' | 'markdown_version', AbsentBesideRichText>)
  | ({
      /** Inline Markdown: bold, links and so on, but no blocks. */
      readonly markdown: string
      /** The syntax of `markdown`. Default `v1`, enhanced Markdown. */
      readonly markdown_version?: MarkdownVersion | undefined
    } & Without<'rich_text', AbsentBesideMarkdown>)

/** A file to attach to a comment. */
export interface CommentAttachmentRequest {
  readonly type?: 'file_upload' | undefined
  /** The id of a file upload whose status is `uploaded`. */
  readonly file_upload_id: string
}

/** The author name of a comment: that of the connection, of the user it acts for, or a custom one. */
export type CommentDisplayNameRequest =
  | { readonly type: 'integration' }
  | { readonly type: 'user' }
  | { readonly type: 'custom'; readonly custom: { readonly name: string } }
