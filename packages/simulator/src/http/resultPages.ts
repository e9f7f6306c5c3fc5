/**
 * Pages of query results. Later pages are read from the result of the first, so that changes in between do not shift
 * them.
 */
import type { Result, Results } from '../domain/lists/results.js'
import type { JsonObject } from '../domain/values/json.js'
import { invalidCursor, type Paging, type Part, pageFrom, placeOf } from './paging.js'

/** A query whose result is read in pages. */
interface Query<A> {
  /** The same for all pages of one query. */
  readonly key: string
  /** The maximum number of elements of all pages. */
  readonly limit: number
  /** All elements in order. */
  readonly run: () => ReadonlyArray<A>
  /** An element by its id, if it is still one. */
  readonly find: (id: string) => A | undefined
}

/** One page of a result. */
interface ResultPart<A> extends Part<A> {
  /** The number of elements before the limit. */
  readonly total: number
}

/** The key of a query from its body. */
export const queryKey = (what: string, { start_cursor: _, page_size: __, ...body }: JsonObject): string =>
  `${what} ${JSON.stringify(body)}`

/** Where a page starts: at its first element, which the cursor names, in the result of a session. */
interface Start {
  readonly session: string
  readonly first: string | undefined
}

const CURSOR = /^(?:s:([^:]+):)?([^:]+)$/

const startOf = (cursor: string | undefined): Start => {
  const [, session = '', first = cursor] = CURSOR.exec(cursor ?? '') ?? []
  return { session, first }
}

/**
 * One page of the result of a query, which is computed only for its first page. A result that is no longer stored is
 * computed again. With sessions, cursors belong to the query that they come from; without, to the latest query with the
 * same body.
 */
export const pageOfResult = <A extends { readonly id: string }>(
  results: Results,
  { key, limit, run, find }: Query<A>,
  { cursor, size }: Paging,
  newSession?: () => string,
): ResultPart<A> => {
  const { session, first } = startOf(cursor)
  const compute = (): Result => {
    const all = run()
    return { ids: all.slice(0, limit).map(({ id }) => id), total: all.length }
  }
  const earlier = first === undefined ? undefined : results.find(`${session} ${key}`)
  const isStored = earlier !== undefined && placeOf(earlier.ids, first) >= 0
  const result = isStored ? earlier : compute()
  const start = placeOf(result.ids, first)
  if (start < 0) throw invalidCursor(cursor)
  const { items, next } = pageFrom(result.ids, start, size, find)
  if (next === null) return { items, next, total: result.total }
  const own = session === '' ? (newSession?.() ?? '') : session
  if (!isStored || own !== session) results.keep(`${own} ${key}`, result)
  return { items, next: newSession === undefined ? next : `s:${own}:${next}`, total: result.total }
}
