/** The envelope of a list, one page of results at a time. */
import type { Type } from 'io-ts'
import { boolean, list, literal, nullable, string, struct } from '../schema/combinators.js'

/** Whether a query gave all it should. */
export interface RequestStatus {
  /** `incomplete` where the query matches more than the 10,000 results that can be paged through. */
  readonly type: 'complete' | 'incomplete' | (string & {})
  /** Why it is `incomplete`; absent otherwise. */
  readonly incomplete_reason?: 'query_result_limit_reached' | (string & {})
}

/** One page of results. */
export interface List<A> {
  readonly object: 'list'
  /** This page alone, at most 100. */
  readonly results: ReadonlyArray<A>
  /** What to pass as `start_cursor` for the next page; `null` after the last. */
  readonly next_cursor: string | null
  /** Whether there is a further page. */
  readonly has_more: boolean
  /** The kind of the results. */
  readonly type?: string
  /** Seldom there: only `incomplete` tells something. */
  readonly request_status?: RequestStatus
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** One page of results, each fitting a codec. */
export const listOf = <A>(item: Type<A>): Type<List<A>> =>
  struct<List<A>>(
    { object: literal('list'), results: list(item), next_cursor: nullable(string), has_more: boolean },
    {
      type: string,
      request_status: struct<RequestStatus>({ type: string }, { incomplete_reason: string }),
      request_id: string,
    },
  )
