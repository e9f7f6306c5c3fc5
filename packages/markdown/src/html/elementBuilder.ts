/** Builders of HTML elements: one function per type of block. */
import type { ElementContent } from 'hast'
import type { Block } from 'notion-fp'
import type { BlockNode } from 'notion-fp/blocks'
import type { BlockOf, BlockType } from '../shared/forType.js'
import type { JsonObject } from '../shared/json.js'
import type { Lose, PrintOptions } from '../shared/printOptions.js'

/** Parts of an element: elements and texts. */
export type Parts = ReadonlyArray<ElementContent | string>

/** The input of a builder. */
export interface ElementInput<B = Block> {
  readonly block: B
  /** The content under the name of the type. It may be damaged. */
  readonly content: JsonObject
  readonly node: BlockNode
  /** The elements of its children; items are in lists. */
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

/** Builds the elements of a block. List items are wrapped in a list. */
export type ElementBuilder<B = Block> = (input: ElementInput<B>) => ReadonlyArray<ElementContent>

/** Builders for some types of blocks. */
export type ElementBuilders = { readonly [Type in BlockType]?: ElementBuilder<BlockOf<Type>> | undefined }
