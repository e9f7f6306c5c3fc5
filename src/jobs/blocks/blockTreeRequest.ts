/** Blocks to write, with children to any depth. */

import type { AbsentBesideAnotherType } from '../../core/schema/absent.js'
import type { OneType } from '../../core/schema/exactlyOne.js'
import type {
  ChildlessContentRequests,
  NestingContentRequests,
  ParagraphContentRequest,
} from '../../ops/blocks/blockContentRequest.js'
import type { TableContentRequest } from '../../ops/blocks/blockRequest.js'

/** Children to any depth. */
interface TreeChildren {
  /** Any number, to any depth. */
  readonly children?: ReadonlyArray<BlockTreeRequest> | undefined
}

/** A column, with its content to any depth. */
export interface ColumnTreeRequest {
  readonly type?: 'column' | undefined
  readonly object?: 'block' | undefined
  readonly column: ColumnTreeContent
}

/** The content of a column to any depth. */
export interface ColumnTreeContent {
  /** At least one block. */
  readonly children: ReadonlyArray<BlockTreeRequest>
  /** The share of the width, 0 to 1; the shares of all columns add up to 1. Default equal widths. */
  readonly width_ratio?: number | undefined
}

/** A tab, with its content to any depth: a paragraph whose text is the label. */
export interface TabTreeRequest {
  readonly type?: 'paragraph' | undefined
  readonly object?: 'block' | undefined
  readonly paragraph: ParagraphContentRequest & TreeChildren
}

/** The contents of the block types whose children can have any depth. */
type TreeContents = {
  readonly [Type in keyof NestingContentRequests]: NestingContentRequests[Type] & TreeChildren
} & {
  readonly tab: {
    /** The tabs, from left to right; at least one. */
    readonly children?: ReadonlyArray<TabTreeRequest> | undefined
  }
  /** Any number of rows, at least one. */
  readonly table: TableContentRequest
  readonly column_list: {
    /** At least two columns, at most 100. */
    readonly children: ReadonlyArray<ColumnTreeRequest>
  }
  readonly column: ColumnTreeContent
}

/**
 * A block to write, with any number of children to any depth. Every `BlockRequest` is one. Texts can be longer than 2000
 * characters, and rich text can have more than 100 runs: `planAppend` splits both.
 */
export type BlockTreeRequest = OneType<ChildlessContentRequests & TreeContents, AbsentBesideAnotherType> & {
  readonly object?: 'block' | undefined
}
