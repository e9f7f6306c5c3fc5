/** What becomes stale where nobody can say which objects do: names that every read of a kind depends on. */
import type { BlockOrPartial } from '../../core/codec/block.js'
import type { Tag } from '../../core/tag.js'

/**
 * All pages, blocks, databases and data sources. What goes to the trash, or comes back, takes along all that is below it, and
 * what moves away may leave its place empty: no answer tells which objects these are.
 */
export const treeTag: Tag = 'tree'

/** The rows and schemas of all data sources: for a write to a row whose data source is not known. */
export const allRowsTag: Tag = 'rows'

/** Everything, where one of these was given. */
export const treeTags = (...given: ReadonlyArray<unknown>): ReadonlyArray<Tag> =>
  given.some((one) => one !== undefined) ? [treeTag] : []

/** Everything, unless a block that was moved to the trash or brought back is known to have nothing below it. */
export const belowTags = (block: BlockOrPartial | undefined): ReadonlyArray<Tag> =>
  block?.type && !block.has_children && !block.type.startsWith('child_') ? [] : [treeTag]
