/** Blocks as they are sent: to be created, with up to two levels of children, and to be changed. */

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

/** A block whose content is under the name of its type, and under that name alone. */
type BlockOf<Contents> = OneType<Contents, AbsentBesideAnotherType> & { readonly object?: 'block' | undefined }

/** Contents that may come with children. */
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
 * A row of a new table as converters such as martian type it, whose rows may be any block: only at run time it shows that they
 * are rows. A block of another type that is written down does not fit.
 */
export interface ConvertedRowRequest {
  readonly type?: string | undefined
  readonly object?: 'block' | undefined
  readonly table_row?: TableRowContentRequest | undefined
}

/** A new table, with its rows. */
export interface TableContentRequest {
  /** How many columns it has; it cannot be changed later. */
  readonly table_width: number
  /** One at least, each with as many cells as the table has columns. */
  readonly children: ReadonlyArray<TableRowRequest | ConvertedRowRequest>
  /** Default `false`. */
  readonly has_column_header?: boolean | undefined
  /** Default `false`. */
  readonly has_row_header?: boolean | undefined
}

/** A new column, with what is in it. */
export interface ColumnContentRequest {
  /** One at least. */
  readonly children: ReadonlyArray<NestedBlockRequest>
  /** The part of the width that it takes, 0 to 1; those of all columns add up to 1. Default: all are as wide. */
  readonly width_ratio?: number | undefined
}

/** A column of a new column list. */
export interface ColumnRequest {
  readonly type?: 'column' | undefined
  readonly object?: 'block' | undefined
  readonly column: ColumnContentRequest
}

/** New columns, side by side. */
export interface ColumnListContentRequest {
  /** Two at least. */
  readonly children: ReadonlyArray<ColumnRequest>
}

/** A tab of a new `tab` block: its label, and what is under it. */
export interface TabRequest<Content> {
  readonly type?: 'paragraph' | undefined
  readonly object?: 'block' | undefined
  readonly paragraph: Content
}

/** New tabs. */
export interface TabListContentRequest<Content> {
  /** The tabs, from left to right. */
  readonly children: ReadonlyArray<TabRequest<Content>>
}

/** A block at the second level of children, which has none. */
export type LeafBlockRequest = BlockOf<
  ChildlessContentRequests & NestingContentRequests & { readonly tab: EmptyRequest }
>

/** A block at the first level of children, which may have one more level. */
export type NestedBlockRequest = BlockOf<
  ChildlessContentRequests &
    WithChildren<NestingContentRequests, LeafBlockRequest> & {
      readonly tab: TabListContentRequest<ParagraphContentRequest>
      readonly table: TableContentRequest
    }
>

/**
 * A block to create, with up to two levels of children; append what is deeper to the blocks that come out of it. Everything can
 * be created but pages and databases (`createPage`, `createDatabase`), link previews and meeting notes.
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

/** Where among the children of a block new ones go. */
export type BlockPosition =
  | {
      readonly type: 'after_block'
      readonly after_block: {
        /** The id of a child, or the address that points at it. */
        readonly id: string
      }
    }
  | { readonly type: 'start' }
  | { readonly type: 'end' }

/** A change to a block that shows a file. */
export interface MediaUpdate {
  /** Takes the place of the caption that was there. At most 100 runs. */
  readonly caption?: ReadonlyArray<RichTextRequest> | undefined
  /** A file at another address, of at most 2000 characters, to show instead. */
  readonly external?: { readonly url: string } | undefined
  /** An uploaded file to show instead. */
  readonly file_upload?: { readonly id: string } | undefined
}

/** A change to a file block. */
export interface FileUpdate extends MediaUpdate {
  /** The name that it is shown by. */
  readonly name?: string | undefined
}

/** A change to the content of a block, by type; what is left out stays. */
export interface BlockUpdates
  extends Omit<ChildlessContentRequests & NestingContentRequests, keyof ChangedContents>,
    ChangedContents {
  /** There is nothing to change in it: its labels are blocks of their own. */
  readonly tab: EmptyRequest
  /** Its headers alone; the number of columns stays. */
  readonly table: { readonly has_column_header?: boolean | undefined; readonly has_row_header?: boolean | undefined }
  /** The part of the width that it takes, 0 to 1. */
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

/** The content of a block to change, under the name of its type; neither the type nor the children can be changed. */
export type BlockUpdate =
  | OneType<BlockUpdates, AbsentBesideAnotherType>
  | (Without<keyof BlockUpdates, AbsentBesideAnotherType> & { readonly type?: undefined })
