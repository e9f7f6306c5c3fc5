/** What the operations on comments take. */

import type { RichTextRequest } from '../../core/objects/richTextRequest.js'
import type {
  AbsentBesideAnotherParent,
  AbsentBesideDiscussionId,
  AbsentBesideMarkdown,
  AbsentBesideParent,
  AbsentBesideRichText,
} from '../../core/schema/absent.js'
import type { OneType, Without } from '../../core/schema/exactlyOne.js'

/** What a new discussion is about: a page or a block, by its id or its address. */
export type CommentParentRequest = OneType<
  { readonly page_id: string; readonly block_id: string },
  AbsentBesideAnotherParent
>

/** Where a comment goes: it begins a discussion, or goes on with one. */
export type CommentPlaceRequest =
  | ({
      /** The page or block that a new discussion is about. */
      readonly parent: CommentParentRequest
    } & Without<'discussion_id', AbsentBesideParent>)
  | ({
      /** The id of the discussion to go on with. */
      readonly discussion_id: string
    } & Without<'parent', AbsentBesideDiscussionId>)

/** What a comment says. */
export type CommentContentRequest =
  | ({
      /** At most 100 runs. */
      readonly rich_text: ReadonlyArray<RichTextRequest>
    } & Without<'markdown', AbsentBesideRichText>)
  | ({
      /** Text with Markdown in a line: bold, links and the like, but no blocks. */
      readonly markdown: string
    } & Without<'rich_text', AbsentBesideMarkdown>)

/** A file to attach to a comment. */
export interface CommentAttachmentRequest {
  readonly type?: 'file_upload' | undefined
  /** The id of a file upload whose status is `uploaded`. */
  readonly file_upload_id: string
}

/** The name that a comment is shown under: that of the connection, of the user it acts for, or one made up. */
export type CommentDisplayNameRequest =
  | { readonly type: 'integration' }
  | { readonly type: 'user' }
  | { readonly type: 'custom'; readonly custom: { readonly name: string } }
