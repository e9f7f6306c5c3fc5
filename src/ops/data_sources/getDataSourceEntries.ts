import * as E from 'fp-ts/Either'
import { callOf, failure } from '../../core/call/error.js'
import { takeParams } from '../../core/input/takeParams.js'
import type { Context, List, NotionError, TaskEither } from '../../core/operation.js'
import { readAll } from '../shared/readAll.js'
import { andFilter } from './andFilter.js'
import type { PageOrDataSource } from './pageOrDataSource.js'
import {
  type QueryDataSourceParams,
  queryDataSource,
  queryDataSourceRequest,
  type RowsParams,
} from './queryDataSource.js'

/** The rows to return, their order, and how many to fetch per request. */
export interface EntriesParams extends RowsParams {
  /** The maximum number of rows per request, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** Parameters of {@link getDataSourceEntries}. */
export interface GetDataSourceEntriesParams extends EntriesParams {
  /** The id of the data source, with or without dashes. */
  readonly data_source_id: string
}

/** The creation time of a row; `undefined` for a partial row, which does not have it. */
const createdTime = (row: PageOrDataSource): string | undefined =>
  'created_time' in row && typeof row.created_time === 'string' ? row.created_time : undefined

/** The creation time to continue a truncated query from, or the reason why it cannot continue. */
const continuationOf = (rows: ReadonlyArray<PageOrDataSource>): E.Either<string, string> => {
  const times = rows.flatMap((row) => createdTime(row) ?? [])
  const last = times.at(-1)
  if (last === undefined) return E.left('no row has a created_time; narrow the filter')
  // Rows that are only seconds old may be returned out of order: a row that was cut off could be older than the last
  // one returned.
  return times.some((time, index) => time < `${times[index - 1] ?? ''}`)
    ? E.left('the newest rows are not yet returned in order of creation; try again later')
    : E.right(last)
}

const limitExceeded = (
  params: QueryDataSourceParams,
  why: string,
  last: List<PageOrDataSource>,
): E.Either<NotionError, never> =>
  E.left(
    failure({
      _tag: 'UnexpectedResponseError',
      message: `queryDataSource: more than 10,000 rows match, the limit of one query, and the others cannot be queried: ${why}`,
      outcome: 'not-applied',
      status: 200,
      code: last.request_status?.incomplete_reason ?? 'query_result_limit_reached',
      call: callOf(queryDataSourceRequest(params)),
      headers: {},
      body: last,
    }),
  )

/**
 * Retrieves all rows of a data source, including those beyond the 10,000 that one query returns.
 *
 * After 10,000 rows it queries again for the rows created since the last one. This is not possible with your own
 * `sorts`, if more than 10,000 rows were created at the same time, or while the newest rows are returned out of order.
 * If Notion invalidates the cursor, the query continues in the same way; with `sorts` it starts again and skips the
 * rows already read. Three queries in a row without a new row are a failure. The result is never incomplete. To process
 * rows as they arrive, use `iterate(queryDataSource)`.
 *
 * @param ctx The context to send the request with.
 * @param params The data source, filter and sorts.
 * @returns All rows, oldest first unless `sorts` is given, each once. Fails with a {@link NotionError}, in particular
 * with `ValidationError` if the filter does not fit the schema, and `UnexpectedResponseError` with the code
 * `query_result_limit_reached` if rows remain that no query can reach.
 * @see https://developers.notion.com/reference/query-a-data-source
 * @example
 * import { type Context, getDataSourceEntries } from 'notion-fp'
 *
 * const unfinished = (ctx: Context, data_source_id: string) =>
 *   getDataSourceEntries(ctx, { data_source_id, filter: { property: 'Done', checkbox: { equals: false } } })
 */
export const getDataSourceEntries =
  (ctx: Context, input: GetDataSourceEntriesParams): TaskEither<NotionError, ReadonlyArray<PageOrDataSource>> =>
  async () => {
    const checked = takeParams('getDataSourceEntries', input)
    if (E.isLeft(checked)) return checked
    const params = checked.right
    if (params.sorts?.length) {
      return readAll(queryDataSource, ctx, params, ({ last }, previous) =>
        limitExceeded(previous, 'omit sorts, or narrow the filter', last.answer),
      )
    }
    const query: QueryDataSourceParams = {
      ...params,
      sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
    }
    let since: string | undefined
    return readAll(queryDataSource, ctx, query, ({ items, last }, previous) => {
      const continuation = continuationOf(items)
      if (E.isLeft(continuation)) return limitExceeded(previous, continuation.left, last.answer)
      if (continuation.right === since)
        return limitExceeded(previous, `too many rows were created at ${since}; narrow the filter`, last.answer)
      since = continuation.right
      const created = { timestamp: 'created_time', created_time: { on_or_after: since } } as const
      return E.right({ ...query, filter: andFilter(params.filter, created) })
    })
  }
