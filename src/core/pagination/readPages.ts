/** Reads the pages of a list one after another, for everything that reads whole lists. */
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

/** The parameters of a paginated operation. */
export interface PageParams {
  /** The `next_cursor` of the previous page. Default, or `null`: the first page. */
  readonly start_cursor?: string | null | undefined
  /** The maximum number of results per page, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** A paginated operation: it returns one page of results. */
export type PaginatedOp<P extends PageParams, Answer> = (ctx: Context, params: P) => TaskEither<NotionError, Answer>

/** A property of operations whose response does not have the usual form of a list. */
export interface HasResultsOf<Answer, Item> {
  /** Converts a response to the usual form. */
  readonly resultsOf: (answer: Answer) => Results<Item>
}

/**
 * A paginated operation with any form of response.
 *
 * @internal
 */
export type AnyOp<P extends PageParams, Answer, Item> = PaginatedOp<P, Answer> & Partial<HasResultsOf<Answer, Item>>

/**
 * One page of results, with the call that returned it.
 *
 * @internal
 */
export interface PageRead<Answer, Item> {
  /** `undefined` if the operation sent nothing, as only a test double does. */
  readonly call: Call | undefined
  readonly answer: Answer
  readonly list: Results<Item>
  /** The `page_size` of the next page: the given one, or a smaller one if Notion was too slow; `undefined` if none was given. */
  readonly size: number | undefined
}

/** The error of a list that cannot be read to its end. */
const unreadable = (
  call: Call | undefined,
  code: string,
  message: string,
  body: unknown,
): E.Either<UnexpectedResponseError, never> => {
  const failed = callOf(call ?? NO_CALL)
  return E.left(
    failure({
      _tag: 'UnexpectedResponseError',
      message: `${failed.op}: ${message}`,
      outcome: 'not-applied',
      status: 200,
      code,
      call: failed,
      headers: {},
      body,
    }),
  )
}

/** Stands for the call of an operation that sent nothing. */
const NO_CALL: Call = { op: 'iterate', kind: 'read', method: 'GET', path: '' }

/**
 * Fails if this page is the last that Notion returns, although there are more results.
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
        'Notion returns at most 10,000 results for one query: use a filter to narrow it',
        answer,
      )
    : E.right(undefined)
}

/**
 * Whether a call failed because its cursor is not valid. A cursor can expire while a list is read.
 *
 * @internal
 */
export const isInvalidCursor = (error: NotionError): boolean =>
  error._tag === 'ValidationError' && /cursor/i.test(error.message)

/**
 * Yields the pages of a list, fetched on demand. Ends after the first failure: a failed call, a repeated or missing cursor, a
 * response that is not a list, or an operation that throws.
 *
 * Pages are neither read from the cache nor stored in it: a long list would evict everything else, and a cached cursor may have
 * expired. Other reads of the operation, such as the database of a query, use the cache.
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
  /** Records the call, bypasses the cache, and notices retries with a smaller page. */
  const watched =
    (next: Fetcher): Fetcher =>
    <A>(request: NotionRequest<A>) => {
      call = request
      if (!isList(request)) return next(request)
      return next({
        ...request,
        cache: undefined,
        observe: (exchange) => {
          request.observe?.(exchange)
          // Any middleware may have retried with a smaller size. The next page starts with it, since it would be as slow.
          if (exchange.error && isTooSlow(exchange.error)) size = halved(size ?? params.page_size) ?? size
        },
      })
    }
  const watch: Middleware = (next) => watched(next)
  const fetchPage = async (cursor: string | undefined): Promise<E.Either<NotionError, PageRead<Answer, Item>>> => {
    try {
      // The first call gets the parameters unchanged, so that the operation can reject invalid ones.
      const paged =
        cursor || size
          ? { ...params, ...(cursor && { start_cursor: cursor }), ...(size && { page_size: size }) }
          : params
      const page = await op(wrap(watch)(ctx), paged)()
      if (page._tag === 'Left') return cursor && isInvalidCursor(page.left) ? E.left(withHint(page.left)) : page
      // Without `resultsOf`, the overloads of the callers require an `Answer` that is `Results<Item>`.
      const list = op.resultsOf ? op.resultsOf(page.right) : unsafeCast<Results<Item>>(page.right)
      return Array.isArray(list.results)
        ? E.right({ call, answer: page.right, list, size: size ?? params?.page_size })
        : unreadable(call, 'malformed_list', 'the response is not a page of results', page.right)
    } catch (thing) {
      const cause = thrown(thing)
      const failed = callOf(call ?? NO_CALL)
      const message = `${failed.op}: no response: ${wordsOf(cause)}`
      return E.left(failure({ _tag: 'NetworkError', message, outcome: 'not-applied', cause, call: failed }))
    }
  }
  const seen = new Set<unknown>()
  for (let cursor: string | undefined; ; ) {
    const page = await fetchPage(cursor)
    yield page
    if (E.isLeft(page) || !page.right.list.has_more) return
    const { next_cursor } = page.right.list
    if (seen.size === 0) seen.add(params?.start_cursor)
    // A repeated cursor would lead to an endless loop, and without a cursor the rest would be lost silently.
    if (typeof next_cursor !== 'string' || !next_cursor || seen.has(next_cursor)) {
      const [code, received] = next_cursor
        ? ['repeated_cursor', 'the same cursor twice']
        : ['missing_cursor', 'no cursor']
      const message = `Notion returned ${received}, so the rest of the results cannot be read`
      return yield unreadable(call, code, message, page.right.answer)
    }
    cursor = next_cursor
    seen.add(cursor)
  }
}

/** Adds to the error of a cursor that Notion returned what to do about it. */
const withHint = (error: NotionError): NotionError =>
  failure({
    ...error,
    message: `${error.message} (Notion returned this cursor earlier, and it has expired: read the list again from the beginning)`,
  })
