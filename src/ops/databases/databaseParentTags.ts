/**
 * Invalidation of the parent of a database that was created, moved or deleted.
 *
 * @internal
 */
import { childrenTag, objectTag, type Tag } from '../../core/call/tag.js'

/** The children of a parent page or block, and its `has_children`; nothing for other parents. */
export const databaseParentTags = (parent: object): ReadonlyArray<Tag> => {
  const given = 'page_id' in parent ? parent.page_id : 'block_id' in parent ? parent.block_id : undefined
  if (typeof given !== 'string') return []
  return [childrenTag(given), objectTag(given)]
}
