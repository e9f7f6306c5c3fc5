/** Printers of blocks: one function a type. */
import type { Block } from 'notion-fp'
import type { BlockNode } from 'notion-fp/blocks'
import type { BlockOf, BlockType } from '../shared/forType.js'
import type { JsonObject } from '../shared/json.js'
import type { Lose, PrintOptions } from '../shared/printOptions.js'
import type { Dialect } from './dialect.js'
import type { InlinePlace } from './inline/inlineContext.js'

/** A block that was printed. */
export interface PrintedBlock {
  readonly type: string
  /** Its Markdown without a line break at the end; empty if nothing is written for it. */
  readonly markdown: string
  /** The number of an item of a numbered list; 1 for other blocks. */
  readonly number: number
}

/** What a printer is given. */
export interface PrintInput<B = Block> {
  readonly block: B
  /** What is under the name of the type: for blocks that may be damaged. */
  readonly content: JsonObject
  readonly node: BlockNode
  readonly dialect: Dialect
  /** The blocks in it, printed. */
  readonly children: ReadonlyArray<PrintedBlock>
  /** The Markdown of the blocks in it, not indented. */
  readonly body: string
  /** The number of an item of a numbered list; 1 for other blocks. */
  readonly number: number
  /** The block that contains it; absent on the first level. */
  readonly parent?: Block
  /** Whether it is the first block of the document. */
  readonly isFirst: boolean
  /** Rich text as Markdown. Default place: `block`, which can have several lines. */
  readonly inline: (rich: unknown, place?: InlinePlace) => string
  /** Reports a loss. */
  readonly lose: Lose
  readonly options: PrintOptions
}

/** Prints a block: its Markdown, without a line break at the end. Empty if nothing is written for it. */
export type Printer<B = Block> = (input: PrintInput<B>) => string

/** A printer for some types of blocks. */
export type Printers = { readonly [Type in BlockType]?: Printer<BlockOf<Type>> | undefined }
