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
  block?.type && block.has_children === false && !/^(child_|unknown:)/.test(block.type) ? [] : [treeTag]

/**
 * What rows show of other rows, in relations and rollups, at whatever distance: for a change to the values or the schema of
 * rows, since nobody can tell which others show them.
 */
export const relatedTag: Tag = 'related'

/** Whether a value of this type shows something of other rows. */
export const showsOthers = (type: string): boolean => /^(unknown:)?(relation|rollup)$/.test(type)

/** What the values of a page depend on: everything above it, and other rows where one of them shows something of these. */
export const valueTags = (properties: { readonly [name: string]: { readonly type: string } }): ReadonlyArray<Tag> =>
  Object.values(properties).some(({ type }) => showsOthers(type)) ? [treeTag, relatedTag] : [treeTag]
