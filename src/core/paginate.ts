/** All pages of results of an operation that gives them one at a time. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { RequestStatus } from './codec/list.js'
import { type Context, wrap } from './context.js'
import { callOf, failure, type NotionError, type UnexpectedResponseError } from './error.js'
import type { Call, Middleware } from './fetcher.js'
import { trust } from './trust.js'

/** One page of results. */
export interface Results<Item> {
  readonly results: ReadonlyArray<Item>
  /** Where the next page begins; `null` after the last. */
  readonly next_cursor: string | null
  readonly has_more: boolean
  /** `incomplete` where Notion gave up before all results were given. */
  readonly request_status?: RequestStatus
}

/** The parameters of an operation that gives its results a page at a time. */
export interface PageParams {
  /** The `next_cursor` of the page before; the first page, where it is left out or `null`. */
  readonly start_cursor?: string | null | undefined
  /** How many results a page has at most, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** An operation that gives its results a page at a time. */
export type PaginatedOp<P extends PageParams, Answer> = (ctx: Context, params: P) => TaskEither<NotionError, Answer>

/** What an operation bears whose answers keep their results in a way of their own. */
export interface Adapted<Answer, Item> {
  /** Its answer in the usual form. */
  readonly resultsOf: (answer: Answer) => Results<Item>
}

/** An operation whose answers keep their results in a way of their own, with the way to read them. */
export const adapted = <P extends PageParams, Answer, Item>(
  op: PaginatedOp<P, Answer>,
  resultsOf: (answer: Answer) => Results<Item>,
): PaginatedOp<P, Answer> & Adapted<Answer, Item> => Object.assign(op, { resultsOf })

type AnyOp<P extends PageParams, Answer, Item> = PaginatedOp<P, Answer> & Partial<Adapted<Answer, Item>>

const resultsIn = <P extends PageParams, Answer, Item>(op: AnyOp<P, Answer, Item>, answer: Answer): Results<Item> =>
  op.resultsOf ? op.resultsOf(answer) : trust<Results<Item>>(answer)

const unreadable = (call: Call, code: string, message: string, body: unknown): UnexpectedResponseError =>
  failure({
    _tag: 'UnexpectedResponseError',
    message: `${call.op}: ${message}`,
    outcome: 'not-applied',
    status: 200,
    code,
    call: callOf(call),
    headers: {},
    body,
  })

/** One page of results with the call that gave it. */
interface PageRead<Answer, Item> {
  readonly call: Call | undefined
  readonly answer: Answer
  readonly list: Results<Item>
}

async function* read<P extends PageParams, Answer, Item>(
  op: AnyOp<P, Answer, Item>,
  ctx: Context,
  params: P,
): AsyncGenerator<E.Either<NotionError, PageRead<Answer, Item>>, void> {
  let call: Call | undefined
  const watch: Middleware = (next) => (request) => {
    call = request
    return next(request)
  }
  const seen = new Set([params.start_cursor])
  for (let cursor: string | undefined; ; ) {
    const page = await op(wrap(watch)(ctx), cursor === undefined ? params : { ...params, start_cursor: cursor })()
    if (E.isLeft(page)) return yield page
    const list = resultsIn(op, page.right)
    yield E.right({ call, answer: page.right, list })
    if (!list.has_more) return
    cursor = list.next_cursor ?? undefined
    // A cursor that comes again would be followed for ever, and without one the rest would be missing in silence.
    if (!cursor || seen.has(cursor)) {
      const [code, what] = cursor ? ['repeated_cursor', 'the same cursor twice'] : ['missing_cursor', 'no cursor']
      const message = `Notion gave ${what}, so the rest of the results cannot be reached`
      return yield E.left(unreadable(call ?? NO_CALL, code, message, page.right))
    }
    seen.add(cursor)
  }
}

/** Stands for the call of an operation that sends none, which only a test double is. */
const NO_CALL: Call = { op: 'iterate', kind: 'read', method: 'GET', path: '' }

const cutShort = ({ call, answer, list }: PageRead<unknown, unknown>): UnexpectedResponseError | undefined =>
  list.request_status?.type === 'incomplete'
    ? unreadable(
        call ?? NO_CALL,
        list.request_status.incomplete_reason ?? 'incomplete',
        'Notion gives no more than 10,000 results for one query; narrow it, or read all rows with getDataSourceEntries',
        answer,
      )
    : undefined

/**
 * The answers of a paginated operation, whole, one after the other, fetched as they are read. The `next_cursor` of each is
 * where to resume. It ends after the first `Left`; a cursor that repeats is one.
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
      for await (const page of read(op, ctx, params)) yield E.isLeft(page) ? page : E.right(page.right.answer)
    },
  })
}

/**
 * The results of a paginated operation, one by one, fetched as they are read: leave the loop and nothing more is fetched. It
 * ends after the first `Left`; one is given too where Notion stops before all results are given.
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
  op: PaginatedOp<P, Answer> & Adapted<Answer, Item>,
): (ctx: Context, params: P) => AsyncIterable<E.Either<NotionError, Item>>
export function iterate<P extends PageParams, Item>(
  op: PaginatedOp<P, Results<Item>>,
): (ctx: Context, params: P) => AsyncIterable<E.Either<NotionError, Item>>
export function iterate<P extends PageParams, Answer, Item>(
  op: AnyOp<P, Answer, Item>,
): (ctx: Context, params: P) => AsyncIterable<E.Either<NotionError, Item>> {
  return (ctx, params) => ({
    async *[Symbol.asyncIterator]() {
      for await (const page of read(op, ctx, params)) {
        if (E.isLeft(page)) return yield page
        for (const item of page.right.list.results) yield E.right(item)
        const error = cutShort(page.right)
        if (error) return yield E.left(error)
      }
    },
  })
}

/**
 * All results of a paginated operation, or the first failure. Use {@link iterate} to keep what came before a failure.
 *
 * @example
 * import { collect, type Context, queryDataSource } from 'notion-fp'
 *
 * const openTasks = (ctx: Context, data_source_id: string) =>
 *   collect(queryDataSource)(ctx, { data_source_id, filter: { property: 'Done', checkbox: { equals: false } } })
 */
export function collect<P extends PageParams, Answer, Item>(
  op: PaginatedOp<P, Answer> & Adapted<Answer, Item>,
): (ctx: Context, params: P) => TaskEither<NotionError, ReadonlyArray<Item>>
export function collect<P extends PageParams, Item>(
  op: PaginatedOp<P, Results<Item>>,
): (ctx: Context, params: P) => TaskEither<NotionError, ReadonlyArray<Item>>
export function collect<P extends PageParams, Answer, Item>(
  op: AnyOp<P, Answer, Item>,
): (ctx: Context, params: P) => TaskEither<NotionError, ReadonlyArray<Item>> {
  return (ctx, params) => async () => {
    const items: Array<Item> = []
    for await (const page of read(op, ctx, params)) {
      if (E.isLeft(page)) return page
      items.push(...page.right.list.results)
      const error = cutShort(page.right)
      if (error) return E.left(error)
    }
    return E.right(items)
  }
}
