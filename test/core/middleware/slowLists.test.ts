/** Calls that are too slow for Notion, with retries. */
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Context } from '../../../src/core/call/context.js'
import type { NotionError } from '../../../src/core/call/error.js'
import { createContext } from '../../../src/core/context/createContext.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { request } from '../../../src/core/context/request.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { isRetryable, type RetryOptions, withRetry } from '../../../src/core/middleware/withRetry.js'
import { collect, iteratePages } from '../../../src/core/pagination/paginate.js'
import { getBlockChildren } from '../../../src/ops/blocks/getBlockChildren.js'
import { getDataSourceEntries } from '../../../src/ops/data_sources/getDataSourceEntries.js'
import { queryDataSource } from '../../../src/ops/data_sources/queryDataSource.js'
import { createPage } from '../../../src/ops/pages/createPage.js'
import { getPage } from '../../../src/ops/pages/getPage.js'
import { updatePage } from '../../../src/ops/pages/updatePage.js'
import { search } from '../../../src/ops/search/search.js'
import { getUsers } from '../../../src/ops/users/getUsers.js'
import { fakeClock, type Step, scripted } from '../../support/fakes.js'
import { aList, anError, anErrorBody, anId, aPage } from '../../support/fixtures.js'

const data_source_id = anId(3)
const RENDERING = 'Rendering the object exceeded the response time budget. Please retry with exponential backoff.'

const tooSlow: ReadonlyArray<readonly [string, NotionError]> = [
  ['a 504', anError('ServerError', { status: 504, outcome: 'not-applied' })],
  ['a 400 that asks for backoff', anError('ValidationError', { status: 400, message: RENDERING })],
  ['a 503 that asks for backoff', anError('ServerError', { status: 503, message: RENDERING, outcome: 'not-applied' })],
  ['a timeout', anError('TimeoutError', { outcome: 'not-applied' })],
]

const sizeIn = ({ query, body }: { readonly query?: object | undefined; readonly body?: unknown }): number =>
  Object.assign({ page_size: 100 }, JSON.parse(JSON.stringify({ ...query, ...Object(body) }))).page_size

/** A list that is too slow with a `page_size` above `bearable`, and the sizes that were requested. */
const slowList = (count: number, bearable: number, error: NotionError) => {
  const sizes: Array<number> = []
  const step: Step = async ({ query, body, observe }) => {
    const { start_cursor = 0 }: { start_cursor?: unknown } = { ...query, ...Object(body) }
    const size = sizeIn({ query, body })
    sizes.push(size)
    if (size > bearable) {
      observe?.({ durationMs: 1, error })
      return E.left(error)
    }
    const from = Number(start_cursor)
    const items = Array.from({ length: Math.min(size, count - from) }, (_, index) =>
      aPage({ id: anId(from + index), created_time: '2026-01-02T03:04:00.000Z' }),
    )
    return E.right(aList(items, from + size < count ? `${from + size}` : null))
  }
  return { step, sizes }
}

const contextOf = (step: Step, retry: RetryOptions = {}) => {
  const { fetcher, calls } = scripted(step)
  const clock = fakeClock()
  return { ctx: wrap(withRetry(retry))(makeContext({ auth: 'ntn_test', clock }, () => fetcher)), calls, clock }
}

test.each(tooSlow)('default: after %s, a list is retried with half its page_size', async (_name, error) => {
  const { step, sizes } = slowList(60, 25, error)
  const { ctx, clock } = contextOf(step)
  expect(await queryDataSource(ctx, { data_source_id })()).toMatchObject({
    right: { next_cursor: '25', has_more: true },
  })
  expect(sizes).toEqual([100, 50, 25])
  expect(clock.slept).toHaveLength(2)
})

test.each([
  ['a list with a body', (ctx: Context) => search(ctx, { page_size: 40 }), [40, 20]],
  ['a list with a query string', (ctx: Context) => getUsers(ctx, { page_size: 40 }), [40, 20]],
  ['a list without a size', (ctx: Context) => getBlockChildren(ctx, { block_id: anId() }), [100, 50, 25]],
  [
    'a list through request',
    (ctx: Context) => request(ctx, { method: 'POST', kind: 'read', path: 'things/query', body: { page_size: 40 } }),
    [40, 20],
  ],
  [
    'a list through request with a query string',
    (ctx: Context) => request(ctx, { method: 'GET', path: 'things', query: { page_size: 40 } }),
    [40, 20],
  ],
])('behavior: %s is retried with half its page_size', async (_name, call, expected) => {
  const { step, sizes } = slowList(60, 25, anError('ServerError', { status: 504, outcome: 'not-applied' }))
  const { ctx } = contextOf(step)
  expect((await call(ctx)())._tag).toBe('Right')
  expect(sizes).toEqual(expected)
})

test.each(tooSlow)(
  'default: after %s, the next pages have the smaller size, and each result is returned once',
  async (_name, error) => {
    for (const read of [collect(queryDataSource), getDataSourceEntries]) {
      const { step, sizes } = slowList(80, 25, error)
      const found = await read(contextOf(step).ctx, { data_source_id })()
      expect(E.isRight(found) && found.right.map(({ id }) => id)).toEqual(
        Array.from({ length: 80 }, (_, index) => anId(index)),
      )
      expect(sizes).toEqual([100, 50, 25, 25, 25, 25])
    }
  },
)

test('behavior: a list that becomes slow on a later page is read with smaller pages', async () => {
  const { step, sizes } = slowList(300, 100, anError('TimeoutError', { outcome: 'not-applied' }))
  const slow = slowList(300, 12, anError('TimeoutError', { outcome: 'not-applied' }))
  const { ctx } = contextOf((sent) => (sizes.length < 2 ? step(sent) : slow.step(sent)))
  const ids: Array<string> = []
  for await (const page of iteratePages(queryDataSource)(ctx, { data_source_id })) {
    if (E.isRight(page)) ids.push(...page.right.results.map(({ id }) => `${id}`))
  }
  expect(ids).toEqual(Array.from({ length: 300 }, (_, index) => anId(index)))
  expect(slow.sizes.slice(0, 6)).toEqual([100, 50, 25, 12, 12, 12])
})

test('behavior: retries with a smaller page do not count as attempts', async () => {
  const { step, sizes } = slowList(60, 0, anError('ServerError', { status: 504, outcome: 'not-applied' }))
  for (const [attempts, expected] of [
    [2, [100, 50, 25, 12, 10]],
    [3, [100, 50, 25, 12, 10]],
    [5, [100, 50, 25, 12, 10]],
    [6, [100, 50, 25, 12, 10, 10]],
    [1, [100]],
  ] as const) {
    sizes.length = 0
    await queryDataSource(contextOf(step, { attempts }).ctx, { data_source_id })()
    expect([attempts, sizes]).toEqual([attempts, expected])
  }
})

test('behavior: another failure after the smaller pages is retried', async () => {
  const { step, sizes } = slowList(20, 10, anError('ServerError', { status: 504, outcome: 'not-applied' }))
  let failures = 0
  const { ctx } = contextOf(async (sent) =>
    sizes.length === 4 && failures++ < 2
      ? E.left(anError('ServerError', { status: 502, outcome: 'not-applied' }))
      : step(sent),
  )
  expect(await collect(queryDataSource)(ctx, { data_source_id })()).toMatchObject({ right: { length: 20 } })
  expect(failures).toBeGreaterThan(1)
})

test('params: budgetMs limits the retries with a smaller page', async () => {
  const { step, sizes } = slowList(60, 0, anError('ServerError', { status: 504, outcome: 'not-applied' }))
  const { ctx, clock } = contextOf(async (sent) => {
    clock.advance(40_000)
    return step(sent)
  })
  expect(E.isLeft(await queryDataSource(ctx, { data_source_id })())).toBe(true)
  expect(sizes).toEqual([100, 50, 25])
})

test('params: when can reject a retry with a smaller page', async () => {
  const { step, sizes } = slowList(60, 0, anError('ServerError', { status: 504, outcome: 'not-applied' }))
  await queryDataSource(contextOf(step, { when: () => false }).ctx, { data_source_id })()
  expect(sizes).toEqual([100])
})

test('error: a query that is too slow with the smallest page suggests filter_properties', async () => {
  for (const [, error] of tooSlow) {
    const { ctx } = contextOf(slowList(60, 0, error).step)
    expect(await queryDataSource(ctx, { data_source_id })()).toMatchObject({
      left: { _tag: error._tag, message: expect.stringContaining('filter_properties') },
    })
    expect(await getPage(ctx, { page_id: anId() })()).toMatchObject({
      left: { message: expect.stringContaining('filter_properties') },
    })
    expect(await search(ctx, {})()).toMatchObject({
      left: { message: expect.not.stringContaining('filter_properties') },
    })
  }
})

test('error: the suggestion appears once, however many retries are nested', async () => {
  for (const [, error] of tooSlow) {
    const { ctx } = contextOf(slowList(60, 0, error).step, { attempts: 1 })
    const twice = wrap(withRetry({ attempts: 1 }))(ctx)
    for (const nested of [twice, wrap(withRetry({ attempts: 2 }))(twice)]) {
      const read = await getPage(nested, { page_id: anId() })()
      expect(E.isLeft(read) && read.left.message.split('filter_properties')).toHaveLength(2)
    }
  }
})

test('behavior: a list with a page_size of 10 or less is retried unchanged', async () => {
  const { step, sizes } = slowList(60, 0, anError('ServerError', { status: 504, outcome: 'not-applied' }))
  await getUsers(contextOf(step, { attempts: 3 }).ctx, { page_size: 7 })()
  expect(sizes).toEqual([7, 7, 7])
})

test.each([
  ['a 429', anError('RateLimitError')],
  ['a 502', anError('ServerError', { status: 502, outcome: 'not-applied' })],
  ['a 503', anError('ServerError', { status: 503, outcome: 'not-applied' })],
  ['a broken connection', anError('NetworkError', { outcome: 'not-applied' })],
])('behavior: after %s, a list is retried unchanged', async (_name, error) => {
  const sizes: Array<number> = []
  const { ctx } = contextOf(async (sent) => {
    sizes.push(sizeIn(sent))
    return sizes.length < 3 ? E.left(error) : E.right(aList([]))
  })
  await getUsers(ctx, {})()
  expect(sizes).toEqual([100, 100, 100])
})

test('default: a read that is not a list is retried after a 400 that asks for backoff', async () => {
  const error = anError('ValidationError', { message: RENDERING })
  const { ctx, calls, clock } = contextOf(async () => (calls.length < 3 ? E.left(error) : E.right(aPage())))
  expect(await getPage(ctx, { page_id: anId() })()).toEqual(E.right(aPage()))
  expect(clock.slept).toHaveLength(2)
})

test('behavior: any other 400 is not retried', async () => {
  const { ctx, calls } = contextOf(async () =>
    E.left(anError('ValidationError', { message: 'body.filter should be an object' })),
  )
  await queryDataSource(ctx, { data_source_id })()
  expect(calls).toHaveLength(1)
  expect(isRetryable(anError('ValidationError'), { kind: 'read' })).toBe(false)
})

test('behavior: a call that creates is not retried if its result took too long to render', async () => {
  const body = JSON.stringify(anErrorBody(400, 'validation_error', { message: RENDERING }))
  let calls = 0
  const clock = fakeClock()
  const fetch = async () => {
    calls++
    return new Response(body, { status: 400, headers: { 'content-type': 'application/json' } })
  }
  const ctx = createContext({ auth: 'ntn_test', fetch, clock, logLevel: 'silent', rateLimit: false })
  const created = await createPage(ctx, { parent: { type: 'page_id', page_id: anId() }, properties: {} })()
  expect(created).toMatchObject({ left: { _tag: 'ValidationError', outcome: 'unknown' } })
  expect(calls).toBe(1)
  await updatePage(ctx, { page_id: anId(), in_trash: true })()
  expect(calls).toBe(6)
})

test('default: createContext retries a slow list over HTTP', async () => {
  const bodies: Array<unknown> = []
  const fetch = async (_url: unknown, init?: { readonly body?: unknown }) => {
    const sent = JSON.parse(`${init?.body}`)
    bodies.push(sent)
    const { page_size = 100, start_cursor = '0' } = sent
    const from = Number(start_cursor)
    const rows = Array.from({ length: Math.min(page_size, 30 - from) }, (_, index) => aPage({ id: anId(from + index) }))
    const answer =
      page_size > 12
        ? anErrorBody(400, 'validation_error', { message: RENDERING })
        : aList(rows, from + page_size < 30 ? `${from + page_size}` : null)
    return new Response(JSON.stringify(answer), { status: page_size > 12 ? 400 : 200 })
  }
  const ctx = createContext({ auth: 'ntn_test', fetch, clock: fakeClock(), logLevel: 'silent', retry: { attempts: 3 } })
  const found = await collect(queryDataSource)(ctx, { data_source_id })()
  expect(E.isRight(found) && found.right.map(({ id }) => id)).toEqual(
    Array.from({ length: 30 }, (_, index) => anId(index)),
  )
  expect(bodies).toEqual([
    {},
    { page_size: 50 },
    { page_size: 25 },
    { page_size: 12 },
    { page_size: 12, start_cursor: '12' },
    { page_size: 12, start_cursor: '24' },
  ])
})

test('behavior: each result is returned once, whatever the size and whenever the list becomes slow', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 100 }),
      fc.nat({ max: 250 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
      async (page_size, count, slowness) => {
        let call = 0
        const { step, sizes } = slowList(count, 100, anError('TimeoutError'))
        const error = anError('TimeoutError', { outcome: 'not-applied' })
        const { ctx } = contextOf(
          async (sent) => {
            if (!slowness[call++]) return step(sent)
            sent.observe?.({ durationMs: 1, error })
            return E.left(error)
          },
          { attempts: 20 },
        )
        const found = await collect(queryDataSource)(ctx, { data_source_id, page_size })()
        expect(E.isRight(found) && found.right.map(({ id }) => id)).toEqual(
          Array.from({ length: count }, (_, index) => anId(index)),
        )
        for (const size of sizes) expect(size).toBeGreaterThanOrEqual(Math.min(page_size, 10))
      },
    ),
    { numRuns: 40 },
  )
})
