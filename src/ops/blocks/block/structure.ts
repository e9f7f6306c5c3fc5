/** Blocks that structure a page. */
import type { Type } from 'io-ts'
import { type Color, RichText } from '../../../core/objects/richText.js'
import { boolean, list, nullable, number, string, struct } from '../../../core/schema/combinators.js'
import type { Word } from '../../../core/schema/variants.js'
import type { BlockBase, NoContent } from './base.js'

/** The content of a table of contents. */
export interface TableOfContentsContent {
  /** The color of the text or the background. */
  readonly color: Word<Color>
}

/** The content of a column. */
export interface ColumnContent {
  /** The share of the width, 0 to 1; absent if all columns have the same width. */
  readonly width_ratio?: number
}

/** The content of a table; its rows are its children. */
export interface TableContent {
  /** The number of columns. */
  readonly table_width: number
  /** Whether the first row is a header. */
  readonly has_column_header: boolean
  /** Whether the first column is a header. */
  readonly has_row_header: boolean
}

/** The content of a row of a table. */
export interface TableRowContent {
  /** The rich text of each cell, from left to right. */
  readonly cells: ReadonlyArray<RichText>
}

/** The content of a synced block. */
export interface SyncedBlockContent {
  /** The original block; `null` if this block is the original. */
  readonly synced_from: SyncedFrom | null
}

/** The original of a synced block. */
export interface SyncedFrom {
  /** The type of the original; so far always `block_id`. */
  readonly type?: Word<'block_id'>
  /** Absent if the original is not shared with the connection. */
  readonly block_id?: string
}

/** A divider. */
export interface DividerBlock extends BlockBase {
  readonly type: 'divider'
  readonly divider: NoContent
}

/** The path to the page. */
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

/** Columns next to each other; its children are `column` blocks. */
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

/** A block whose children are shown in several places. */
export interface SyncedBlock extends BlockBase {
  readonly type: 'synced_block'
  readonly synced_block: SyncedBlockContent
}

/** A block that structures a page. */
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

/** The content of a table of contents. */
export const TableOfContentsContent: Type<TableOfContentsContent> = struct<TableOfContentsContent>({ color: string })

/** The content of a column. */
export const ColumnContent: Type<ColumnContent> = struct<ColumnContent>({}, { width_ratio: number })

/** The content of a table. */
export const TableContent: Type<TableContent> = struct<TableContent>({
  table_width: number,
  has_column_header: boolean,
  has_row_header: boolean,
})

/** The content of a row of a table. */
export const TableRowContent: Type<TableRowContent> = struct<TableRowContent>({ cells: list(RichText) })

/** The content of a synced block. */
export const SyncedBlockContent: Type<SyncedBlockContent> = struct<SyncedBlockContent>({
  synced_from: nullable(struct<SyncedFrom>({}, { type: string, block_id: string })),
})
