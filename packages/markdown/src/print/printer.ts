/** Printers of blocks: one function per type. */
import type { Block } from 'notion-fp'
import type { BlockNode } from 'notion-fp/blocks'
import type { BlockOf, BlockType } from '../shared/forType.js'
import type { JsonObject } from '../shared/json.js'
import type { Lose, PrintOptions } from '../shared/printOptions.js'
import type { Dialect } from './dialect.js'
import type { InlinePlace } from './inline/inlineContext.js'

/** A printed block. */
export interface PrintedBlock {
  readonly type: string
  /** Its Markdown without a line break at the end; empty if it has no Markdown. */
  readonly markdown: string
  /** The number of an item of a numbered list; 1 for other blocks. */
  readonly number: number
}

/** The input of a printer. */
export interface PrintInput<B = Block> {
  readonly block: B
  /** The content under the name of the type. It may be damaged. */
  readonly content: JsonObject
  readonly node: BlockNode
  readonly dialect: Dialect
  /** Its printed children. */
  readonly children: ReadonlyArray<PrintedBlock>
  /** The Markdown of its children, not indented. */
  readonly body: string
  /** The number of an item of a numbered list; 1 for other blocks. */
  readonly number: number
  /** The block that contains it; absent on the first level. */
  readonly parent?: Block
  /** Whether it is the first block of the document. */
  readonly isFirst: boolean
  /** Rich text as Markdown. The default place is `block`, which can have several lines. */
  readonly inline: (rich: unknown, place?: InlinePlace) => string
  /** Reports a loss. */
  readonly lose: Lose
  readonly options: PrintOptions
}

/** Prints a block as Markdown, without a line break at the end; empty for nothing. */
export type Printer<B = Block> = (input: PrintInput<B>) => string

/** Printers, by type of block. */
export type Printers = { readonly [Type in BlockType]?: Printer<BlockOf<Type>> | undefined }
