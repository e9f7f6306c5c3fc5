/** What a view shows, kept by Notion for a while so that it can be read page by page. */
import type { Type } from 'io-ts'
import type { RequestStatus } from '../../core/objects/list.js'
import { boolean, list, literal, nullable, number, string, struct } from '../../core/schema/combinators.js'
import type { Word } from '../../core/schema/variants.js'

/** A row that a view shows, by its id alone. */
export interface ViewQueryResult {
  /** `page` for a row; in a wiki also `data_source`. */
  readonly object: Word<'page' | 'data_source'>
  /** The id of the page or data source. */
  readonly id: string
}

/** The rows that a view showed when it was asked, with the first of them. */
export interface ViewQuery {
  readonly object: 'view_query'
  /** What `getViewQueryResults` takes as `query_id`. */
  readonly id: string
  /** The view that was asked. */
  readonly view_id: string
  /** Until when Notion keeps it, ISO 8601; about 15 minutes. */
  readonly expires_at: string
  /** How many rows there are in all. */
  readonly total_count: number
  /** The first page of rows. */
  readonly results: ReadonlyArray<ViewQueryResult>
  /** What `getViewQueryResults` takes as `start_cursor` for the next page; `null` where there is none. */
  readonly next_cursor: string | null
  /** Whether there is a further page. */
  readonly has_more: boolean
  /** `incomplete` where the view has more rows than can be paged through. */
  readonly request_status?: RequestStatus
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** What is left of a view query that was deleted. */
export interface DeletedViewQuery {
  readonly object: 'view_query'
  /** The id of the view query. */
  readonly id: string
  /** Whether it is gone. */
  readonly deleted: boolean
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** A row that a view shows, by its id alone. */
export const ViewQueryResult: Type<ViewQueryResult> = struct<ViewQueryResult>({ object: string, id: string })

/** The rows that a view showed when it was asked, with the first of them. */
export const ViewQuery: Type<ViewQuery> = struct<ViewQuery>(
  {
    object: literal('view_query'),
    id: string,
    view_id: string,
    expires_at: string,
    total_count: number,
    results: list(ViewQueryResult),
    next_cursor: nullable(string),
    has_more: boolean,
  },
  { request_status: struct<RequestStatus>({ type: string }, { incomplete_reason: string }), request_id: string },
)

/** What is left of a view query that was deleted. */
export const DeletedViewQuery: Type<DeletedViewQuery> = struct<DeletedViewQuery>(
  { object: literal('view_query'), id: string, deleted: boolean },
  { request_id: string },
)
