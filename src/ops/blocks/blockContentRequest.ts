/** The content of blocks in requests, without their children. */

import type { FileRequest } from '../../core/objects/file.js'
import type { IconRequest } from '../../core/objects/icon.js'
import type { Color } from '../../core/objects/richText.js'
import type { RichTextRequest } from '../../core/objects/richTextRequest.js'
import type { AbsentBesideAnotherType } from '../../core/schema/absent.js'
import type { EmptyRequest, OneType } from '../../core/schema/exactlyOne.js'
import type { CodeLanguage } from './block/language.js'

/** Text without a color, the content of a template button. */
export interface TemplateContentRequest {
  /** At most 100 rich text objects. */
  readonly rich_text: ReadonlyArray<RichTextRequest>
}

/** Text and its color, the content of most text blocks. */
export interface TextContentRequest extends TemplateContentRequest {
  /** The color of the text or the background. Default `default`. */
  readonly color?: Color | undefined
}

/** The content of a paragraph. */
export interface ParagraphContentRequest extends TextContentRequest {
  /** Only for the paragraphs in a `tab` block. */
  readonly icon?: IconRequest | undefined
}

/** The content of a heading. */
export interface HeadingContentRequest extends TextContentRequest {
  /** Whether it can be toggled; only then it can have children. Default `false`. */
  readonly is_toggleable?: boolean | undefined
}

/** The content of a to-do. */
export interface ToDoContentRequest extends TextContentRequest {
  /** Default `false`. */
  readonly checked?: boolean | undefined
}

/** The content of a callout. */
export interface CalloutContentRequest extends TextContentRequest {
  /** The icon before the text. */
  readonly icon?: IconRequest | undefined
}

/** The content of a code block. */
export interface CodeContentRequest {
  /** At most 100 rich text objects. */
  readonly rich_text: ReadonlyArray<RichTextRequest>
  /** The language for syntax highlighting; `plain text` for none. */
  readonly language: CodeLanguage
  /** At most 100 rich text objects. Default none. */
  readonly caption?: ReadonlyArray<RichTextRequest> | undefined
}

/** The content of an equation. */
export interface EquationContentRequest {
  /** KaTeX, at most 1000 characters. */
  readonly expression: string
}

/** The content of an embed or a bookmark. */
export interface LinkContentRequest {
  /** At most 2000 characters. */
  readonly url: string
  /** At most 100 rich text objects. Default none. */
  readonly caption?: ReadonlyArray<RichTextRequest> | undefined
}

/** The content of a block with a file. */
export type MediaContentRequest = FileRequest & { readonly caption?: ReadonlyArray<RichTextRequest> | undefined }

/** The content of a file block. */
export type FileContentRequest = MediaContentRequest & {
  /** The display name. */
  readonly name?: string | undefined
}

/** The content of a table of contents. */
export interface TableOfContentsContentRequest {
  /** The color of the text or the background. Default `default`. */
  readonly color?: Color | undefined
}

/** The target of a link to a page. */
export type LinkToPageContentRequest = OneType<LinkTargets, AbsentBesideAnotherType>

interface LinkTargets {
  readonly page_id: string
  readonly database_id: string
  readonly comment_id: string
}

/** The content of a row of a table. */
export interface TableRowContentRequest {
  /** The rich text of each cell, from left to right; as many cells as the table has columns. */
  readonly cells: ReadonlyArray<ReadonlyArray<RichTextRequest>>
}

/** The content of a synced block. */
export interface SyncedBlockContentRequest {
  /** The original block; `null` to create a new original. */
  readonly synced_from: { readonly type?: 'block_id' | undefined; readonly block_id: string } | null
}

/** The content of block types that never have children. */
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

/** The content of block types that can have children of any type. */
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
