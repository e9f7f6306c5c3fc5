/** The blocks of a page as a tree. */
import type { NotionError } from '../../../core/call/error.js'
import type { Block } from '../../../ops/blocks/block.js'

/**
 * Why children of a block are missing from a tree:
 *
 * - `depth`: they are below the `depth` of the job.
 * - `max_requests`: the job had sent all requests that it may send.
 * - `aborted`: the `signal` of the job aborted, or another one of the context.
 * - `cycle`: the block is a copy of a synced block that contains it, so that its content would never end.
 * - `error`: they could not be read. `error` says why.
 */
export type MissingChildren =
  | { readonly reason: 'depth' | 'cycle' }
  | { readonly reason: 'max_requests' | 'aborted' | 'error'; readonly error: NotionError }

/** The children that are missing from a tree, and where. */
export type MissingPart = MissingChildren & {
  /** The id of the block whose children are missing, or that of the root. */
  readonly block_id: string
  /** The place of the block: see the `path` of a {@link WalkedBlock}. Empty for the root. */
  readonly path: ReadonlyArray<number>
}

/**
 * Why a job did not read what a block contains, although nothing is missing:
 *
 * - `child_page`: the block is a page of its own, and `enter.child_page` is not `true`.
 * - `child_database`: the rows of a database are pages, not blocks: `queryDataSource` reads them.
 * - `synced_copy`: the block is a copy of a synced block, and `enter.synced_copy` is `leave`.
 * - `read_elsewhere`: the children of the synced block are in the tree already, at the first place in document order.
 */
export type SkippedReason = 'child_page' | 'child_database' | 'synced_copy' | 'read_elsewhere'

/** A block with its children. */
export interface BlockNode {
  readonly block: Block
  /** The children that were read, in document order: all of them, unless `missing` or `skipped` is present. */
  readonly children: ReadonlyArray<BlockNode>
  /** Why some or all of the children are missing; absent if none are. `children` has those before the first missing one. */
  readonly missing?: MissingChildren
  /** Why the children were left out on purpose; absent if they were not. */
  readonly skipped?: SkippedReason
}

/** The content of a page or block. It is plain data. */
export interface BlockTree {
  /** The id of the page or block, with dashes. */
  readonly block_id: string
  /** Its children that were read, in document order. */
  readonly children: ReadonlyArray<BlockNode>
  /** Whether nothing is missing. Children that were skipped on purpose are not missing. */
  readonly complete: boolean
  /** Everything that is missing, in document order; empty if the tree is complete. */
  readonly missing: ReadonlyArray<MissingPart>
  /**
   * Whether a block of the tree may have been edited while the job read it, so that its parts may be of different ages. `false`: no block
   * of it was edited since the minute in which the job began, by the clock of the context. `true` may also be an edit in that minute
   * before the job began, since Notion rounds times to the minute. A deletion leaves no trace.
   */
  readonly maybe_edited_while_read: boolean
  /** The requests that the job sent, without their retries. */
  readonly requests: number
}

/** A block at its place in the document. */
export interface WalkedBlock {
  readonly block: Block
  /** The id of the block or page above it in the walk: below a synced copy, that of the copy. */
  readonly parent_id: string
  /** The level, from 1 for the children of the root. */
  readonly depth: number
  /** The index at each level, from 0: `[2, 0]` is `tree.children[2].children[0]` of the tree that `getBlockTree` returns. */
  readonly path: ReadonlyArray<number>
  /** Why the children do not follow, if this is known beforehand: they are too deep, or would never end. */
  readonly missing?: MissingChildren
  /** Why the children do not follow, if they are left out on purpose. */
  readonly skipped?: SkippedReason
}
