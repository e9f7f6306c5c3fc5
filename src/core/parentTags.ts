/** What of its parent is stale after a block was changed, moved to the trash or brought back. */
import { isObject } from './json.js'
import { childrenTag, objectTag, rowsTag, type Tag } from './tag.js'

/** A page or block itself, whose `has_children` may differ now, and the list of its children. */
const withChildren = (id: string): ReadonlyArray<Tag> => [objectTag(id), childrenTag(id)]

/**
 * The tags of a parent; none where it has neither children nor rows, or is not known.
 *
 * @param parent A `Parent`, or what an unknown block has in its place.
 */
export const parentTags = (parent: unknown): ReadonlyArray<Tag> => {
  const type = isObject(parent) && parent.type
  const id = isObject(parent) && typeof type === 'string' && parent[type]
  if (typeof id !== 'string') return []
  return type === 'data_source_id' ? [rowsTag(id)] : type === 'page_id' || type === 'block_id' ? withChildren(id) : []
}
