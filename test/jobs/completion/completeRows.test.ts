import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import * as notion from '../../../src/index.js'
import { completeRows } from '../../../src/jobs/completion/completeRows.js'
import { planCompletion } from '../../../src/jobs/completion/planCompletion.js'
import { all, given } from '../../simulator/world.js'
import { asNew, EVERY_FAULT, tried, turnsOf } from '../../support/everyFault.js'
import { aProject, furnish, uuid } from './samples.js'

/** Rows with 130, 0, 26 and 130 tasks: 5 requests. */
const COUNTS = [130, 0, 26, 130]
const REQUESTS = 5

const aTable = asNew(async () => {
  const world = await tried()
  const furnished = await furnish(world, 130)
  const pages: Array<notion.Page> = []
  for (const [index, count] of COUNTS.entries()) {
    pages.push(await aProject(world, furnished, uuid(index, '99999999'), { tasks: furnished.ids.slice(0, count) }))
  }
  return { ...world, ...furnished, pages }
})

const countsOf = (rows: ReadonlyArray<E.Either<notion.NotionError, { readonly page: notion.Page }>>) =>
  rows.map((row) => {
    const value = given(row).page.properties.Tasks
    return value?.type === 'relation' ? value.relation.length : undefined
  })

test('default: the rows of a query, in its order', async () => {
  const { ctx, projects, sent, pages } = await aTable()
  const query = notion.iterate(notion.queryDataSource)(ctx, {
    data_source_id: projects,
    result_type: 'page',
    filter: { property: 'Name', title: { is_empty: true } },
  })
  const before = sent()
  const rows = await all(completeRows(ctx)(query))
  expect(sent() - before).toBe(REQUESTS + 1)
  const found = rows.map(given)
  expect(found.map(({ complete }) => complete)).toEqual([true, true, true, true])
  expect(found.map(({ page }) => page.id)).toHaveLength(4)
  const lengths = new Map(
    found.map((row) => {
      const value = row.complete ? row.page.properties.Tasks : undefined
      return [row.page.id, value?.type === 'relation' ? value.relation.length : undefined]
    }),
  )
  expect(pages.map(({ id }) => lengths.get(id))).toEqual(COUNTS)
})

test('default: an array, whose plan is known beforehand', async () => {
  const { ctx, sent, pages } = await aTable()
  const plan = planCompletion(pages)
  expect(plan.at_least).toEqual({ requests: 3, seconds: { at_180_per_minute: 1, at_600_per_minute: 0.3 } })
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
  const before = sent()
  const rows = await all(completeRows(ctx)(pages))
  expect(sent() - before).toBe(REQUESTS)
  expect(countsOf(rows.map(E.map(({ page }) => ({ page: { ...page } }))))).toEqual(COUNTS)
})

test('params: max_requests: a budget for all rows, and every row is there', async () => {
  const { ctx, sent, pages } = await aTable()
  for (let max_requests = 1; max_requests <= REQUESTS; max_requests++) {
    const before = sent()
    const rows = (await all(completeRows(ctx, { max_requests })(pages))).map(given)
    expect(sent() - before).toBe(max_requests)
    expect(rows.map(({ page }) => page.id)).toEqual(pages.map(({ id }) => id))
    const open = rows.flatMap(({ incomplete }) => incomplete)
    expect(open.length > 0).toBe(max_requests < REQUESTS)
    expect(open.every(({ reason }) => reason === 'max_requests')).toBe(true)
    rows.forEach(({ complete, page }, index) => {
      const value = page.properties.Tasks
      if (complete && value?.type === 'relation') expect(value.relation).toHaveLength(COUNTS[index] ?? -1)
    })
  }
})

test.each(Object.entries(EVERY_FAULT))(
  'behavior: %s at every request: survived once, named for ever',
  async (fault, failing) => {
    const { ctx, pages, failAt, heal } = await aTable()
    for (const index of turnsOf(fault, REQUESTS)) {
      failAt(index, failing)
      const rows = (await all(completeRows(ctx, { concurrency: 1 })(pages))).map(given)
      expect(rows.every(({ complete }) => complete)).toBe(true)
      failAt(index, failing, Number.POSITIVE_INFINITY)
      const broken = (await all(completeRows(ctx, { concurrency: 1 })(pages))).map(given)
      heal()
      expect(broken.map(({ page }) => page.id)).toEqual(pages.map(({ id }) => id))
      expect(broken.every(({ complete }) => complete)).toBe(false)
      broken.forEach(({ complete, page }, row) => {
        const value = page.properties.Tasks
        if (complete && value?.type === 'relation') expect(value.relation).toHaveLength(COUNTS[row] ?? -1)
      })
    }
  },
)

test('behavior: a Left of the source is passed on, and the source is not read further than it goes', async () => {
  const { ctx, pages } = await aTable()
  const failed: E.Either<notion.NotionError, notion.Page> = await notion
    .getPage(ctx, { page_id: uuid(404) })()
    .then((result) => (E.isLeft(result) ? result : E.right(pages[0] ?? expect.fail())))
  const rows = await all(completeRows(ctx)([...pages.map((page) => E.right(page)), failed]))
  expect(rows.map(({ _tag }) => _tag)).toEqual(['Right', 'Right', 'Right', 'Right', 'Left'])
})

test('behavior: leaving the loop stops the source and the requests', async () => {
  const { ctx, pages, sent } = await aTable()
  let taken = 0
  let ended = false
  async function* endless() {
    try {
      for (;;) {
        taken++
        yield* pages
      }
    } finally {
      ended = true
    }
  }
  const before = sent()
  let seen = 0
  for await (const row of completeRows(ctx, { concurrency: 2 })(endless())) {
    expect(row._tag).toBe('Right')
    if (++seen === 2) break
  }
  const atEnd = sent()
  await new Promise((resolve) => setImmediate(resolve))
  expect(ended).toBe(true)
  expect(taken).toBeLessThanOrEqual(2)
  expect(sent()).toBe(atEnd)
  expect(sent() - before).toBeLessThanOrEqual(REQUESTS + 2)
})

test('behavior: rows without properties are rows that are not complete', async () => {
  const { ctx } = await tried()
  const partial: notion.PartialPage = { object: 'page', id: uuid(1) }
  const [row] = await all(completeRows(ctx)([partial]))
  expect(row).toMatchObject({ right: { complete: false, page: partial, incomplete: [{ reason: 'no_properties' }] } })
})

test('error: a source that throws', async () => {
  const { ctx, pages } = await aTable()
  function* breaking() {
    yield* pages.slice(0, 1)
    throw new Error('out of rows')
  }
  const rows = await all(completeRows(ctx)(breaking()))
  expect(rows).toMatchObject([
    { _tag: 'Right' },
    { left: { _tag: 'NetworkError', message: expect.stringContaining('out of rows') } },
  ])
})

test.each([0, 2])('params: signal: ends the wait for a source that hangs after %d rows', async (count) => {
  const { ctx, pages } = await aTable()
  const controller = new AbortController()
  async function* hanging() {
    yield* pages.slice(0, count)
    controller.abort('enough')
    await new Promise(() => undefined)
  }
  const rows = await all(completeRows(ctx, { signal: controller.signal })(hanging()))
  expect(rows.slice(0, -1).map(E.isRight)).toEqual(Array(count).fill(true))
  expect(rows.at(-1)).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough' } })
})

test('params: signal: an endless source is not read on, and the rows of an array all come', async () => {
  const { ctx, pages } = await aTable()
  let taken = 0
  async function* endless() {
    for (;;) {
      taken++
      yield* pages
    }
  }
  const options = { signal: AbortSignal.abort('enough') }
  expect(await all(completeRows(ctx, options)(endless()))).toMatchObject([{ left: { _tag: 'AbortError' } }])
  expect(taken).toBe(0)
  const rows = (await all(completeRows(ctx, options)(pages))).map(given)
  expect(rows.map(({ page }) => page.id)).toEqual(pages.map(({ id }) => id))
  expect(rows.flatMap(({ incomplete }) => incomplete).every(({ reason }) => reason === 'aborted')).toBe(true)
})

test('error: what is no iterable, and invalid options', async () => {
  const { ctx } = await tried()
  expect(await all(completeRows(ctx)(JSON.parse('3')))).toMatchObject([{ left: { _tag: 'NetworkError' } }])
  expect(await all(completeRows(ctx, JSON.parse('{"concurrency":0}'))([]))).toMatchObject([
    { left: { _tag: 'InvalidInputError', issues: [{ field: 'concurrency' }] } },
  ])
})
