/** What the jobs yield that keep a copy of a data source up to date. */
import type { NotionError } from '../../core/call/error.js'
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import type { Page } from '../../ops/pages/page.js'
import type { IncompleteProp } from '../../props/incompleteProps.js'
import type { BlockTree } from '../blocks/tree/blockTree.js'

/** A row that is new or was changed. Store it under its id: it may be yielded more than once. */
export interface Upsert {
  readonly _tag: 'Upsert'
  /** The row, as it is now. */
  readonly page: Page
  /** The properties of which Notion returned a part only, such as relations with more than 25 pages; usually empty. */
  readonly incomplete: ReadonlyArray<IncompleteProp>
  /** The content of the page: only with `body: true`, and if it could be read. */
  readonly body?: BlockTree
}

/**
 * Why a page is not among the rows any more:
 *
 * - `trashed`: it is in the trash.
 * - `archived`: queries leave it out, since it is archived.
 * - `moved`: it is somewhere else now, such as in another data source.
 * - `no_access`: Notion does not find it. It was deleted for good, or the connection has no access to it any more.
 * - `filtered`: it does not match the `filter` any more.
 */
export type GoneReason = 'trashed' | 'archived' | 'moved' | 'no_access' | 'filtered'

/** A page that is not among the rows any more. Remove it from the copy, if it is there. */
export interface Gone {
  readonly _tag: 'Gone'
  /** The id of the page, with dashes. */
  readonly id: string
  readonly reason: GoneReason
}

/** A page, or its content, that could not be read. Nothing is known of it; keep what the copy has. */
export interface Unread {
  readonly _tag: 'Unread'
  /** The id of the page, with dashes. */
  readonly id: string
  /** Whether nothing of the page could be read, or its content only. */
  readonly part: 'page' | 'body'
  /** Why; absent if Notion returned a row that does not have the form of a page. */
  readonly error?: NotionError
  /** The row that does not have the form of a page, as Notion returned it. */
  readonly row?: PageOrDataSource
}
