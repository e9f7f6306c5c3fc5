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

/** Which rows are given, in which order, and how many at a time they are fetched. */
export interface EntriesParams extends RowsParams {
  /** How many rows one request fetches at most, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** What {@link getDataSourceEntries} takes. */
export interface GetDataSourceEntriesParams extends EntriesParams {
  /** The id of the data source, with dashes or without. */
  readonly data_source_id: string
}

/** When a row was created; a row of which the id alone is told does not say. */
const createdTime = (row: PageOrDataSource): string | undefined =>
  'created_time' in row && typeof row.created_time === 'string' ? row.created_time : undefined

/** Where a query that ended early goes on, or why it cannot. */
const endOf = (rows: ReadonlyArray<PageOrDataSource>): E.Either<string, string> => {
  const times = rows.flatMap((row) => createdTime(row) ?? [])
  const end = times.at(-1)
  if (end === undefined) return E.left('no row tells when it was created; narrow the filter')
  // Rows that are seconds old may come out of order: what was cut off could be older than the last that came.
  return times.some((time, at) => time < `${times[at - 1] ?? ''}`)
    ? E.left('some did not come in the order of their creation, as the newest may; ask again when they are older')
    : E.right(end)
}

const outOfReach = (
  params: QueryDataSourceParams,
  why: string,
  last: List<PageOrDataSource>,
): E.Either<NotionError, never> =>
  E.left(
    failure({
      _tag: 'UnexpectedResponseError',
      message: `queryDataSource: there are more rows than the 10,000 of one query, and the rest is out of reach: ${why}`,
      outcome: 'not-applied',
      status: 200,
      code: last.request_status?.incomplete_reason ?? 'query_result_limit_reached',
      call: callOf(queryDataSourceRequest(params)),
      headers: {},
      body: last,
    }),
  )

/**
 * Gives all rows of a data source, those beyond the 10,000 that one query gives included, the oldest first, each once.
 * Nothing is left out silently: it is all rows or a failure.
 *
 * Notion ends a query after 10,000 rows. It is then asked again for the rows that were created since the last one, and
 * so on. `sorts` of your own leave no room for that: more than 10,000 rows are then a failure, as are more than 10,000
 * that were created in the same instant, or whose newest do not come in order yet; each is an `UnexpectedResponseError`
 * with the code `query_result_limit_reached`. Where Notion forgets its cursor in between, the query goes on in the same way; with
 * `sorts` of your own it begins again, and the rows that were seen are passed over. It fails once that finds no further row three
 * times in a row. To treat rows as they come, use `iterate(queryDataSource)`.
 *
 * Fails with `InvalidInputError` for a malformed id, with `ValidationError` for a filter that does not fit the schema,
 * and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/query-a-data-source
 * @example
 * import { type Context, getDataSourceEntries } from 'notion-fp'
 *
 * const unfinished = (ctx: Context, data_source_id: string) =>
 *   getDataSourceEntries(ctx, { data_source_id, filter: { property: 'Done', checkbox: { equals: false } } })
 */
export const getDataSourceEntries =
  (ctx: Context, given: GetDataSourceEntriesParams): TaskEither<NotionError, ReadonlyArray<PageOrDataSource>> =>
  async () => {
    const taken = takeParams('getDataSourceEntries', given)
    if (E.isLeft(taken)) return taken
    const params = taken.right
    if (params.sorts?.length) {
      return readAll(queryDataSource, ctx, params, ({ last }, asked) =>
        outOfReach(asked, 'leave out sorts, or narrow the filter', last.answer),
      )
    }
    const query: QueryDataSourceParams = {
      ...params,
      sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
    }
    let since: string | undefined
    return readAll(queryDataSource, ctx, query, ({ items, last }, asked) => {
      const end = endOf(items)
      if (E.isLeft(end)) return outOfReach(asked, end.left, last.answer)
      if (end.right === since)
        return outOfReach(asked, `too many were created at ${since}; narrow the filter`, last.answer)
      since = end.right
      const created = { timestamp: 'created_time', created_time: { on_or_after: since } } as const
      return E.right({ ...query, filter: andFilter(params.filter, created) })
    })
  }
