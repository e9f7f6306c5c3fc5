/** Reads all results of paginated operations. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../call/context.js'
import type { NotionError } from '../call/error.js'
import {
  type AnyOp,
  cutShort,
  type HasResultsOf,
  type PageParams,
  type PaginatedOp,
  type Results,
  readPages,
} from './readPages.js'

/**
 * Adds `resultsOf` to an operation whose response does not have the usual form of a list.
 *
 * @internal
 */
export const withResultsOf = <P extends PageParams, Answer, Item>(
  op: PaginatedOp<P, Answer>,
  resultsOf: (answer: Answer) => Results<Item>,
): PaginatedOp<P, Answer> & HasResultsOf<Answer, Item> => Object.assign(op, { resultsOf })

/**
 * Iterates over the pages of a paginated operation, fetched on demand. To resume later, use the `next_cursor` of a page, until it
 * expires in Notion. Ends after the first `Left`, a {@link NotionError}; a cursor that repeats or expires is one. Bypasses the cache.
 *
 * @example
 * import { type Context, iteratePages, search } from 'notion-fp'
 *
 * const countAll = async (ctx: Context) => {
 *   let count = 0
 *   for await (const page of iteratePages(search)(ctx, { query: 'plan' })) {
 *     if (page._tag === 'Left') return page
 *     count += page.right.results.length
 *   }
 *   return count
 * }
 */
export function iteratePages<P extends PageParams, Answer>(
  op: PaginatedOp<P, Answer>,
): (ctx: Context, params: P) => AsyncIterable<E.Either<NotionError, Answer>> {
  return (ctx, params) => ({
    async *[Symbol.asyncIterator]() {
      for await (const page of readPages(op, ctx, params)) yield E.isLeft(page) ? page : E.right(page.right.answer)
    },
  })
}

/**
 * Iterates over the results of a paginated operation. Pages are fetched on demand: leaving the loop stops fetching. Ends after the
 * first `Left`, a {@link NotionError}, which is also yielded if Notion stops before returning all results. Bypasses the cache.
 *
 * @example
 * import { type Context, getUsers, iterate } from 'notion-fp'
 *
 * const printUsers = async (ctx: Context) => {
 *   for await (const user of iterate(getUsers)(ctx, {})) {
 *     console.log(user._tag === 'Right' ? user.right.name : user.left.message)
 *   }
 * }
 */
export function iterate<P extends PageParams, Answer, Item>(
  op: PaginatedOp<P, Answer> & HasResultsOf<Answer, Item>,
): (ctx: Context, params: P) => AsyncIterable<E.Either<NotionError, Item>>
export function iterate<P extends PageParams, Item>(
  op: PaginatedOp<P, Results<Item>>,
): (ctx: Context, params: P) => AsyncIterable<E.Either<NotionError, Item>>
export function iterate<P extends PageParams, Answer, Item>(
  op: AnyOp<P, Answer, Item>,
): (ctx: Context, params: P) => AsyncIterable<E.Either<NotionError, Item>> {
  return (ctx, params) => ({
    async *[Symbol.asyncIterator]() {
      for await (const page of readPages(op, ctx, params)) {
        if (E.isLeft(page)) return yield page
        for (const item of page.right.list.results) yield E.right(item)
        const end = cutShort(page.right)
        if (E.isLeft(end)) return yield end
      }
    },
  })
}

/**
 * Collects all results of a paginated operation. Fails with the first {@link NotionError}; use {@link iterate} or
 * {@link iteratePages} to keep the results before it. Bypasses the cache.
 *
 * @example
 * import { collect, type Context, queryDataSource } from 'notion-fp'
 *
 * const openTasks = (ctx: Context, data_source_id: string) =>
 *   collect(queryDataSource)(ctx, { data_source_id, filter: { property: 'Done', checkbox: { equals: false } } })
 */
export function collect<P extends PageParams, Answer, Item>(
  op: PaginatedOp<P, Answer> & HasResultsOf<Answer, Item>,
): (ctx: Context, params: P) => TaskEither<NotionError, ReadonlyArray<Item>>
export function collect<P extends PageParams, Item>(
  op: PaginatedOp<P, Results<Item>>,
): (ctx: Context, params: P) => TaskEither<NotionError, ReadonlyArray<Item>>
export function collect<P extends PageParams, Answer, Item>(
  op: AnyOp<P, Answer, Item>,
): (ctx: Context, params: P) => TaskEither<NotionError, ReadonlyArray<Item>> {
  return (ctx, params) => async () => {
    const items: Array<Item> = []
    for await (const page of readPages(op, ctx, params)) {
      if (E.isLeft(page)) return page
      // `items.push(...results)` would exceed the maximum number of arguments for a page of some 100,000 results.
      for (const item of page.right.list.results) items.push(item)
      const end = cutShort(page.right)
      if (E.isLeft(end)) return end
    }
    return E.right(items)
  }
}
