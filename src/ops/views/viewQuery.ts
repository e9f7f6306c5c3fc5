/** View queries: the rows of a view, which Notion stores for a while so that they can be paginated. */
import type { Type } from 'io-ts'
import type { RequestStatus } from '../../core/objects/list.js'
import { boolean, list, literal, nullable, number, string, struct } from '../../core/schema/combinators.js'
import type { Word } from '../../core/schema/variants.js'

/** A row of a view, only by its id. */
export interface ViewQueryResult {
  /** `page` for a row; in a wiki possibly `data_source`. */
  readonly object: Word<'page' | 'data_source'>
  /** The id of the page or data source. */
  readonly id: string
}

/** A view query with its first page of results. */
export interface ViewQuery {
  readonly object: 'view_query'
  /** The `query_id` for `getViewQueryResults`. */
  readonly id: string
  /** The view of the query. */
  readonly view_id: string
  /** When the query expires, ISO 8601; after about 15 minutes. */
  readonly expires_at: string
  /** The total number of rows. */
  readonly total_count: number
  /** The first page of rows. */
  readonly results: ReadonlyArray<ViewQueryResult>
  /** The `start_cursor` for `getViewQueryResults`; `null` if there are no more results. */
  readonly next_cursor: string | null
  /** Whether there are more results. */
  readonly has_more: boolean
  /** `incomplete` if the view has more rows than can be paginated. */
  readonly request_status?: RequestStatus
  /** The id of the request. */
  readonly request_id?: string
}

/** A deleted view query. */
export interface DeletedViewQuery {
  readonly object: 'view_query'
  /** The id of the view query. */
  readonly id: string
  /** Whether it was deleted. */
  readonly deleted: boolean
  /** The id of the request. */
  readonly request_id?: string
}

/** A row of a view, only by its id. */
export const ViewQueryResult: Type<ViewQueryResult> = struct<ViewQueryResult>({ object: string, id: string })

/** A view query with its first page of results. */
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

/** A deleted view query. */
export const DeletedViewQuery: Type<DeletedViewQuery> = struct<DeletedViewQuery>(
  { object: literal('view_query'), id: string, deleted: boolean },
  { request_id: string },
)
