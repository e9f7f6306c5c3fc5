/**
 * What becomes stale where a database comes or goes.
 *
 * @internal
 */
import { childrenTag, objectTag, type Tag } from '../../core/call/tag.js'

/** The children of the page or block that is a parent, and whether it has any; nothing for any other parent. */
export const databaseParentTags = (parent: object): ReadonlyArray<Tag> => {
  const given = 'page_id' in parent ? parent.page_id : 'block_id' in parent ? parent.block_id : undefined
  if (typeof given !== 'string') return []
  return [childrenTag(given), objectTag(given)]
}
