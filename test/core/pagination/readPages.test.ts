/** `iterate`, `iteratePages` and `collect` with invalid responses and operations, and with a cache. */
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import type { Context } from '../../../src/core/call/context.js'
import type { NotionError } from '../../../src/core/call/error.js'
import { addCache } from '../../../src/core/context/addCache.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { collect, iterate, iteratePages } from '../../../src/core/pagination/paginate.js'
import type { PageParams } from '../../../src/core/pagination/readPages.js'
import { getBlockChildren } from '../../../src/ops/blocks/getBlockChildren.js'
import { queryDatabase } from '../../../src/ops/databases/queryDatabase.js'
import { getUsers } from '../../../src/ops/users/getUsers.js'
import { aDatabase } from '../../support/dataSources.js'
import { type Step, scripted } from '../../support/fakes.js'
import { aList, anError, anId, aUser } from '../../support/fixtures.js'
import { aContext } from '../../support/server.js'

const readers = [
  ['collect', (op: never, ctx: Context = aContext()) => collect(op)(ctx, {})()],
  ['iterate', async (op: never, ctx: Context = aContext()) => last(iterate(op)(ctx, {}))],
  ['iteratePages', async (op: never, ctx: Context = aContext()) => last(iteratePages(op)(ctx, {}))],
] as const

const last = async (items: AsyncIterable<unknown>): Promise<unknown> => {
  let found: unknown
  for await (const item of items) found = item
  return found
}

const returning =
  (...pages: ReadonlyArray<unknown>) =>
  (): (() => Promise<unknown>) => {
    const left = [...pages]
    return async () => left.shift()
  }

const throwing = (): never => {
  throw new TypeError('a mistake in an operation')
}

test('behavior: a page can have 200,000 results', async () => {
  const results = Array.from({ length: 200_000 }, (_, index) => index)
  const op = () => async () => E.right(aList(results))
  const found = await collect(op)(aContext(), {})()
  expect(E.isRight(found) && found.right.length).toBe(200_000)
})

for (const [name, read] of readers) {
  test.each([
    ['throws', throwing],
    ['rejects', () => () => Promise.reject(new TypeError('a mistake in an operation'))],
    ['returns a task that throws', () => throwing],
    ['rejects with undefined', () => () => Promise.reject(undefined)],
    ['is undefined', undefined],
    ['returns no task', () => undefined],
    ['resolves to undefined', returning(undefined)],
    ['does not resolve to an Either', returning({ results: [] })],
  ])(`error: ${name} fails if the operation %s`, async (_what, op) => {
    expect(await read(unsafeCast<never>(op))).toMatchObject({ left: { _tag: 'NetworkError', outcome: 'not-applied' } })
  })

  test.each([
    ['null', null],
    ['a string', 'text'],
    ['no results', { has_more: false, next_cursor: null }],
    ['results that are not a list', { ...aList([]), results: 'text' }],
    ['results that are an object', { ...aList([]), results: { length: 1 } }],
  ])(`error: ${name} fails if the response is %s`, async (_what, response) => {
    const result = await read(unsafeCast<never>(() => async () => E.right(response)))
    expect(result).toMatchObject({ _tag: 'Left', left: { _tag: expect.stringMatching(/UnexpectedResponse|Network/) } })
  })

  test.each([
    ['a number', 5],
    ['an object', {}],
    ['a list', ['b']],
    ['empty', ''],
    ['missing', undefined],
  ])(`error: ${name} fails if the next cursor is %s`, async (_what, next_cursor) => {
    const result = await read(
      unsafeCast<never>(() => async () => E.right({ ...aList([1]), has_more: true, next_cursor })),
    )
    expect(result).toMatchObject({ left: { _tag: 'UnexpectedResponseError' } })
  })

  test(`error: ${name} fails if the context is invalid`, async () => {
    for (const ctx of [null, {}, 'ctx'])
      expect(await read(unsafeCast<never>(getUsers), unsafeCast<Context>(ctx))).toMatchObject({ _tag: 'Left' })
  })
}

test('behavior: undefined params read from the first page', async () => {
  const op = () => async () => E.right(aList([1]))
  expect(await collect(op)(aContext(), unsafeCast<PageParams>(undefined))()).toEqual(E.right([1]))
})

test('behavior: collect ends and never rejects, whatever the operation returns', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (response) => {
      const op = unsafeCast<never>(() => async () => E.right(response))
      expect(await collect(op)(aContext(), {})()).toHaveProperty('_tag')
    }),
  )
})

test('behavior: fetching stops if the consumer leaves the loop or throws', async () => {
  let calls = 0
  const op = (_ctx: Context, _params: PageParams) => async () => {
    calls++
    return E.right(aList([1, 2], `${calls}`))
  }
  const first = iterate(op)(aContext(), {})[Symbol.asyncIterator]()
  await first.next()
  expect(await first.return?.()).toEqual({ done: true, value: undefined })
  expect(await first.next()).toEqual({ done: true, value: undefined })
  const second = iterate(op)(aContext(), {})[Symbol.asyncIterator]()
  await second.next()
  await expect(second.throw?.(new Error('a consumer'))).rejects.toThrow('a consumer')
  expect(await second.next()).toEqual({ done: true, value: undefined })
  expect(calls).toBe(2)
})

const expired = anError('ValidationError', {
  message: 'getUsers: 400 validation_error: The start_cursor provided is invalid: b',
})

test('error: a cursor that expires while a list is read fails with a hint, after the results before it', async () => {
  const pages = (): never => {
    const { fetcher } = scripted(E.right(aList([1], 'b')), E.left(expired))
    return unsafeCast<never>((ctx: Context) => getUsers({ ...ctx, fetcher }, {}))
  }
  const failure = {
    _tag: 'Left',
    left: { _tag: 'ValidationError', message: expect.stringContaining('from the beginning') },
  }
  const items: Array<unknown> = []
  for await (const item of iterate(pages())(aContext(), {})) items.push(item)
  expect(items).toMatchObject([E.right(1), failure])
  expect(await collect(pages())(aContext(), {})()).toMatchObject(failure)
})

test('error: an invalid start_cursor of the caller fails with the error unchanged', async () => {
  const { fetcher } = scripted(E.left(expired))
  expect(await collect(getUsers)({ ...aContext(), fetcher }, { start_cursor: 'b' })()).toEqual(E.left(expired))
})

/** A context with a cache and a scripted fetcher. */
const cached = (...steps: ReadonlyArray<Step>) => {
  const { fetcher, calls } = scripted(...steps)
  const cache = lruCache()
  const ctx = addCache(cache)(makeContext({ auth: 'ntn_test' }, () => fetcher))
  return { ctx, calls, cache }
}
const users = (...names: ReadonlyArray<string>) => names.map((name) => aUser({ name }))

test('behavior: the pages of a list are not cached', async () => {
  const { ctx, calls, cache } = cached(E.right(aList(users('a'), 'b')), E.right(aList(users('b'))))
  expect(E.isRight(await collect(getUsers)(ctx, {})())).toBe(true)
  expect(calls).toHaveLength(2)
  expect((await getUsers(ctx, {})())._tag).toBe('Right')
  expect(calls).toHaveLength(3)
  expect(Object.values(cache.stats().sizes).reduce((sum, size) => sum + size, 0)).toBe(1)
})

test('behavior: a list is not read from the cache, since its cursor may have expired', async () => {
  const { ctx, calls } = cached(E.right(aList(users('old'), 'expired')), E.right(aList(users('new'))))
  await getUsers(ctx, {})()
  await getUsers(ctx, {})()
  expect(calls).toHaveLength(1)
  expect(await collect(getUsers)(ctx, {})()).toEqual(E.right(users('new')))
})

test('behavior: a single page is cached', async () => {
  const { ctx, calls } = cached(E.right(aList([])))
  for (let run = 0; run < 2; run++) await getBlockChildren(ctx, { block_id: anId() })()
  expect(calls).toHaveLength(1)
})

test('behavior: other reads of an operation use the cache: the database of a query is read once', async () => {
  const page: Step = async ({ op, body }) =>
    op === 'getDatabase' ? E.right(aDatabase()) : E.right(aList([], Object(body).start_cursor ? null : 'b'))
  const { ctx, calls } = cached(page)
  expect(await collect(queryDatabase)(ctx, { database_id: anId() })()).toEqual(E.right([]))
  expect(calls.map(({ op }) => op)).toEqual(['getDatabase', 'queryDataSource', 'queryDataSource'])
})

const slow = (over: Partial<NotionError> = {}) => anError('ServerError', { status: 504, ...unsafeCast<object>(over) })

test('behavior: after a retry with a smaller page_size, later pages have that size', async () => {
  const sizes: Array<unknown> = []
  // Stands for a retry with a smaller page_size.
  const pages: Step = async ({ query, observe }) => {
    sizes.push(query?.page_size)
    if (sizes.length === 2) for (const error of [slow(), slow()]) observe?.({ durationMs: 1, error })
    return E.right(aList([sizes.length], sizes.length < 5 ? `${sizes.length}` : null))
  }
  const { fetcher } = scripted(pages)
  expect(await collect(getUsers)({ ...aContext(), fetcher }, {})()).toEqual(E.right([1, 2, 3, 4, 5]))
  expect(sizes).toEqual([undefined, undefined, 25, 25, 25])
})

test('behavior: other failures do not change the page_size', async () => {
  const sizes: Array<unknown> = []
  const pages: Step = async ({ query, observe }) => {
    sizes.push(query?.page_size)
    for (const error of [anError('RateLimitError'), anError('NetworkError'), undefined])
      observe?.({ durationMs: 1, error })
    return E.right(aList([1], sizes.length < 3 ? `${sizes.length}` : null))
  }
  const { fetcher } = scripted(pages)
  await collect(getUsers)({ ...aContext(), fetcher }, { page_size: 60 })()
  expect(sizes).toEqual([60, 60, 60])
})
