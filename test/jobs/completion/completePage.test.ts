import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { beforeAll, describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import * as notion from '../../../src/index.js'
import { completePage } from '../../../src/jobs/completion/completePage.js'
import type { Completion } from '../../../src/jobs/completion/completion.js'
import { planCompletion } from '../../../src/jobs/completion/planCompletion.js'
import { incompleteProps } from '../../../src/props/incompleteProps.js'
import { formula, people, readProps, relation, rollup } from '../../../src/props/index.js'
import { ok, there } from '../../simulator/world.js'
import { inBatches } from '../../support/chance.js'
import { type Tried, tried } from '../../support/everyFault.js'
import { ALL, aLongPage, expectWhole, REQUESTS } from './longPage.js'
import { aProject, type Furnished, furnish, ROLLUPS, uuid } from './samples.js'

const LENGTH = { Length: { formula: { expression: 'length(prop("Tasks"))' } } }

/** The names of what a completion leaves open. */
const openIn = ({ incomplete }: Completion) => incomplete.map(({ name, reason }) => ({ name, reason }))

describe('behavior: random pages', () => {
  let world: Tried
  let furnished: Furnished
  let pages = 0
  beforeAll(async () => {
    world = await tried()
    furnished = await furnish(world, 300, { ...ROLLUPS, ...LENGTH })
  })

  test.each(inBatches(4, 8))('every list is whole, and every rollup is over all pages (seed $seed)', async (batch) => {
    const sizes = fc.oneof(fc.constantFrom(0, 1, 24, 25, 26, 99, 100, 101, 200, 201, 300), fc.nat({ max: 130 }))
    const shapes = fc.record({
      tasks: sizes.chain((size) =>
        fc.shuffledSubarray(
          Array.from({ length: 300 }, (_, n) => n),
          { minLength: size, maxLength: size },
        ),
      ),
      team: fc.oneof(fc.constantFrom(0, 24, 25, 26, 101), fc.nat({ max: 120 })),
      mentions: fc.oneof(fc.constantFrom(0, 24, 25, 26, 101), fc.nat({ max: 120 })),
    })
    await fc.assert(
      fc.asyncProperty(shapes, async ({ tasks, team, mentions }) => {
        const shape = { tasks: tasks.map((task) => there(furnished.ids[task])), people: team, mentions }
        const page = await aProject(world, furnished, uuid(pages++, '99999999'), shape)
        const plan = planCompletion(page)
        const before = world.sent()
        const completion = await ok(completePage(world.ctx, page))
        expectWhole(completion, tasks, furnished, team, mentions)
        const isCut = tasks.length > 25
        // The length of a relation that is cut is the only thing that no request can repair. The page has its first 25 people,
        // which may be all, and the completion finds out.
        const isFormulaOpen = isCut || team > 25
        expect(openIn(completion)).toEqual(isFormulaOpen ? [{ name: 'Length', reason: 'formula' }] : [])
        expect(completion.complete).toBe(!isFormulaOpen)
        expect(incompleteProps(completion.page).map(({ name }) => name)).toEqual(isFormulaOpen ? ['Length'] : [])
        expect(completion.requests).toBe(world.sent() - before)
        expect(completion.requests).toBeGreaterThanOrEqual(plan.at_least.requests)
        const pagesOf = (size: number) => Math.max(1, Math.ceil(size / 100))
        const expected =
          (isCut ? pagesOf(tasks.length) * (1 + Object.keys(ROLLUPS).length) : 0) +
          (team >= 25 ? pagesOf(team) : 0) +
          (mentions >= 25 ? pagesOf(mentions) : 0)
        expect(completion.requests).toBe(expected)
      }),
      batch,
    )
  })
})

test('params: max_requests: no more are sent, and what is missing is named', async () => {
  const { ctx, page, furnished, sent } = await aLongPage()
  for (let max_requests = 1; max_requests <= REQUESTS; max_requests++) {
    const before = sent()
    const completion = await ok(completePage(ctx, page, { max_requests }))
    expect(sent() - before).toBe(max_requests)
    expect(completion.requests).toBe(max_requests)
    expect(completion.complete).toBe(max_requests === REQUESTS)
    expect(completion.incomplete.every(({ reason }) => reason === 'max_requests')).toBe(true)
    expectWhole(completion, ALL, furnished, 30, 0)
  }
})

test('params: properties: only those that are named, by name or id, are read', async () => {
  const { ctx, page, sent } = await aLongPage()
  const before = sent()
  const id = there(page.properties.Total).id
  const completion = await ok(completePage(ctx, page, { properties: ['Team', `${id}`] }))
  expect(sent() - before).toBe(3)
  expect(completion).toMatchObject({ complete: true, incomplete: [] })
  expect(
    incompleteProps(completion.page)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Names', 'Tasks'])
  expect(readProps({ Team: people, Total: rollup })(completion.page)).toMatchObject({
    right: { Total: expect.any(Number) },
  })
  expect(readProps({ Tasks: relation })(completion.page)).toMatchObject({
    left: { problems: [{ problem: 'incomplete' }] },
  })
})

test('params: properties: one that the page does not have is absent, not empty', async () => {
  const { ctx, page, sent } = await aLongPage()
  const filtered = await ok(notion.getPage(ctx, { page_id: page.id, filter_properties: ['Name'] }))
  if (!notion.isFullPage(filtered)) throw new Error('partial')
  const before = sent()
  const completion = await ok(completePage(ctx, filtered, { properties: ['Tasks'] }))
  expect(sent()).toBe(before)
  expect(completion).toMatchObject({
    complete: false,
    incomplete: [{ name: 'Tasks', type: 'unknown', reason: 'absent' }],
  })
  expect(Object.keys(completion.page.properties)).toEqual(['Name'])
})

test('params: data_source: rollups of a relation that is whole are not read, and a count needs no request', async () => {
  const world = await tried()
  const { ctx, sent } = world
  const furnished = await furnish(world, 130, { Count: ROLLUPS['Hours count'] })
  await ok(
    notion.updateDataSource(ctx, {
      data_source_id: furnished.projects,
      properties: {
        Others: { relation: { data_source_id: furnished.tasks, single_property: {} } },
        'Of others': {
          rollup: { relation_property_name: 'Others', rollup_property_name: 'Hours', function: 'sum' },
        },
      },
    }),
  )
  const page = await aProject(world, furnished, uuid(1, '99999999'), { tasks: furnished.ids })
  const source = await ok(notion.getDataSource(ctx, { data_source_id: furnished.projects }))
  if (!notion.isFullDataSource(source)) throw new Error('partial')
  const plan = planCompletion(page, { data_source: source })
  expect(plan.reads.map(({ name }) => name)).toEqual(['Tasks'])
  expect(plan.counts).toMatchObject([{ name: 'Count', of: 'Tasks' }])
  const before = sent()
  const completion = await ok(completePage(ctx, page, { data_source: source }))
  expect(sent() - before).toBe(2)
  expect(completion).toMatchObject({
    complete: true,
    computed: [{ name: 'Count', function: 'count' }],
    page: { properties: { Count: { rollup: { type: 'number', number: 130, function: 'count' }, has_more: false } } },
  })
  expect(readProps({ Count: rollup, 'Of others': rollup })(completion.page)).toEqual(
    E.right({ Count: 130, 'Of others': 0 }),
  )
  const failed = await ok(completePage(ctx, page, { data_source: source, max_requests: 1 }))
  expect(openIn(failed)).toEqual([
    { name: 'Tasks', reason: 'max_requests' },
    { name: 'Count', reason: 'max_requests' },
  ])
})

test('behavior: a formula beside a completed relation is not taken for right', async () => {
  const world = await tried()
  const furnished = await furnish(world, 26, LENGTH)
  const page = await aProject(world, furnished, uuid(1, '99999999'), { tasks: furnished.ids })
  const { page: completed } = await ok(completePage(world.ctx, page))
  expect(readProps({ Tasks: relation })(completed)).toEqual(E.right({ Tasks: furnished.ids }))
  expect(readProps({ Length: formula })(completed)).toMatchObject({ left: { problems: [{ problem: 'incomplete' }] } })
  const only = await ok(completePage(world.ctx, page, { properties: ['Tasks'] }))
  expect(only.complete).toBe(true)
  expect(readProps({ Length: formula })(only.page)).toMatchObject({ left: { problems: [{ problem: 'incomplete' }] } })
})

test('behavior: a property that was renamed meanwhile is read by its id', async () => {
  const { ctx, page, furnished } = await aLongPage()
  await ok(
    notion.updateDataSource(ctx, { data_source_id: furnished.projects, properties: { Tasks: { name: 'Work' } } }),
  )
  const completion = await ok(completePage(ctx, page, { properties: ['Tasks'] }))
  const related = furnished.ids.map((id) => ({ id }))
  expect(completion).toMatchObject({ complete: true, page: { properties: { Tasks: { relation: related } } } })
})

test('error: a page that was deleted meanwhile is not complete, with the error of each property', async () => {
  const { ctx, page } = await aLongPage()
  const completion = await ok(completePage(ctx, { ...page, id: uuid(404, '88888888') }))
  expect(completion.complete).toBe(false)
  expect(completion.incomplete).toHaveLength(4)
  expect(completion.incomplete[0]).toMatchObject({ reason: 'error', error: { _tag: 'NotFoundError' } })
})

test('error: a page that lost related pages meanwhile is not taken for one with hidden pages', async () => {
  const { ctx, page, furnished, sent } = await aLongPage()
  const relations = furnished.ids.slice(0, 20).map((id) => ({ id }))
  await ok(notion.updatePage(ctx, { page_id: page.id, properties: { Tasks: { relation: relations } } }))
  const before = sent()
  const completion = await ok(completePage(ctx, page, { properties: ['Tasks'] }))
  expect(sent() - before).toBe(2)
  expect(completion).toMatchObject({
    complete: true,
    requests: 2,
    page: { properties: { Tasks: { relation: relations } } },
  })
})

test('params: signal: what is missing is named', async () => {
  const { ctx, page } = await aLongPage()
  const completion = await ok(completePage(ctx, page, { signal: AbortSignal.abort() }))
  expect(new Set(completion.incomplete.map(({ reason }) => reason))).toEqual(new Set(['aborted']))
  expect(completion.requests).toBe(0)
  expect(completion.incomplete).toHaveLength(4)
})

test('params: on_progress: every property that was read', async () => {
  const { ctx, page } = await aLongPage()
  const seen: Array<unknown> = []
  await ok(completePage(ctx, page, { on_progress: ({ done, total }) => seen.push([done, total]), concurrency: 1 }))
  expect(seen).toEqual([1, 2, 3, 4].map((done) => [done, 4]))
})

test('params: concurrency: no more requests at the same time', async () => {
  const { ctx, page } = await aLongPage()
  let running = 0
  let most = 0
  const counting: notion.Middleware = (next) => (request) => async () => {
    most = Math.max(most, ++running)
    await Promise.resolve()
    const answer = await next(request)()
    running--
    return answer
  }
  await ok(completePage(notion.wrap(counting)(ctx), page, { concurrency: 2 }))
  expect(most).toBe(2)
})

test.each([
  [{ properties: 'Tasks' }, 'properties'],
  [{ properties: [1] }, 'properties'],
  [{ concurrency: 0 }, 'concurrency'],
  [{ props: [] }, 'props'],
  [{ data_source: 'x' }, 'data_source'],
])('error: the options %j are rejected before any request', async (options, field) => {
  const { ctx, page, sent } = await aLongPage()
  const before = sent()
  const result = await completePage(ctx, page, JSON.parse(JSON.stringify(options)))()
  expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field }] } })
  expect(sent()).toBe(before)
})

test.each([undefined, null, 'id', { object: 'page', id: uuid(1) }])('error: %j is no page', async (page) => {
  const { ctx } = await tried()
  const result = await completePage(ctx, JSON.parse(JSON.stringify(page ?? null)))()
  expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field: 'page' }] } })
})

test.each([null, undefined, 'x', []])('error: a value that is %j is named, by default and on demand', async (value) => {
  const { ctx } = await tried()
  const page = unsafeCast<notion.Page>({ object: 'page', id: uuid(1), properties: { Damaged: value } })
  for (const options of [{}, { properties: ['Damaged'] }]) {
    expect(await completePage(ctx, page, options)()).toMatchObject({
      right: { complete: false, page, incomplete: [{ name: 'Damaged', reason: 'unreadable' }] },
    })
  }
})
