/**
 * Invalidation of the content below a block.
 *
 * @internal
 */
import { type Tag, treeTag } from '../../core/call/tag.js'
import type { BlockOrPartial } from './block.js'

/** Everything, unless the block that was trashed or restored is known to have no children. */
export const belowTags = (block: BlockOrPartial | undefined): ReadonlyArray<Tag> =>
  block?.type && block.has_children === false && !/^(child_|unknown:)/.test(block.type) ? [] : [treeTag]
