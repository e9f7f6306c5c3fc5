/**
 * Reads a whole list, with each object once, in as many queries as necessary.
 *
 * @internal
 */
import * as E from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { failure, type NotionError } from '../../core/call/error.js'
import type { List } from '../../core/objects/list.js'
import {
  cutShort,
  isInvalidCursor,
  type PageParams,
  type PageRead,
  type PaginatedOp,
  readPages,
} from '../../core/pagination/readPages.js'

/** The maximum number of consecutive queries without a new result. */
const MAX_QUERIES_WITHOUT_RESULTS = 3

/** A query that ended before the list did. */
export interface EndedQuery<Item> {
  /** In the order of the list. */
  readonly items: ReadonlyArray<Item>
  /** The last page of results. */
  readonly last: PageRead<List<Item>, Item>
  /** The result limit, or an expired cursor. */
  readonly error: NotionError
}

const runQuery = async <P extends PageParams, Item>(
  op: PaginatedOp<P, List<Item>>,
  ctx: Context,
  params: P,
  onItem: (item: Item) => void,
): Promise<E.Either<NotionError, EndedQuery<Item> | undefined>> => {
  const items: Array<Item> = []
  let last: PageRead<List<Item>, Item> | undefined
  for await (const page of readPages<P, List<Item>, Item>(op, ctx, params)) {
    // The first page has no cursor that could have expired.
    if (E.isLeft(page)) return last && isInvalidCursor(page.left) ? E.right({ items, last, error: page.left }) : page
    last = page.right
    for (const item of last.list.results) {
      items.push(item)
      onItem(item)
    }
  }
  const end = last && cutShort(last)
  return E.right(last && end?._tag === 'Left' ? { items, last, error: end.left } : undefined)
}

/**
 * Reads a whole list in as many queries as necessary: Notion ends a query after 10,000 results, and cursors can expire.
 * Objects are deduplicated by id. Returns all objects or a failure.
 *
 * @param next The parameters of the next query after one that ended early, or why there is none. In the latter case, an expired
 * cursor starts the same query again.
 */
export const readAll = async <P extends PageParams, Item extends { readonly id: string }>(
  op: PaginatedOp<P, List<Item>>,
  ctx: Context,
  params: P,
  next: (ended: EndedQuery<Item>, previous: P) => E.Either<NotionError, P>,
): Promise<E.Either<NotionError, ReadonlyArray<Item>>> => {
  const found = new Map<unknown, Item>()
  for (let current = params, withoutResults = 0; ; ) {
    const before = found.size
    const result = await runQuery(op, ctx, current, (item) => {
      const key = item?.id ?? item
      if (!found.has(key)) found.set(key, item)
    })
    if (E.isLeft(result)) return result
    const ended = result.right
    if (!ended) return E.right([...found.values()])
    const { error, last } = ended
    withoutResults = found.size > before ? 0 : withoutResults + 1
    if (withoutResults === MAX_QUERIES_WITHOUT_RESULTS) {
      return E.left(
        failure({ ...error, message: `${error.message} (${withoutResults} times in a row without a new result)` }),
      )
    }
    const following = next(ended, current)
    if (E.isLeft(following) && !isInvalidCursor(error)) return following
    current = { ...(E.isRight(following) ? following.right : current), ...(last.size && { page_size: last.size }) }
  }
}
