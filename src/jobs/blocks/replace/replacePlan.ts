/** A plan for replacing content: plain JSON, made by `planReplace`. */
import type { BlockPosition, BlockUpdate } from '../../../ops/blocks/blockRequest.js'
import type { Cost } from '../../shared/cost.js'
import type { BlockTreeRequest } from '../blockTreeRequest.js'

/** A type of block that is kept although the new content does not have it, unless `also_delete` contains it. */
export type SparedType = 'child_page' | 'child_database' | 'synced_original'

/**
 * The types of blocks that are kept.
 *
 * @internal
 */
export const SPARED_TYPES: ReadonlyArray<SparedType> = ['child_page', 'child_database', 'synced_original']

/** An update of an existing block. */
export interface PlannedUpdate {
  readonly block_id: string
  readonly type: string
  /** The changes, under the name of the type. */
  readonly request: BlockUpdate
}

/** New blocks between existing ones. */
export interface PlannedInsert {
  /** The block or page that becomes their parent. */
  readonly parent_id: string
  /** The position among its children. */
  readonly position: BlockPosition
  /** The id of the child that currently follows; `null` at the end. */
  readonly before: string | null
  /** The new blocks, with all of their children. */
  readonly children: ReadonlyArray<BlockTreeRequest>
}

/** A block to delete, with everything inside it. */
export interface PlannedDelete {
  readonly block_id: string
  readonly type: string
}

/** A block that is kept although the new content does not have it. */
export interface SparedBlock {
  readonly block_id: string
  /** `contains` for a block that is kept because of another one inside it. */
  readonly type: SparedType | 'contains'
}

/** A plan for replacing content, as plain JSON: first the updates, then the insertions, and the deletions last. */
export interface ReplacePlan {
  /** The id of the page or block whose content is replaced. */
  readonly block_id: string
  /** The ids of the unchanged blocks, in document order. */
  readonly keep: ReadonlyArray<string>
  readonly update: ReadonlyArray<PlannedUpdate>
  readonly insert: ReadonlyArray<PlannedInsert>
  readonly delete: ReadonlyArray<PlannedDelete>
  /**
   * The child pages, child databases and synced originals that are kept although the new content does not have them.
   */
  readonly spared: ReadonlyArray<SparedBlock>
  /** The cost of the writes, without that of reading the existing content. */
  readonly cost: Cost
}
