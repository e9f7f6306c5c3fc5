/**
 * Reads all rows of a query, including those beyond the 10,000 that one query returns.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { failure, type NotionError } from '../../core/call/error.js'
import { field } from '../../core/internal/orUndefined.js'
import type { List } from '../../core/objects/list.js'
import { cutShort, isInvalidCursor, type PageRead, readPages } from '../../core/pagination/readPages.js'
import { andFilter } from '../../ops/data_sources/andFilter.js'
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import { type QueryDataSourceParams, queryDataSource } from '../../ops/data_sources/queryDataSource.js'

type Rows = ReadonlyArray<PageOrDataSource>

/** The maximum number of consecutive queries without a new row. */
const MAX_QUERIES_WITHOUT_ROWS = 3

/** The sort by which a query can continue. */
const BY_CREATION = { timestamp: 'created_time', direction: 'ascending' } as const

/**
 * Yields the rows of a query in lists, each row once. Only the ids of rows that may be returned twice are kept: rows that were created at
 * the same time as the last one; with sorts, all rows, of which there are then at most 10,000. Ends after the first `Left`.
 */
export async function* readWindows(
  ctx: Context,
  params: QueryDataSourceParams,
): AsyncGenerator<Either<NotionError, Rows>, void> {
  const base: QueryDataSourceParams = { sorts: [BY_CREATION], ...params }
  const first = base.sorts?.[0]
  // A query can continue from the creation time of the last row if it is sorted by creation first.
  const isWindowed = first?.timestamp === BY_CREATION.timestamp && first.direction === BY_CREATION.direction
  const seen = new Set<string>()
  let newest = ''
  let query = base
  for (let withoutRows = 0; ; ) {
    withoutRows++
    let oldest: string | undefined
    let why = ''
    let last: PageRead<List<PageOrDataSource>, PageOrDataSource> | undefined
    let error: NotionError | undefined
    for await (const page of readPages<QueryDataSourceParams, List<PageOrDataSource>, PageOrDataSource>(
      queryDataSource,
      ctx,
      query,
    )) {
      if (isLeft(page)) {
        // The first page has no cursor that could have expired.
        if (!last || !isInvalidCursor(page.left)) return yield page
        error = page.left
        break
      }
      last = page.right
      const rows = last.list.results.filter((row) => {
        const time = isWindowed ? `${field(row, 'created_time') ?? ''}` : ''
        oldest ??= time
        if (seen.has(row.id)) return false
        if (time > newest) {
          seen.clear()
          newest = time
        } else if (time < newest) why = 'rows are not returned in order of creation: try again later, or narrow `where`'
        seen.add(row.id)
        withoutRows = 0
        return true
      })
      yield right(rows)
    }
    const end = last && cutShort(last)
    if (end && isLeft(end)) {
      error ??= end.left
      if (!isWindowed) why = 'omit `sorts`, or narrow `where` and query the parts'
      else if (oldest === newest)
        why ||= `at least 10,000 rows were created at ${newest}: narrow \`where\` and query the parts`
    }
    if (!last || !error) return
    if (withoutRows === MAX_QUERIES_WITHOUT_ROWS) why ||= `${withoutRows} times in a row without a new row`
    if (why) return yield left(failure({ ...error, message: `${error.message} (${why})` }))
    query = {
      ...base,
      ...(newest && {
        filter: andFilter(base.filter, { timestamp: 'created_time', created_time: { on_or_after: newest } }),
      }),
      ...(last.size && { page_size: last.size }),
    }
  }
}
