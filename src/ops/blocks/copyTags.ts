/**
 * Cache tags of synced copies.
 *
 * @internal
 */
import { childrenTag, objectTag, type Tag } from '../../core/call/tag.js'
import { isObject } from '../../core/internal/json.js'
import type { Block, BlockOrPartial } from './block.js'

/** The original of a synced copy: the copy shows its children, and it tells whether it has any. */
export const copyTags = (block: Block): ReadonlyArray<Tag> => {
  const from: unknown = block.type === 'synced_block' ? block.synced_block.synced_from : undefined
  return isObject(from) && typeof from.block_id === 'string' ? [objectTag(from.block_id)] : []
}

/** The parent of blocks, which for children of a synced copy is the original, and the list of its children. */
export const originTags = (blocks: ReadonlyArray<BlockOrPartial>): ReadonlyArray<Tag> =>
  blocks.flatMap((block) => {
    const parent: unknown = block.type && block.parent
    const id = isObject(parent) && parent.type === 'block_id' && parent.block_id
    return typeof id === 'string' ? [objectTag(id), childrenTag(id)] : []
  })
