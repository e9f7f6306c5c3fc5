/**
 * Decides whether to read the children of a block.
 *
 * @internal
 */
import type { Block } from '../../../ops/blocks/block.js'
import type { MissingChildren, SkippedReason } from './blockTree.js'
import type { BlockTreeParams } from './treeOptions.js'

/** The children of one block, at their place in the tree. */
export interface Place {
  /** The id of the block that has them: for a copy of a synced block, that of the original. */
  readonly id: string
  /** The level of the children, from 1. */
  readonly depth: number
  /** Whether to read them at one place only. */
  readonly isOnce?: boolean
}

/** The children to read below a block, or why not. */
export interface Below {
  readonly place?: Place
  readonly skipped?: SkippedReason
  readonly missing?: MissingChildren
}

/** The ids of the blocks whose children were entered. */
export interface Entered {
  readonly has: (id: string) => boolean
}

/** For reading ahead: whatever is not needed in the end is decided later. */
export const NONE: Entered = { has: () => false }

/**
 * Decides whether to read the children of a block.
 *
 * @param depth The level of the block, from 1.
 * @param open The blocks that contain the block.
 * @param once The synced blocks whose children are in the tree already, earlier in the document.
 */
export const below = (
  block: Block,
  depth: number,
  open: Entered,
  once: Entered,
  { depth: deepest = Number.POSITIVE_INFINITY, enter: { child_page, synced_copy = 'follow' } = {} }: BlockTreeParams,
): Below => {
  const { type } = block
  if (type === 'child_database') return { skipped: type }
  if (!block.has_children) return {}
  if (type === 'child_page' && !child_page) return { skipped: type }
  const isSynced = type === 'synced_block'
  const from = isSynced ? block.synced_block?.synced_from : null
  // Without access to the original, a copy does not have its id. Then the copy is requested, and the answer says why.
  const id = from?.block_id ?? block.id
  if (from && synced_copy === 'leave') return { skipped: 'synced_copy' }
  const isOnce = isSynced && synced_copy === 'follow'
  const isOpen = open.has(id)
  if (isOnce && (isOpen || once.has(id))) return { skipped: 'read_elsewhere' }
  return isOpen || depth >= deepest
    ? { missing: { reason: isOpen ? 'cycle' : 'depth' } }
    : { place: { id, depth: depth + 1, isOnce } }
}
