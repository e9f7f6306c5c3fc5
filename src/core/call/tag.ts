/** Cache tags: what a response depends on, and what a write invalidates. */
import { compactId } from './id.js'

/** Names something that a write can invalidate, such as one object or the rows of one data source. */
export type Tag = string

/**
 * The tag of a page, block, database or data source. A page is also a block, so both have the same tag.
 *
 * @example
 * import { type Context, invalidate, objectTag } from 'notion-fp'
 *
 * const forget = (ctx: Context, page_id: string) => invalidate(ctx, [objectTag(page_id)])
 */
export const objectTag = (id: string): Tag => `object:${compactId(id)}`

/**
 * The tag of the children of a page or block, all pages of results.
 *
 * @example
 * import { type Context, childrenTag, invalidate } from 'notion-fp'
 *
 * const forgetContent = (ctx: Context, page_id: string) => invalidate(ctx, [childrenTag(page_id)])
 */
export const childrenTag = (id: string): Tag => `children:${compactId(id)}`

/**
 * The tag of the rows of a data source: all queries of it, whatever their filter.
 *
 * @example
 * import { type Context, invalidate, rowsTag } from 'notion-fp'
 *
 * const forgetQueries = (ctx: Context, data_source_id: string) => invalidate(ctx, [rowsTag(data_source_id)])
 */
export const rowsTag = (id: string): Tag => `rows:${compactId(id)}`

/** The tag of the list of users. */
export const usersTag: Tag = 'users'

/**
 * The tag of all pages, blocks, databases and data sources. Trashing, restoring or moving an object affects its descendants and its
 * old parent, and no response names them.
 *
 * @internal
 */
export const treeTag: Tag = 'tree'

/**
 * The tag of the rows and schemas of all data sources, for a write to a row whose data source is unknown.
 *
 * @internal
 */
export const allRowsTag: Tag = 'rows'

/**
 * The tag of values that rows show of other rows, directly or indirectly, in relations and rollups. A change to the values or the
 * schema of rows invalidates it, since it is unknown which other rows show them.
 *
 * @internal
 */
export const relatedTag: Tag = 'related'

/**
 * The tag of everything: invalidating it clears the cache.
 *
 * @internal
 */
export const EVERYTHING: Tag = '*'
