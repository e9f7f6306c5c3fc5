/** Blocks in requests: to create, with up to two levels of children, and to update. */

import type { RichTextRequest } from '../../core/objects/richTextRequest.js'
import type { AbsentBesideAnotherType } from '../../core/schema/absent.js'
import type { EmptyRequest, OneType, Optional, Without } from '../../core/schema/exactlyOne.js'
import type {
  CalloutContentRequest,
  ChildlessContentRequests,
  CodeContentRequest,
  LinkContentRequest,
  NestingContentRequests,
  ParagraphContentRequest,
  TableRowContentRequest,
  ToDoContentRequest,
} from './blockContentRequest.js'

/** A block with its content under the name of its type, and under no other name. */
type BlockOf<Contents> = OneType<Contents, AbsentBesideAnotherType> & { readonly object?: 'block' | undefined }

/** Contents with optional children. */
type WithChildren<Contents, Child> = {
  readonly [Type in keyof Contents]: Contents[Type] & {
    /** At most 100. */
    readonly children?: ReadonlyArray<Child> | undefined
  }
}

/** A row of a new table. */
export interface TableRowRequest {
  readonly type?: 'table_row' | undefined
  readonly object?: 'block' | undefined
  readonly table_row: TableRowContentRequest
}

/**
 * A row of a new table, as typed by converters such as martian, whose rows can be any block. A literal block of another
 * type is rejected by the compiler.
 */
export interface ConvertedRowRequest {
  readonly type?: string | undefined
  readonly object?: 'block' | undefined
  readonly table_row?: TableRowContentRequest | undefined
}

/** A new table, with its rows. */
export interface TableContentRequest {
  /** The number of columns; it cannot be changed later. */
  readonly table_width: number
  /** At least one row, each with as many cells as the table has columns. */
  readonly children: ReadonlyArray<TableRowRequest | ConvertedRowRequest>
  /** Default `false`. */
  readonly has_column_header?: boolean | undefined
  /** Default `false`. */
  readonly has_row_header?: boolean | undefined
}

/** A new column, with its content. */
export interface ColumnContentRequest {
  /** At least one block. */
  readonly children: ReadonlyArray<NestedBlockRequest>
  /** The share of the width, 0 to 1; the shares of all columns add up to 1. Default equal widths. */
  readonly width_ratio?: number | undefined
}

/** A column of a new column list. */
export interface ColumnRequest {
  readonly type?: 'column' | undefined
  readonly object?: 'block' | undefined
  readonly column: ColumnContentRequest
}

/** The columns of a new column list. */
export interface ColumnListContentRequest {
  /** At least two columns. */
  readonly children: ReadonlyArray<ColumnRequest>
}

/** A tab of a new `tab` block: its label and its content. */
export interface TabRequest<Content> {
  readonly type?: 'paragraph' | undefined
  readonly object?: 'block' | undefined
  readonly paragraph: Content
}

/** The tabs of a new `tab` block. */
export interface TabListContentRequest<Content> {
  /** The tabs, from left to right. */
  readonly children: ReadonlyArray<TabRequest<Content>>
}

/** A block at the second level of children, without children. */
export type LeafBlockRequest = BlockOf<
  ChildlessContentRequests & NestingContentRequests & { readonly tab: EmptyRequest }
>

/** A block at the first level of children, with at most one more level. */
export type NestedBlockRequest = BlockOf<
  ChildlessContentRequests &
    WithChildren<NestingContentRequests, LeafBlockRequest> & {
      readonly tab: TabListContentRequest<ParagraphContentRequest>
      readonly table: TableContentRequest
    }
>

/**
 * A block to create, with up to two levels of children; append deeper levels to the blocks in the response. All types
 * can be created except pages and databases (use `createPage` and `createDatabase`), link previews and meeting notes.
 */
export type BlockRequest = BlockOf<
  ChildlessContentRequests &
    WithChildren<NestingContentRequests, NestedBlockRequest> & {
      readonly tab: TabListContentRequest<
        ParagraphContentRequest & { readonly children?: ReadonlyArray<LeafBlockRequest> | undefined }
      >
      readonly table: TableContentRequest
      readonly column_list: ColumnListContentRequest
      readonly column: ColumnContentRequest
    }
>

/** The position of new blocks among the children of a block. */
export type BlockPosition =
  | {
      readonly type: 'after_block'
      readonly after_block: {
        /** The id of a child, or a URL that points to it. */
        readonly id: string
      }
    }
  | { readonly type: 'start' }
  | { readonly type: 'end' }

/** An update of a block with a file. */
export interface MediaUpdate {
  /** Replaces the previous caption. At most 100 rich text objects. */
  readonly caption?: ReadonlyArray<RichTextRequest> | undefined
  /** The URL of an external file to show instead, of at most 2000 characters. */
  readonly external?: { readonly url: string } | undefined
  /** An uploaded file to show instead. */
  readonly file_upload?: { readonly id: string } | undefined
}

/** An update of a file block. */
export interface FileUpdate extends MediaUpdate {
  /** The display name. */
  readonly name?: string | undefined
}

/** Updates of the content of a block, by type; omitted fields are left unchanged. */
export interface BlockUpdates
  extends Omit<ChildlessContentRequests & NestingContentRequests, keyof ChangedContents>,
    ChangedContents {
  /** Cannot be updated: the labels of its tabs are blocks of their own. */
  readonly tab: EmptyRequest
  /** The headers; the number of columns cannot be changed. */
  readonly table: { readonly has_column_header?: boolean | undefined; readonly has_row_header?: boolean | undefined }
  /** The share of the width, 0 to 1. */
  readonly column: { readonly width_ratio?: number | undefined }
}

interface ChangedContents {
  readonly embed: Optional<LinkContentRequest>
  readonly bookmark: Optional<LinkContentRequest>
  readonly image: MediaUpdate
  readonly video: MediaUpdate
  readonly pdf: MediaUpdate
  readonly file: FileUpdate
  readonly audio: MediaUpdate
  readonly code: Optional<CodeContentRequest>
  readonly paragraph: Optional<ParagraphContentRequest>
  readonly to_do: Optional<ToDoContentRequest>
  readonly callout: Optional<CalloutContentRequest>
}

/** An update of the content of a block, under the name of its type; the type and the children cannot be changed. */
export type BlockUpdate =
  | OneType<BlockUpdates, AbsentBesideAnotherType>
  | (Without<keyof BlockUpdates, AbsentBesideAnotherType> & { readonly type?: undefined })
