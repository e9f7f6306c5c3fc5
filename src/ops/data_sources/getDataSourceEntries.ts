import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { List } from '../../core/codec/list.js'
import type { PageOrDataSource } from '../../core/codec/pageOrDataSource.js'
import type { Context } from '../../core/context.js'
import { callOf, failure, type NotionError, type UnexpectedResponseError } from '../../core/error.js'
import { takeParams } from '../../core/input/takeParams.js'
import { iteratePages } from '../../core/paginate.js'
import { within } from '../shared/within.js'
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

/** The rows that one query gives, to the end of its pages, and what the last page said. */
interface Window {
  /** In the order of the query. */
  readonly rows: ReadonlyArray<PageOrDataSource>
  /** It tells whether the query stopped at the limit of results; `undefined` where no page came. */
  readonly last: List<PageOrDataSource> | undefined
}

const readWindow = async (ctx: Context, params: QueryDataSourceParams): Promise<E.Either<NotionError, Window>> => {
  const rows: Array<PageOrDataSource> = []
  let last: List<PageOrDataSource> | undefined
  for await (const page of iteratePages(queryDataSource)(ctx, params)) {
    if (E.isLeft(page)) return page
    last = page.right
    rows.push(...last.results)
  }
  return E.right({ rows, last })
}

const createdTime = (row: PageOrDataSource): string | undefined =>
  'created_time' in row ? row.created_time : undefined

/** Where a query that was cut short goes on, or why it cannot. */
const endOf = (rows: ReadonlyArray<PageOrDataSource>, since: string | undefined): E.Either<string, string> => {
  const times = rows.flatMap((row) => createdTime(row) ?? [])
  const end = times.at(-1)
  if (end === undefined) return E.left('no row tells when it was created; narrow the filter')
  // Rows that are seconds old may come out of order: what was cut off could be older than the last that came.
  if (times.some((time, at) => time < `${times[at - 1] ?? ''}`))
    return E.left('some did not come in the order of their creation, as the newest may; ask again when they are older')
  return end === since ? E.left(`too many were created at ${end}; narrow the filter`) : E.right(end)
}

const cutShort = (params: QueryDataSourceParams, why: string, { last }: Window): UnexpectedResponseError =>
  failure({
    _tag: 'UnexpectedResponseError',
    message: `queryDataSource: there are more rows than the 10,000 of one query, and the rest is out of reach: ${why}`,
    outcome: 'not-applied',
    status: 200,
    code: last?.request_status?.incomplete_reason ?? 'query_result_limit_reached',
    call: callOf(queryDataSourceRequest(params)),
    headers: {},
    body: last,
  })

/**
 * Gives all rows of a data source, those beyond the 10,000 that one query gives included, the oldest first, each once.
 * Nothing is left out silently: it is all rows or a failure.
 *
 * Notion ends a query after 10,000 rows. It is then asked again for the rows that were created since the last one, and
 * so on. `sorts` of your own leave no room for that: more than 10,000 rows are then a failure, as are more than 10,000
 * that were created in the same instant, or whose newest do not come in order yet; each is an `UnexpectedResponseError`
 * with the code `query_result_limit_reached`. To treat rows as they come, use `iterate(queryDataSource)`.
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
    const entries = new Map<string, PageOrDataSource>()
    const query: QueryDataSourceParams = params.sorts?.length
      ? params
      : { ...params, sorts: [{ timestamp: 'created_time', direction: 'ascending' }] }
    for (let asked = query, since: string | undefined; ; ) {
      const window = await readWindow(ctx, asked)
      if (E.isLeft(window)) return window
      const { rows, last } = window.right
      for (const row of rows) if (!entries.has(row.id)) entries.set(row.id, row)
      if (last?.request_status?.type !== 'incomplete') return E.right([...entries.values()])
      if (query === params) return E.left(cutShort(asked, 'leave out sorts, or narrow the filter', window.right))
      const end = endOf(rows, since)
      if (E.isLeft(end)) return E.left(cutShort(asked, end.left, window.right))
      since = end.right
      const created = { timestamp: 'created_time', created_time: { on_or_after: since } } as const
      asked = { ...query, filter: within(params.filter, created) }
    }
  }
