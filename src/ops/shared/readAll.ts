/**
 * Everything that a list has, each object once, however often the list has to be asked for anew.
 *
 * @internal
 */
import * as E from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { failure, type NotionError } from '../../core/call/error.js'
import type { List } from '../../core/objects/list.js'
import {
  cutShort,
  isDeadCursor,
  type PageParams,
  type PageRead,
  type PaginatedOp,
  readPages,
} from '../../core/pagination/readPages.js'

/** How many walks in a row may find nothing further. */
const MOST_IN_VAIN = 3

/** A walk through a list that ended before the list did. */
export interface EndedWalk<Item> {
  /** In the order of the list. */
  readonly items: ReadonlyArray<Item>
  /** Its last page. */
  readonly last: PageRead<List<Item>, Item>
  /** The limit of results, or a cursor that is dead. */
  readonly error: NotionError
}

const walk = async <P extends PageParams, Item>(
  op: PaginatedOp<P, List<Item>>,
  ctx: Context,
  params: P,
  see: (item: Item) => void,
): Promise<E.Either<NotionError, EndedWalk<Item> | undefined>> => {
  const items: Array<Item> = []
  let last: PageRead<List<Item>, Item> | undefined
  for await (const page of readPages<P, List<Item>, Item>(op, ctx, params)) {
    // The first page has no cursor that could be dead.
    if (E.isLeft(page)) return last && isDeadCursor(page.left) ? E.right({ items, last, error: page.left }) : page
    last = page.right
    for (const item of last.list.results) {
      items.push(item)
      see(item)
    }
  }
  const end = last && cutShort(last)
  return E.right(last && end?._tag === 'Left' ? { items, last, error: end.left } : undefined)
}

/**
 * Reads a list to its end, in as many walks as that takes: Notion ends one after 10,000 results, and forgets cursors while a walk
 * goes on. An object that comes again, which its id tells, is given where and as it came first. It is all objects or a failure.
 *
 * @param next What to ask for after a walk that ended early, or why it cannot go on. Where a cursor was dead, it begins again then.
 */
export const readAll = async <P extends PageParams, Item extends { readonly id: string }>(
  op: PaginatedOp<P, List<Item>>,
  ctx: Context,
  params: P,
  next: (ended: EndedWalk<Item>, asked: P) => E.Either<NotionError, P>,
): Promise<E.Either<NotionError, ReadonlyArray<Item>>> => {
  const found = new Map<unknown, Item>()
  for (let asked = params, inVain = 0; ; ) {
    const before = found.size
    const walked = await walk(op, ctx, asked, (item) => {
      const key = item?.id ?? item
      if (!found.has(key)) found.set(key, item)
    })
    if (E.isLeft(walked)) return walked
    const ended = walked.right
    if (!ended) return E.right([...found.values()])
    const { error, last } = ended
    inVain = found.size > before ? 0 : inVain + 1
    if (inVain === MOST_IN_VAIN) {
      return E.left(
        failure({ ...error, message: `${error.message} (${inVain} times in a row without a further result)` }),
      )
    }
    const way = next(ended, asked)
    if (E.isLeft(way) && !isDeadCursor(error)) return way
    asked = { ...(E.isRight(way) ? way.right : asked), ...(last.size && { page_size: last.size }) }
  }
}
