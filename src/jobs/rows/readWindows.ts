/**
 * Reads the rows of a query, also beyond the 10,000 that one query returns.
 *
 * @internal
 */
import { type Either, isLeft, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { failedCall, failure, type NotionError } from '../../core/call/error.js'
import { field } from '../../core/internal/orUndefined.js'
import type { List } from '../../core/objects/list.js'
import { cutShort, isInvalidCursor, type PageRead, readPages } from '../../core/pagination/readPages.js'
import { andFilter } from '../../ops/data_sources/andFilter.js'
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import {
  type QueryDataSourceParams,
  queryDataSource,
  queryDataSourceRequest,
} from '../../ops/data_sources/queryDataSource.js'

type Rows = ReadonlyArray<PageOrDataSource>

/** The maximum number of consecutive queries without a new row. */
const MAX_QUERIES_WITHOUT_ROWS = 3

/** The sort by which a query can continue. */
const BY_CREATION = { timestamp: 'created_time', direction: 'ascending' } as const

/** Whether a query can continue from the creation of the last row: unsorted, or sorted by it. */
const isByCreation = ({ sorts }: QueryDataSourceParams): boolean => {
  const [first] = sorts ?? []
  return !first || (first.timestamp === BY_CREATION.timestamp && first.direction === BY_CREATION.direction)
}

/** A query that ended before its rows did. */
interface Ended {
  /** The expired cursor or the result limit. */
  readonly error: NotionError
  readonly last: PageRead<List<PageOrDataSource>, PageOrDataSource>
}

/**
 * Yields the rows of a query in lists, each row once. Only the ids of rows that may come twice are kept: those that were created at
 * the same time as the last one; with sorts, of all rows, which are then at most 10,000. Ends after the first `Left`.
 */
export async function* readWindows(
  ctx: Context,
  params: QueryDataSourceParams,
): AsyncGenerator<Either<NotionError, Rows>, void> {
  const isWindowed = isByCreation(params)
  const base: QueryDataSourceParams = isWindowed ? { ...params, sorts: [BY_CREATION] } : params
  const seen = new Set<string>()
  let newest = ''
  let query = base
  for (let withoutRows = 0; ; ) {
    let oldest: string | undefined
    let why = ''
    let hasNew = false
    let last: Ended['last'] | undefined
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
        } else if (time < newest) {
          why = time
            ? 'the newest rows are not yet returned in order of creation: try again later'
            : 'a row has no created_time: narrow `where`'
        }
        seen.add(row.id)
        return true
      })
      hasNew ||= rows.length > 0
      yield right(rows)
    }
    const end = last && cutShort(last)
    if (end && isLeft(end)) {
      error ??= end.left
      if (!isWindowed) why = 'omit `sorts`, or narrow `where` and query the parts'
      else if (oldest === newest)
        why ||= `more than 10,000 rows were created at ${newest}: narrow \`where\` and query the parts`
    }
    if (!last || !error) return
    if (why) {
      return yield {
        _tag: 'Left',
        left: failedCall(
          'UnexpectedResponseError',
          queryDataSourceRequest(query),
          'not-applied',
          `not all rows can be read, since Notion ends a query after 10,000: ${why}`,
          { status: 200, code: 'query_result_limit_reached', headers: {}, body: last.answer },
        ),
      }
    }
    withoutRows = hasNew ? 0 : withoutRows + 1
    if (withoutRows === MAX_QUERIES_WITHOUT_ROWS) {
      const message = `${error.message} (${withoutRows} times in a row without a new row)`
      return yield { _tag: 'Left', left: failure({ ...error, message }) }
    }
    query = {
      ...base,
      ...(newest && {
        filter: andFilter(base.filter, { timestamp: 'created_time', created_time: { on_or_after: newest } }),
      }),
      ...(last.size && { page_size: last.size }),
    }
  }
}
