/**
 * Reads the rows of a data source in the order in which they were edited, while they are being edited.
 *
 * A cursor of Notion names the row that comes next. If that row is edited, it moves to the end of the order, and the cursor with it: all
 * rows between would be missed. Therefore each page is a separate query, starting at the minute in which the previous one ended. Cursors
 * are used only within a minute with more rows than a page, for a query that is limited to this minute, in the order of creation: an edited
 * row leaves that query, so that its cursor becomes invalid, and the query is repeated.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
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
import type { ScanPosition } from './checkpoint.js'
import { editedIn, minutesAfter } from './minutes.js'

type Row = PageOrDataSource
type RowsRead = PageRead<List<Row>, Row>

/** A page of rows, some of which may have been in an earlier one. */
export interface ScannedPage {
  readonly rows: ReadonlyArray<Row>
  /** The position to continue from after them; `undefined` at the end. */
  readonly next: ScanPosition | undefined
}

type Scanned = Either<NotionError, ScannedPage>

/** The maximum number of times that a query is repeated whose cursor becomes invalid at the same place. */
const MAX_REPEATS = 3

const readQuery = (ctx: Context, query: QueryDataSourceParams) =>
  readPages<QueryDataSourceParams, List<Row>, Row>(queryDataSource, ctx, query)

const createdTime = (row: unknown): string | undefined => {
  const time = field(row, 'created_time')
  return typeof time === 'string' ? time : undefined
}

const lastOf = <A>(rows: ReadonlyArray<Row>, read: (row: Row) => A | undefined): A | undefined =>
  rows.flatMap((row) => read(row) ?? []).at(-1)

const unreadable = (query: QueryDataSourceParams, why: string, { answer }: RowsRead): Either<NotionError, never> =>
  left(
    failedCall(
      'UnexpectedResponseError',
      queryDataSourceRequest(query),
      'not-applied',
      `not all changes can be read: ${why}`,
      { status: 200, code: 'query_result_limit_reached', headers: {}, body: answer },
    ),
  )

/** The rows that were edited at or after a minute, in the order of their edit. */
const inOrderOfEdits = (query: QueryDataSourceParams, { from }: ScanPosition): QueryDataSourceParams => ({
  ...query,
  ...(from !== undefined && {
    filter: andFilter(query.filter, { timestamp: 'last_edited_time', last_edited_time: { on_or_after: from } }),
  }),
  sorts: [{ timestamp: 'last_edited_time', direction: 'ascending' }],
})

/** The rows that were last edited within one minute, in the order of their creation. */
const withinMinute = (query: QueryDataSourceParams, from: string, created: string): QueryDataSourceParams => {
  const since = andFilter(query.filter, { timestamp: 'last_edited_time', last_edited_time: { on_or_after: from } })
  const minute = andFilter(since, {
    timestamp: 'last_edited_time',
    last_edited_time: { before: minutesAfter(from, 1) },
  })
  return {
    ...query,
    filter: created ? andFilter(minute, { timestamp: 'created_time', created_time: { on_or_after: created } }) : minute,
    sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
  }
}

/** Where to continue after the first page of a query in the order of edits. */
const positionAfter = (
  query: QueryDataSourceParams,
  { from = '' }: ScanPosition,
  page: RowsRead,
): Either<NotionError, ScanPosition | undefined> => {
  const { results, has_more } = page.list
  if (!has_more && !isLeft(cutShort(page))) return right(undefined)
  const minutes = results.flatMap((row) => editedIn(row) ?? [])
  const last = minutes.at(-1)
  if (last === undefined) return unreadable(query, 'the rows have no last_edited_time', page)
  // If half of the page belongs to its last minute, the next page would too.
  const isDense = minutes.filter((minute) => minute === last).length * 2 > results.length
  return right(isDense || last <= from ? { from: last, created: '' } : { from: last })
}

/** Yields the rows of one minute. The caller stops after a `Left`. */
async function* scanMinute(
  ctx: Context,
  query: QueryDataSourceParams,
  from: string,
  start: string,
): AsyncGenerator<Scanned, void> {
  let created = start
  for (let repeats = 0; ; ) {
    const before = created
    const window = withinMinute(query, from, created)
    let last: RowsRead | undefined
    let invalid: NotionError | undefined
    let oldest: string | undefined
    for await (const page of readQuery(ctx, window)) {
      if (isLeft(page)) {
        // The first page has no cursor that could be invalid.
        if (!last || !isInvalidCursor(page.left)) return yield page
        invalid = page.left
        break
      }
      last = page.right
      const rows = last.list.results
      oldest ??= createdTime(rows[0])
      created = lastOf(rows, createdTime) ?? created
      yield right({ rows, next: { from, created } })
    }
    if (!invalid && !(last && isLeft(cutShort(last)))) return
    repeats = created === before ? repeats + 1 : 0
    if (invalid && repeats === MAX_REPEATS) {
      return yield left(failure({ ...invalid, message: `${invalid.message} (${repeats} times at the same place)` }))
    }
    if (!invalid && last && (oldest === undefined || oldest === created)) {
      const why = `more than 10,000 rows were created at ${created} and last edited at ${from}: sync the data source in parts, each with its own filter`
      return yield unreadable(window, why, last)
    }
  }
}

/** Yields the rows from a position on, the least recently edited first. The caller must stop after a `Left`. */
export async function* scanRows(
  ctx: Context,
  query: QueryDataSourceParams,
  start: ScanPosition,
): AsyncGenerator<Scanned, void> {
  let { page_size } = query
  for (let position = start; ; ) {
    const { from, created } = position
    const sized = { ...query, page_size }
    if (from !== undefined && created !== undefined) {
      yield* scanMinute(ctx, sized, from, created)
      position = { from: minutesAfter(from, 1) }
      continue
    }
    const window = inOrderOfEdits(sized, position)
    const { value: page } = await readQuery(ctx, window).next()
    if (!page) return
    if (isLeft(page)) return yield page
    page_size = page.right.size
    const next = positionAfter(window, position, page.right)
    yield right({ rows: page.right.list.results, next: isLeft(next) ? position : next.right })
    if (isLeft(next)) return yield next
    if (!next.right) return
    position = next.right
  }
}
