/**
 * The limits of one request that appends blocks.
 *
 * @internal
 */

/** The limits of one request that appends blocks. */
export interface RequestLimits {
  /** The maximum number of elements of an array. */
  readonly elements: number
  /** The maximum number of blocks in total. */
  readonly blocks: number
  /** The maximum size of the blocks as JSON, in bytes. */
  readonly bytes: number
}

/** The bytes of a body besides the blocks: `children`, and a position after a block. */
const BODY_BYTES = 128

/** The limits of the API. @see https://developers.notion.com/reference/request-limits */
export const REQUEST_LIMITS: RequestLimits = { elements: 100, blocks: 1000, bytes: 500_000 - BODY_BYTES }

/** The levels of children below the first one. */
export const MAX_LEVELS = 2

/** The bytes of an array of children besides its elements. */
export const WRAPPER_BYTES = 14

/** The minimum number of children of a new block. */
export const LEAST_CHILDREN: Readonly<Record<string, number>> = { column_list: 2, column: 1, table: 1, tab: 1 }
