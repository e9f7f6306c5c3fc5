/** Blocks that lay out a page. */
import type { Type } from 'io-ts'
import { type Color, RichText } from '../../../core/objects/richText.js'
import { boolean, list, nullable, number, string, struct } from '../../../core/schema/combinators.js'
import type { Word } from '../../../core/schema/variants.js'
import type { BlockBase, NoContent } from './base.js'

/** What a table of contents holds. */
export interface TableOfContentsContent {
  /** The color of its text, or of its background. */
  readonly color: Word<Color>
}

/** What a column holds. */
export interface ColumnContent {
  /** The part of the width that it takes, 0 to 1; absent where all columns are as wide. */
  readonly width_ratio?: number
}

/** What a table holds; its rows are its children. */
export interface TableContent {
  /** How many columns it has. */
  readonly table_width: number
  /** Whether the first row is a header. */
  readonly has_column_header: boolean
  /** Whether the first column is a header. */
  readonly has_row_header: boolean
}

/** What a row of a table holds. */
export interface TableRowContent {
  /** The rich text of each cell, from left to right. */
  readonly cells: ReadonlyArray<RichText>
}

/** What a synced block holds. */
export interface SyncedBlockContent {
  /** The block that it shows; `null` where it is the original itself. */
  readonly synced_from: SyncedFrom | null
}

/** The original of a synced block. */
export interface SyncedFrom {
  /** The kind of the original; always `block_id` so far. */
  readonly type?: Word<'block_id'>
  /** Absent where the original is not shared with the connection. */
  readonly block_id?: string
}

/** A line across. */
export interface DividerBlock extends BlockBase {
  readonly type: 'divider'
  readonly divider: NoContent
}

/** The way to the page. */
export interface BreadcrumbBlock extends BlockBase {
  readonly type: 'breadcrumb'
  readonly breadcrumb: NoContent
}

/** A table of contents. */
export interface TableOfContentsBlock extends BlockBase {
  readonly type: 'table_of_contents'
  readonly table_of_contents: TableOfContentsContent
}

/** Tabs; its children are paragraphs, each the label of a tab. */
export interface TabBlock extends BlockBase {
  readonly type: 'tab'
  readonly tab: NoContent
}

/** Columns side by side; its children are `column` blocks. */
export interface ColumnListBlock extends BlockBase {
  readonly type: 'column_list'
  readonly column_list: NoContent
}

/** One column of a column list. */
export interface ColumnBlock extends BlockBase {
  readonly type: 'column'
  readonly column: ColumnContent
}

/** A simple table; its children are `table_row` blocks. */
export interface TableBlock extends BlockBase {
  readonly type: 'table'
  readonly table: TableContent
}

/** One row of a simple table. */
export interface TableRowBlock extends BlockBase {
  readonly type: 'table_row'
  readonly table_row: TableRowContent
}

/** A block whose children are the same wherever it is shown. */
export interface SyncedBlock extends BlockBase {
  readonly type: 'synced_block'
  readonly synced_block: SyncedBlockContent
}

/** A block that lays out a page. */
export type StructureBlock =
  | DividerBlock
  | BreadcrumbBlock
  | TableOfContentsBlock
  | TabBlock
  | ColumnListBlock
  | ColumnBlock
  | TableBlock
  | TableRowBlock
  | SyncedBlock

/** What a table of contents holds. */
export const TableOfContentsContent: Type<TableOfContentsContent> = struct<TableOfContentsContent>({ color: string })

/** What a column holds. */
export const ColumnContent: Type<ColumnContent> = struct<ColumnContent>({}, { width_ratio: number })

/** What a table holds. */
export const TableContent: Type<TableContent> = struct<TableContent>({
  table_width: number,
  has_column_header: boolean,
  has_row_header: boolean,
})

/** What a row of a table holds. */
export const TableRowContent: Type<TableRowContent> = struct<TableRowContent>({ cells: list(RichText) })

/** What a synced block holds. */
export const SyncedBlockContent: Type<SyncedBlockContent> = struct<SyncedBlockContent>({
  synced_from: nullable(struct<SyncedFrom>({}, { type: string, block_id: string })),
})
