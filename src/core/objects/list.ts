/** One page of results of a list. */
import type { Type } from 'io-ts'
import { boolean, list, literal, nullable, string, struct } from '../schema/combinators.js'

/** Whether a query returns all its results. */
export interface RequestStatus {
  /** `incomplete` if the query has more than the 10,000 results that Notion returns. */
  readonly type: 'complete' | 'incomplete' | (string & {})
  /** The reason if it is `incomplete`, otherwise absent. */
  readonly incomplete_reason?: 'query_result_limit_reached' | (string & {})
}

/** One page of results. */
export interface List<A> {
  readonly object: 'list'
  /** The results of this page, at most 100. */
  readonly results: ReadonlyArray<A>
  /** The `start_cursor` of the next page; `null` after the last page. */
  readonly next_cursor: string | null
  /** Whether there is another page. */
  readonly has_more: boolean
  /** The kind of results. */
  readonly type?: string
  /** Usually absent: Notion sends it if the results are `incomplete`. */
  readonly request_status?: RequestStatus
  /** Notion's id of the request. */
  readonly request_id?: string
}

/**
 * One page of results, each a value of a codec.
 *
 * @example
 * import { type Context, decodeWith, listOf, request, User } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const users = (ctx: Context) =>
 *   pipe(
 *     request(ctx, { method: 'GET', path: 'users' }),
 *     TE.map((body) => decodeWith(listOf(User))(body)),
 *   )
 */
export const listOf = <A>(item: Type<A>): Type<List<A>> =>
  struct<List<A>>(
    { object: literal('list'), results: list(item), next_cursor: nullable(string), has_more: boolean },
    {
      type: string,
      request_status: struct<RequestStatus>({ type: string }, { incomplete_reason: string }),
      request_id: string,
    },
  )
