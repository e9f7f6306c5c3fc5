/** Names for what an answer depends on and what a write makes stale. The cache forgets by them. */
import { compactId } from './id.js'

/** Something that can become stale, such as one object or the rows of one data source. */
export type Tag = string

/** A page, block, database or data source itself. A page is a block too, so they share one name. */
export const objectTag = (id: string): Tag => `object:${compactId(id)}`

/** The list of children of a page or block, every page of results. */
export const childrenTag = (id: string): Tag => `children:${compactId(id)}`

/** The rows of a data source: the answers of its queries, whatever their filter. */
export const rowsTag = (id: string): Tag => `rows:${compactId(id)}`

/** The list of users. */
export const usersTag: Tag = 'users'

/**
 * All pages, blocks, databases and data sources. What goes to the trash, or comes back, takes along all that is below it, and
 * what moves away may leave its place empty: no answer tells which objects these are.
 *
 * @internal
 */
export const treeTag: Tag = 'tree'

/**
 * The rows and schemas of all data sources: for a write to a row whose data source is not known.
 *
 * @internal
 */
export const allRowsTag: Tag = 'rows'

/**
 * What rows show of other rows, in relations and rollups, at whatever distance: for a change to the values or the schema of
 * rows, since nobody can tell which others show them.
 *
 * @internal
 */
export const relatedTag: Tag = 'related'

/**
 * Everything: a write that makes it stale clears the cache.
 *
 * @internal
 */
export const EVERYTHING: Tag = '*'
