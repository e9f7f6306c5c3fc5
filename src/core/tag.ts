/** Names for what an answer depends on and what a write makes stale. The cache forgets by them. */
import { compactId } from './input/id.js'

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
