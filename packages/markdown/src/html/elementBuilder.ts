/** Elements of blocks: one function a type. */
import type { ElementContent } from 'hast'
import type { Block } from 'notion-fp'
import type { BlockNode } from 'notion-fp/blocks'
import type { BlockOf, BlockType } from '../shared/forType.js'
import type { JsonObject } from '../shared/json.js'
import type { Lose, PrintOptions } from '../shared/printOptions.js'

/** Parts of an element: elements and texts. */
export type Parts = ReadonlyArray<ElementContent | string>

/** What a builder of elements is given. */
export interface ElementInput<B = Block> {
  readonly block: B
  /** What is under the name of the type: for blocks that may be damaged. */
  readonly content: JsonObject
  readonly node: BlockNode
  /** The elements of the blocks in it; items are in lists. */
  readonly children: ReadonlyArray<ElementContent>
  /** The number of an item of a numbered list; 1 for other blocks. */
  readonly number: number
  /** The block that contains it; absent on the first level. */
  readonly parent?: Block
  /** Rich text as elements. */
  readonly inline: (rich: unknown) => Parts
  /** The address, if its scheme is allowed; otherwise `undefined`, which is reported. */
  readonly allowed: (url: string) => string | undefined
  /** Reports a loss. */
  readonly lose: Lose
  readonly options: PrintOptions
}

/** Builds the elements of a block. Those of items of lists are put into a list. */
export type ElementBuilder<B = Block> = (input: ElementInput<B>) => ReadonlyArray<ElementContent>

/** Builders for some types of blocks. */
export type ElementBuilders = { readonly [Type in BlockType]?: ElementBuilder<BlockOf<Type>> | undefined }
