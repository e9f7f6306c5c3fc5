/** What blocks hold, as it is sent; children apart. */

import type { FileRequest } from '../../core/objects/file.js'
import type { IconRequest } from '../../core/objects/icon.js'
import type { Color } from '../../core/objects/richText.js'
import type { RichTextRequest } from '../../core/objects/richTextRequest.js'
import type { AbsentBesideAnotherType } from '../../core/schema/absent.js'
import type { EmptyRequest, OneType } from '../../core/schema/exactlyOne.js'
import type { CodeLanguage } from './block/language.js'

/** Text without a color: what a template button holds. */
export interface TemplateContentRequest {
  /** At most 100 runs. */
  readonly rich_text: ReadonlyArray<RichTextRequest>
}

/** Text and its color: what most blocks of text hold. */
export interface TextContentRequest extends TemplateContentRequest {
  /** The color of the block, or of its background. Default `default`. */
  readonly color?: Color | undefined
}

/** What a paragraph holds. */
export interface ParagraphContentRequest extends TextContentRequest {
  /** Only for the paragraphs in a `tab` block. */
  readonly icon?: IconRequest | undefined
}

/** What a heading holds. */
export interface HeadingContentRequest extends TextContentRequest {
  /** Whether it can be folded. Only then may it have children. Default `false`. */
  readonly is_toggleable?: boolean | undefined
}

/** What a to-do holds. */
export interface ToDoContentRequest extends TextContentRequest {
  /** Default `false`. */
  readonly checked?: boolean | undefined
}

/** What a callout holds. */
export interface CalloutContentRequest extends TextContentRequest {
  /** What stands before the text. */
  readonly icon?: IconRequest | undefined
}

/** What a code block holds. */
export interface CodeContentRequest {
  /** At most 100 runs. */
  readonly rich_text: ReadonlyArray<RichTextRequest>
  /** What the code is colored as; `plain text` for none. */
  readonly language: CodeLanguage
  /** At most 100 runs. Default none. */
  readonly caption?: ReadonlyArray<RichTextRequest> | undefined
}

/** What an equation holds. */
export interface EquationContentRequest {
  /** KaTeX, at most 1000 characters. */
  readonly expression: string
}

/** What an embed or a bookmark holds. */
export interface LinkContentRequest {
  /** At most 2000 characters. */
  readonly url: string
  /** At most 100 runs. Default none. */
  readonly caption?: ReadonlyArray<RichTextRequest> | undefined
}

/** What a block holds that shows a file. */
export type MediaContentRequest = FileRequest & { readonly caption?: ReadonlyArray<RichTextRequest> | undefined }

/** What a file block holds. */
export type FileContentRequest = MediaContentRequest & {
  /** The name that it is shown by. */
  readonly name?: string | undefined
}

/** What a table of contents holds. */
export interface TableOfContentsContentRequest {
  /** The color of its lines, or of their background. Default `default`. */
  readonly color?: Color | undefined
}

/** What a link to a page leads to. */
export type LinkToPageContentRequest = OneType<LinkTargets, AbsentBesideAnotherType>

interface LinkTargets {
  readonly page_id: string
  readonly database_id: string
  readonly comment_id: string
}

/** What a row of a table holds. */
export interface TableRowContentRequest {
  /** The rich text of each cell, from left to right; as many as the table has columns. */
  readonly cells: ReadonlyArray<ReadonlyArray<RichTextRequest>>
}

/** What a synced block holds. */
export interface SyncedBlockContentRequest {
  /** The block to show; `null` makes a new original. */
  readonly synced_from: { readonly type?: 'block_id' | undefined; readonly block_id: string } | null
}

/** The content of the blocks that never have children, by type. */
export interface ChildlessContentRequests {
  readonly embed: LinkContentRequest
  readonly bookmark: LinkContentRequest
  readonly image: MediaContentRequest
  readonly video: MediaContentRequest
  readonly pdf: MediaContentRequest
  readonly file: FileContentRequest
  readonly audio: MediaContentRequest
  readonly code: CodeContentRequest
  readonly equation: EquationContentRequest
  readonly divider: EmptyRequest
  readonly breadcrumb: EmptyRequest
  readonly table_of_contents: TableOfContentsContentRequest
  readonly link_to_page: LinkToPageContentRequest
  readonly table_row: TableRowContentRequest
}

/** The content of the blocks that may have children of any type, by type. */
export interface NestingContentRequests {
  readonly paragraph: ParagraphContentRequest
  readonly heading_1: HeadingContentRequest
  readonly heading_2: HeadingContentRequest
  readonly heading_3: HeadingContentRequest
  readonly heading_4: HeadingContentRequest
  readonly bulleted_list_item: TextContentRequest
  readonly numbered_list_item: TextContentRequest
  readonly quote: TextContentRequest
  readonly to_do: ToDoContentRequest
  readonly toggle: TextContentRequest
  readonly template: TemplateContentRequest
  readonly callout: CalloutContentRequest
  readonly synced_block: SyncedBlockContentRequest
}
