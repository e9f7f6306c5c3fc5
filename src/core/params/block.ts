/** Blocks as they are sent: to be created, with up to two levels of children, and to be changed. */
import type {
  CalloutContentRequest,
  ChildlessContentRequests,
  CodeContentRequest,
  LinkContentRequest,
  NestingContentRequests,
  ParagraphContentRequest,
  TableRowContentRequest,
  ToDoContentRequest,
} from './blockContent.js'
import type { EmptyRequest, Without } from './exactlyOne.js'
import type { RichTextRequest } from './richText.js'

/** A block whose content is under the name of its type, and under that name alone. */
type BlockOf<Contents> = {
  [Type in keyof Contents]: { readonly [Own in Type]: Contents[Type] } & Without<Exclude<keyof Contents, Type>> & {
      /** The name that the content is under; Notion finds it without. */
      readonly type?: Type
      readonly object?: 'block'
    }
}[keyof Contents]

/** Contents that may come with children. */
type WithChildren<Contents, Child> = {
  readonly [Type in keyof Contents]: Contents[Type] & {
    /** At most 100. */
    readonly children?: ReadonlyArray<Child>
  }
}

/** A row of a new table. */
export interface TableRowRequest {
  readonly type?: 'table_row'
  readonly object?: 'block'
  readonly table_row: TableRowContentRequest
}

/** A new table, with its rows. */
export interface TableContentRequest {
  /** How many columns it has; it cannot be changed later. */
  readonly table_width: number
  /** One at least, each with as many cells as the table has columns. */
  readonly children: ReadonlyArray<TableRowRequest>
  /** Default `false`. */
  readonly has_column_header?: boolean
  /** Default `false`. */
  readonly has_row_header?: boolean
}

/** A new column, with what is in it. */
export interface ColumnContentRequest {
  /** One at least. */
  readonly children: ReadonlyArray<NestedBlockRequest>
  /** The part of the width that it takes, 0 to 1; those of all columns add up to 1. Default: all are as wide. */
  readonly width_ratio?: number
}

/** A column of a new column list. */
export interface ColumnRequest {
  readonly type?: 'column'
  readonly object?: 'block'
  readonly column: ColumnContentRequest
}

/** New columns, side by side. */
export interface ColumnListContentRequest {
  /** Two at least. */
  readonly children: ReadonlyArray<ColumnRequest>
}

/** A tab of a new `tab` block: its label, and what is under it. */
export interface TabRequest<Content> {
  readonly type?: 'paragraph'
  readonly object?: 'block'
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
        ParagraphContentRequest & { readonly children?: ReadonlyArray<LeafBlockRequest> }
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
  readonly caption?: ReadonlyArray<RichTextRequest>
  /** A file at another address, of at most 2000 characters, to show instead. */
  readonly external?: { readonly url: string }
  /** An uploaded file to show instead. */
  readonly file_upload?: { readonly id: string }
}

/** A change to a file block. */
export interface FileUpdate extends MediaUpdate {
  /** The name that it is shown by. */
  readonly name?: string
}

/** A change to the content of a block, by type; what is left out stays. */
export interface BlockUpdates
  extends Omit<ChildlessContentRequests & NestingContentRequests, keyof ChangedContents>,
    ChangedContents {
  /** There is nothing to change in it: its labels are blocks of their own. */
  readonly tab: EmptyRequest
  /** Its headers alone; the number of columns stays. */
  readonly table: { readonly has_column_header?: boolean; readonly has_row_header?: boolean }
  /** The part of the width that it takes, 0 to 1. */
  readonly column: { readonly width_ratio?: number }
}

interface ChangedContents {
  readonly embed: Partial<LinkContentRequest>
  readonly bookmark: Partial<LinkContentRequest>
  readonly image: MediaUpdate
  readonly video: MediaUpdate
  readonly pdf: MediaUpdate
  readonly file: FileUpdate
  readonly audio: MediaUpdate
  readonly code: Partial<CodeContentRequest>
  readonly paragraph: Partial<ParagraphContentRequest>
  readonly to_do: Partial<ToDoContentRequest>
  readonly callout: Partial<CalloutContentRequest>
}

/** The content of a block to change, under the name of its type; neither the type nor the children can be changed. */
export type BlockUpdate =
  | {
      [Type in keyof BlockUpdates]: { readonly [Own in Type]: BlockUpdates[Type] } & Without<
        Exclude<keyof BlockUpdates, Type>
      > & { readonly type?: Type }
    }[keyof BlockUpdates]
  | (Without<keyof BlockUpdates> & { readonly type?: never })
