/**
 * What becomes stale below a block.
 *
 * @internal
 */
import { type Tag, treeTag } from '../../core/call/tag.js'
import type { BlockOrPartial } from './block.js'

/** Everything, unless a block that was moved to the trash or brought back is known to have nothing below it. */
export const belowTags = (block: BlockOrPartial | undefined): ReadonlyArray<Tag> =>
  block?.type && block.has_children === false && !/^(child_|unknown:)/.test(block.type) ? [] : [treeTag]
