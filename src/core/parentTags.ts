/** What of its parent is stale after a block was changed, moved to the trash or brought back. */
import type { Parent } from './codec/parent.js'
import { childrenTag, objectTag, rowsTag, type Tag } from './tag.js'

/** A page or block itself, whose `has_children` may differ now, and the list of its children. */
const withChildren = (id: string): ReadonlyArray<Tag> => [objectTag(id), childrenTag(id)]

/** The tags of a parent; none where it has neither children nor rows. */
export const parentTags = (parent: Parent): ReadonlyArray<Tag> =>
  parent.type === 'page_id'
    ? withChildren(parent.page_id)
    : parent.type === 'block_id'
      ? withChildren(parent.block_id)
      : parent.type === 'data_source_id'
        ? [rowsTag(parent.data_source_id)]
        : []
