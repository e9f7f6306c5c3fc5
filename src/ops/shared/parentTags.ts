/**
 * Invalidation of the parent of a block that was changed, trashed or restored.
 *
 * @internal
 */

import { allRowsTag, childrenTag, objectTag, rowsTag, type Tag, treeTag } from '../../core/call/tag.js'
import { isObject } from '../../core/internal/json.js'

/** A page or block, whose `has_children` may have changed, and the list of its children. */
const withChildren = (id: string): ReadonlyArray<Tag> => [objectTag(id), childrenTag(id)]

/** Parent types without cached children or rows. */
const CHILDLESS: ReadonlyArray<unknown> = ['workspace', 'database_id', 'agent_id']

/**
 * The tags of a parent: none if it has no cached children or rows, and all children and rows if it is unknown.
 *
 * @param parent A `Parent`, or the value in its place in an unknown block.
 */
export const parentTags = (parent: unknown): ReadonlyArray<Tag> => {
  const { type, ...ids } = isObject(parent) ? parent : {}
  const id = typeof type === 'string' && ids[type]
  if (type === 'data_source_id' && typeof id === 'string') return [rowsTag(id)]
  if ((type === 'page_id' || type === 'block_id') && typeof id === 'string') return withChildren(id)
  return CHILDLESS.includes(type) ? [] : [treeTag, allRowsTag]
}
