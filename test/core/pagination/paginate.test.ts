import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { expect, test } from 'vitest'
import type { Context } from '../../../src/core/call/context.js'
import type { NotionError } from '../../../src/core/call/error.js'
import { send } from '../../../src/core/call/send.js'
import { collect, iterate, iteratePages, withResultsOf } from '../../../src/core/pagination/paginate.js'
import type { PageParams, Results } from '../../../src/core/pagination/readPages.js'
import { scripted } from '../../support/fakes.js'
import { aList, anError, aRequest } from '../../support/fixtures.js'
import { aContext } from '../../support/server.js'

/** An operation that returns the given pages, and the cursors that it received. */
const paged = <Answer = Results<number>>(...pages: ReadonlyArray<E.Either<NotionError, Answer>>) => {
  const cursors: Array<string | null | undefined> = []
  const op =
    (_ctx: Context, { start_cursor }: PageParams): TaskEither<NotionError, Answer> =>
    async () => {
      cursors.push(start_cursor)
      return pages[Math.min(cursors.length, pages.length) - 1] ?? E.left(anError('NotFoundError'))
    }
  return { op, cursors }
}

const all = async <A>(items: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
  const found: Array<A> = []
  for await (const item of items) found.push(item)
  return found
}

const ctx = aContext()
const threePages = () => paged(E.right(aList([1, 2], 'b')), E.right(aList([3], 'c')), E.right(aList([4])))

test('default: iterate yields all results of all pages', async () => {
  const { op, cursors } = threePages()
  expect(await all(iterate(op)(ctx, {}))).toEqual([1, 2, 3, 4].map(E.right))
  expect(cursors).toEqual([undefined, 'b', 'c'])
})

test('default: iteratePages yields whole responses, each with the cursor to resume from', async () => {
  const { op } = threePages()
  expect(await all(iteratePages(op)(ctx, {}))).toEqual([
    E.right(aList([1, 2], 'b')),
    E.right(aList([3], 'c')),
    E.right(aList([4])),
  ])
})

test('default: collect returns all results', async () => {
  expect(await collect(threePages().op)(ctx, {})()).toEqual(E.right([1, 2, 3, 4]))
})

test('default: an empty list has no results', async () => {
  const { op } = paged(E.right(aList<number>([])))
  expect(await collect(op)(ctx, {})()).toEqual(E.right([]))
  expect(await all(iterate(op)(ctx, {}))).toEqual([])
})

test('params: start_cursor is the first cursor, and every page gets the other parameters', async () => {
  const received: Array<PageParams> = []
  const op =
    (_ctx: Context, params: PageParams): TaskEither<NotionError, Results<number>> =>
    async () => {
      received.push(params)
      return E.right(aList([1], received.length === 1 ? 'c' : null))
    }
  await collect(op)(ctx, { start_cursor: 'b', page_size: 7 })()
  expect(received).toEqual([
    { start_cursor: 'b', page_size: 7 },
    { start_cursor: 'c', page_size: 7 },
  ])
})

test('behavior: pages are fetched on demand, and not after the loop is left', async () => {
  const { op, cursors } = threePages()
  const items = iterate(op)(ctx, {})
  expect(cursors).toEqual([])
  for await (const item of items) if (E.isRight(item) && item.right === 3) break
  expect(cursors).toEqual([undefined, 'b'])
})

test('behavior: each iteration starts from the first page', async () => {
  const { op, cursors } = paged(E.right(aList([1])))
  const items = iterate(op)(ctx, {})
  expect(await all(items)).toEqual(await all(items))
  const task = collect(op)(ctx, {})
  expect(await task()).toEqual(await task())
  expect(cursors).toHaveLength(4)
})

test('error: ends after the first failure, and yields the results before it', async () => {
  const { op, cursors } = paged<Results<number>>(E.right(aList([1], 'b')), E.left(anError('ServerError')))
  const failure = E.left(anError('ServerError'))
  expect(await all(iterate(op)(ctx, {}))).toEqual([E.right(1), failure])
  expect(cursors).toHaveLength(2)
  const again = () => paged<Results<number>>(E.right(aList([1], 'b')), failure).op
  expect(await all(iteratePages(again())(ctx, {}))).toEqual([E.right(aList([1], 'b')), failure])
  expect(await collect(again())(ctx, {})()).toEqual(failure)
})

test.each([
  ['the previous one', ['b', 'b']],
  ['an earlier one', ['b', 'c', 'b']],
])('error: a cursor that repeats %s', async (_name, cursors) => {
  const pages = cursors.map((cursor) => E.right(aList([1], cursor)))
  const { op, cursors: received } = paged<Results<number>>(...pages, E.left(anError('NotFoundError')))
  expect(await collect(op)(ctx, {})()).toMatchObject({
    left: { _tag: 'UnexpectedResponseError', code: 'repeated_cursor', body: aList([1], 'b') },
  })
  expect(received).toHaveLength(cursors.length)
})

test('error: a cursor that repeats start_cursor', async () => {
  const { op } = paged<Results<number>>(E.right(aList([1], 'a')), E.left(anError('NotFoundError')))
  expect(await collect(op)(ctx, { start_cursor: 'a' })()).toMatchObject({ left: { code: 'repeated_cursor' } })
})

test('error: has_more without a cursor', async () => {
  const { op } = paged(E.right({ ...aList([1]), has_more: true }))
  expect(await all(iterate(op)(ctx, {}))).toMatchObject([E.right(1), { left: { code: 'missing_cursor' } }])
})

test('behavior: a cursor after the last page is not followed', async () => {
  const { op, cursors } = paged(E.right({ ...aList([1], 'b'), has_more: false }))
  expect(await collect(op)(ctx, {})()).toEqual(E.right([1]))
  expect(cursors).toHaveLength(1)
})

const incomplete = { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }

test('error: a list whose request_status is incomplete', async () => {
  const page = { ...aList([1, 2]), request_status: incomplete }
  const failure = {
    _tag: 'Left',
    left: { _tag: 'UnexpectedResponseError', code: incomplete.incomplete_reason, body: page },
  }
  expect(await all(iterate(paged(E.right(page)).op)(ctx, {}))).toMatchObject([E.right(1), E.right(2), failure])
  expect(await collect(paged(E.right(page)).op)(ctx, {})()).toMatchObject(failure)
  expect(await all(iteratePages(paged(E.right(page)).op)(ctx, {}))).toEqual([E.right(page)])
})

test('behavior: a list whose request_status is complete succeeds', async () => {
  const { op } = paged(E.right({ ...aList([1]), request_status: { type: 'complete' } }))
  expect(await collect(op)(ctx, {})()).toEqual(E.right([1]))
})

test('error: the error of a list that cannot be read to its end contains the call', async () => {
  const { fetcher } = scripted(E.right(aList([1], 'b')))
  const op = (given: Context, { start_cursor }: PageParams): TaskEither<NotionError, Results<number>> =>
    send(given, {
      ...aRequest({ op: 'getUsers', query: { start_cursor: start_cursor ?? undefined } }),
      decode: () => E.right(aList([1])),
    })
  expect(await collect(op)({ ...ctx, fetcher }, {})()).toMatchObject({
    left: { call: { op: 'getUsers', query: { start_cursor: 'b' } }, message: expect.stringMatching(/^getUsers: /) },
  })
})

test('params: resultsOf converts the responses of an operation', async () => {
  const templates = (names: ReadonlyArray<string>, next_cursor: string | null) => ({ templates: names, next_cursor })
  const { op } = paged(E.right(templates(['a'], 'b')), E.right(templates(['c'], null)))
  const converted = withResultsOf(op, ({ templates: results, next_cursor }) => ({
    results,
    next_cursor,
    has_more: next_cursor !== null,
  }))
  expect(await collect(converted)(ctx, {})()).toEqual(E.right(['a', 'c']))
  const { op: again } = paged(E.right(templates(['a'], null)))
  const pages = withResultsOf(again, ({ templates: results }) => ({ results, next_cursor: null, has_more: false }))
  expect(await all(iteratePages(pages)(ctx, {}))).toEqual([E.right(templates(['a'], null))])
})
