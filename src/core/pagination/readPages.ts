/**
 * Reads the pages of a list one after the other, for everything that goes through whole lists.
 */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Call } from '../call/call.js'
import type { Context } from '../call/context.js'
import { callOf, failure, type NotionError, type UnexpectedResponseError } from '../call/error.js'
import type { Fetcher, Middleware } from '../call/fetcher.js'
import type { NotionRequest } from '../call/request.js'
import { halved, isList, isTooSlow } from '../call/slowList.js'
import { wrap } from '../context/wrap.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import type { RequestStatus } from '../objects/list.js'
import { thrown, wordsOf } from '../transport/thrown.js'

/** One page of results. */
export interface Results<Item> {
  readonly results: ReadonlyArray<Item>
  /** The cursor of the next page; `null` after the last page. */
  readonly next_cursor: string | null
  readonly has_more: boolean
  /** `incomplete` if Notion stopped before returning all results. */
  readonly request_status?: RequestStatus
}

/** The parameters of an operation that gives its results a page at a time. */
export interface PageParams {
  /** The `next_cursor` of the previous page. Default, or `null`: the first page. */
  readonly start_cursor?: string | null | undefined
  /** The maximum number of results per page, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** An operation that gives its results a page at a time. */
export type PaginatedOp<P extends PageParams, Answer> = (ctx: Context, params: P) => TaskEither<NotionError, Answer>

/** What an operation bears whose answers keep their results in a way of their own. */
export interface HasResultsOf<Answer, Item> {
  /** Its answer in the usual form. */
  readonly resultsOf: (answer: Answer) => Results<Item>
}

/**
 * A paginated operation, whatever the form of its answers.
 *
 * @internal
 */
export type AnyOp<P extends PageParams, Answer, Item> = PaginatedOp<P, Answer> & Partial<HasResultsOf<Answer, Item>>

/**
 * One page of results with the call that gave it.
 *
 * @internal
 */
export interface PageRead<Answer, Item> {
  /** Absent where the operation sent nothing, which only a test double does. */
  readonly call: Call | undefined
  readonly answer: Answer
  readonly list: Results<Item>
  /** The `page_size` to go on with, smaller than the one given where Notion was too slow; `undefined` where none was given. */
  readonly size: number | undefined
}

const unreadable = (
  call: Call | undefined,
  code: string,
  message: string,
  body: unknown,
): E.Either<UnexpectedResponseError, never> => {
  const given = callOf(call ?? NO_CALL)
  return E.left(
    failure({
      _tag: 'UnexpectedResponseError',
      message: `${given.op}: ${message}`,
      outcome: 'not-applied',
      status: 200,
      code,
      call: given,
      headers: {},
      body,
    }),
  )
}

/** Stands for the call of an operation that sends none. */
const NO_CALL: Call = { op: 'iterate', kind: 'read', method: 'GET', path: '' }

/**
 * The failure that a page is after which Notion gives no more, though there is more.
 *
 * @internal
 */
export const cutShort = ({
  call,
  answer,
  list,
}: PageRead<unknown, unknown>): E.Either<UnexpectedResponseError, void> => {
  const status = list.request_status
  return status?.type === 'incomplete'
    ? unreadable(
        call,
        status.incomplete_reason ?? 'incomplete',
        'Notion gives no more than 10,000 results for one query: narrow it by a filter',
        answer,
      )
    : E.right(undefined)
}

/**
 * Whether Notion no longer knows a cursor, which it may forget while a list is read.
 *
 * @internal
 */
export const isDeadCursor = (error: NotionError): boolean =>
  error._tag === 'ValidationError' && /cursor/i.test(error.message)

/**
 * Gives the pages of a list, each fetched when it is asked for, and ends after the first failure: one of a call, a cursor that
 * repeats or is missing, an answer that is no list. An operation that throws is a failure, too.
 *
 * The pages go past the cache, both ways: who walks through a list would push everything else out of it, and a cursor that was
 * kept may be dead. What else an operation reads on its way, such as the database of a query, is cached as ever.
 *
 * @internal
 */
export async function* readPages<P extends PageParams, Answer, Item>(
  op: AnyOp<P, Answer, Item>,
  ctx: Context,
  params: P,
): AsyncGenerator<E.Either<NotionError, PageRead<Answer, Item>>, void> {
  let call: Call | undefined
  let size: number | undefined
  const watched =
    (next: Fetcher): Fetcher =>
    <A>(request: NotionRequest<A>) => {
      call = request
      if (!isList(request)) return next(request)
      const { cache: _, ...uncached } = request
      return next({
        ...uncached,
        observe: (exchange) => {
          request.observe?.(exchange)
          // Whatever tried again with fewer results: the next page would be as slow.
          if (exchange.error && isTooSlow(exchange.error)) size = halved(size ?? params.page_size) ?? size
        },
      })
    }
  const watch: Middleware = (next) => watched(next)
  const ask = async (cursor: string | undefined): Promise<E.Either<NotionError, PageRead<Answer, Item>>> => {
    try {
      // At first as they were given, whatever that is: the operation refuses what is no parameters.
      const paged =
        cursor || size
          ? { ...params, ...(cursor && { start_cursor: cursor }), ...(size && { page_size: size }) }
          : params
      const page = await op(wrap(watch)(ctx), paged)()
      if (page._tag === 'Left') return cursor && isDeadCursor(page.left) ? E.left(withHint(page.left)) : page
      const list = op.resultsOf ? op.resultsOf(page.right) : unsafeCast<Results<Item>>(page.right)
      return Array.isArray(list.results)
        ? E.right({ call, answer: page.right, list, size: size ?? params?.page_size })
        : unreadable(call, 'malformed_list', 'the answer is no page of results', page.right)
    } catch (thing) {
      const cause = thrown(thing)
      const given = callOf(call ?? NO_CALL)
      const message = `${given.op}: no answer: ${wordsOf(cause)}`
      return E.left(failure({ _tag: 'NetworkError', message, outcome: 'not-applied', cause, call: given }))
    }
  }
  const seen = new Set<unknown>()
  for (let cursor: string | undefined; ; ) {
    const page = await ask(cursor)
    yield page
    if (E.isLeft(page) || !page.right.list.has_more) return
    const { next_cursor } = page.right.list
    if (seen.size === 0) seen.add(params?.start_cursor)
    // A cursor that comes again would be followed for ever, and without one the rest would be missing in silence.
    if (typeof next_cursor !== 'string' || !next_cursor || seen.has(next_cursor)) {
      const [code, what] = next_cursor ? ['repeated_cursor', 'the same cursor twice'] : ['missing_cursor', 'no cursor']
      const message = `Notion gave ${what}, so the rest of the results cannot be reached`
      return yield unreadable(call, code, message, page.right.answer)
    }
    cursor = next_cursor
    seen.add(cursor)
  }
}

const withHint = (error: NotionError): NotionError =>
  failure({
    ...error,
    message: `${error.message} (Notion gave this cursor itself and no longer knows it: read the list again from its beginning)`,
  })
