/** The results of the jobs that keep a copy of a data source up to date. */
import type { NotionError } from '../../core/call/error.js'
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import type { Page } from '../../ops/pages/page.js'
import type { IncompleteProp } from '../../props/incompleteProps.js'
import type { BlockTree } from '../blocks/tree/blockTree.js'

/** A new or changed row. Store it under its id: it may be yielded more than once. */
export interface Upsert {
  readonly _tag: 'Upsert'
  /** The row, as it is now. */
  readonly page: Page
  /** The properties that Notion truncated, such as relations with more than 25 pages; usually empty. */
  readonly incomplete: ReadonlyArray<IncompleteProp>
  /** The content of the page: only with `body: true`, and if it could be read. */
  readonly body?: BlockTree
}

/**
 * Why a page is no longer among the rows:
 *
 * - `trashed`: it is in the trash.
 * - `archived`: it is archived, so queries omit it.
 * - `moved`: it is now somewhere else, such as in another data source.
 * - `no_access`: Notion does not find it. It was permanently deleted, or the connection no longer has access to it.
 * - `filtered`: it no longer matches the `filter`.
 */
export type GoneReason = 'trashed' | 'archived' | 'moved' | 'no_access' | 'filtered'

/** A page that is no longer among the rows. Remove it from the copy, if the copy has it. */
export interface Gone {
  readonly _tag: 'Gone'
  /** The id of the page, with dashes. */
  readonly id: string
  readonly reason: GoneReason
}

/** A page, or its content, that could not be read. Its state is unknown: leave the copy unchanged. */
export interface Unread {
  readonly _tag: 'Unread'
  /** The id of the page, with dashes. */
  readonly id: string
  /** `page` if the page could not be read, `body` if only its content could not. */
  readonly part: 'page' | 'body'
  /** The reason; absent if Notion returned a row that does not have the form of a page. */
  readonly error?: NotionError
  /** The row that does not have the form of a page, as Notion returned it. */
  readonly row?: PageOrDataSource
}
