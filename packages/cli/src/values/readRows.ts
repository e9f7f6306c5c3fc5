/** Reads rows one by one, even more than the 10,000 that one query returns. */
import type { Context, Filter, NotionError, PageOrDataSource, QueryDataSourceParams, Sort } from 'notion-fp'
import { iterate, queryDataSource } from 'notion-fp'
import { fail, ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'

/** Which rows to read. */
export interface RowsQuery {
  readonly data_source_id: string
  readonly filter: Filter | undefined
  readonly sorts: ReadonlyArray<Sort>
  readonly filter_properties?: ReadonlyArray<string> | undefined
  readonly page_size?: number | undefined
}

/** Whether a query ended before all rows were read, and another one can continue it. */
const canContinue = (error: NotionError): boolean =>
  ('code' in error && error.code === 'query_result_limit_reached') ||
  (error._tag === 'ValidationError' && /start_cursor/.test(error.message))

const since = (filter: Filter | undefined, time: string): Filter => {
  const created = { timestamp: 'created_time', created_time: { on_or_after: time } }
  // The depth of a filter is checked by the operation.
  return unsafeCast(filter === undefined ? created : { and: [filter, created] })
}

/**
 * Reads rows, each once. Without sorts they come by creation, and there may be any number: after the limit of a query, or if its cursor
 * expires, another one begins with the rows of the same time. Otherwise such an end is a failure.
 */
export async function* readRows(
  ctx: Context,
  { sorts, filter, ...rest }: RowsQuery,
): AsyncGenerator<Result<PageOrDataSource>> {
  const byCreation: ReadonlyArray<Sort> = [{ timestamp: 'created_time', direction: 'ascending' }]
  const seen = new Set<string>()
  let newest = ''
  for (;;) {
    const startedAt = newest
    const query: QueryDataSourceParams = {
      ...rest,
      filter: newest === '' ? filter : since(filter, newest),
      sorts: sorts.length > 0 ? sorts : byCreation,
    }
    let end: NotionError | undefined
    let isOrdered = sorts.length === 0
    for await (const row of iterate(queryDataSource)(ctx, query)) {
      if (row._tag === 'Left') {
        end = row.left
        break
      }
      const time = 'created_time' in row.right ? String(row.right.created_time) : newest
      isOrdered &&= time >= newest
      if (isOrdered) newest = time
      if (seen.has(row.right.id)) continue
      seen.add(row.right.id)
      yield ok(row.right)
    }
    if (end === undefined) return
    // If no newer row was read, or rows were out of order, another query could leave rows out.
    if (!isOrdered || newest === startedAt || !canContinue(end)) return yield fail(end)
  }
}
