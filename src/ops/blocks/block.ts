/** Blocks, the content of pages. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { Link } from '../../core/objects/file.js'
import {
  anyObject,
  either,
  literal,
  string,
  struct,
  tagged,
  type Unchecked,
  type UnknownType,
} from '../../core/schema/combinators.js'
import { BlockBase } from './block/base.js'
import { CaptionedLink, ChildContent, type LinkBlock, LinkToPageContent } from './block/link.js'
import { FileContent, type MediaBlock, MediaContent } from './block/media.js'
import {
  type MeetingNotesBlock,
  MeetingNotesContent,
  type TranscriptionBlock,
  type UnsupportedBlock,
  UnsupportedContent,
} from './block/meetingNotes.js'
import {
  ColumnContent,
  type StructureBlock,
  SyncedBlockContent,
  TableContent,
  TableOfContentsContent,
  TableRowContent,
} from './block/structure.js'
import {
  CalloutContent,
  CodeContent,
  EquationContent,
  HeadingContent,
  NumberedListItemContent,
  ParagraphContent,
  TemplateContent,
  type TextBlock,
  TextContent,
  ToDoContent,
} from './block/text.js'

/**
 * A block of an unknown type, or one that does not match its type. Its content is under the name of its `type`. Only
 * its id is checked; everything else is as Notion sent it.
 */
export interface UnknownBlock extends Unchecked<BlockBase, 'object' | 'id'> {
  readonly type: UnknownType
}

/**
 * A block of a page. Its content is under the name of its `type`, without its children.
 *
 * @see https://developers.notion.com/reference/block
 */
export type Block =
  | TextBlock
  | StructureBlock
  | LinkBlock
  | MediaBlock
  | MeetingNotesBlock
  | TranscriptionBlock
  | UnsupportedBlock
  | UnknownBlock

/** A block with only its id, for connections that can write but not read. */
export interface PartialBlock {
  readonly object: 'block'
  readonly id: string
  /** Never present: a block with a type is complete, and is checked as such. */
  readonly type?: never
}

/** A block, complete or partial. */
export type BlockOrPartial = Block | PartialBlock

/** A block of a page. */
export const Block: Type<Block> = tagged<Block>(
  {
    paragraph: ParagraphContent,
    heading_1: HeadingContent,
    heading_2: HeadingContent,
    heading_3: HeadingContent,
    heading_4: HeadingContent,
    bulleted_list_item: TextContent,
    numbered_list_item: NumberedListItemContent,
    quote: TextContent,
    to_do: ToDoContent,
    toggle: TextContent,
    callout: CalloutContent,
    template: TemplateContent,
    code: CodeContent,
    equation: EquationContent,
    divider: anyObject,
    breadcrumb: anyObject,
    table_of_contents: TableOfContentsContent,
    tab: anyObject,
    column_list: anyObject,
    column: ColumnContent,
    table: TableContent,
    table_row: TableRowContent,
    synced_block: SyncedBlockContent,
    child_page: ChildContent,
    child_database: ChildContent,
    link_to_page: LinkToPageContent,
    link_preview: Link,
    embed: CaptionedLink,
    bookmark: CaptionedLink,
    image: MediaContent,
    video: MediaContent,
    pdf: MediaContent,
    file: FileContent,
    audio: MediaContent,
    meeting_notes: MeetingNotesContent,
    transcription: MeetingNotesContent,
    unsupported: UnsupportedContent,
  },
  BlockBase,
  struct<Pick<BlockBase, 'object' | 'id'>>({ object: literal('block'), id: string }),
)

/** A block with only its id. */
export const PartialBlock: Type<PartialBlock> = struct<PartialBlock>(
  { object: literal('block'), id: string },
  { type: literal<never>() },
)

/** A block, complete or partial. */
export const BlockOrPartial: Type<BlockOrPartial> = either(Block, PartialBlock)

/**
 * Type guard: whether a block is complete, not partial.
 *
 * @example
 * import { type Context, collect, getBlockChildren, isFullBlock } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const typesIn = (ctx: Context, block_id: string) =>
 *   pipe(
 *     collect(getBlockChildren)(ctx, { block_id }),
 *     TE.map((blocks) => blocks.filter(isFullBlock).map(({ type }) => type)),
 *   )
 */
export const isFullBlock = (block: { readonly object: string }): block is Block =>
  tryTo(() => block.object === 'block' && 'type' in block, false)
