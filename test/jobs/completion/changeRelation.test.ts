import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import * as notion from '../../../src/index.js'
import { addRelations } from '../../../src/jobs/completion/addRelations.js'
import { completePage } from '../../../src/jobs/completion/completePage.js'
import type { ChangeRelationParams } from '../../../src/jobs/completion/relationParams.js'
import { removeRelations } from '../../../src/jobs/completion/removeRelations.js'
import { ok, there } from '../../simulator/world.js'
import { inBatches } from '../../support/chance.js'
import { EVERY_FAULT, tried, turnsOf } from '../../support/everyFault.js'
import { aWorld, done, PROJECT, relatedTo } from './relations.js'
import { aPage, uuid } from './samples.js'

test('default: pages are added behind those that are there, and removed', async () => {
  const { ctx, ids, sent } = await aWorld(6, 3)
  const before = sent()
  const added = await done(addRelations(ctx, { page_id: PROJECT, property: 'Tasks', ids: ids.slice(3, 5) }))
  expect(sent() - before).toBe(2)
  expect(added).toEqual({ ids: ids.slice(0, 5), changed: ids.slice(3, 5), requests: 2 })
  expect(await relatedTo(ctx)).toEqual(ids.slice(0, 5))
  const removed = await done(removeRelations(ctx, { page_id: PROJECT, property: 'Tasks', ids: [there(ids[1])] }))
  const left = ids.slice(0, 5).filter((id) => id !== ids[1])
  expect(removed).toEqual({ ids: left, changed: [ids[1]], requests: 2 })
  expect(await relatedTo(ctx)).toEqual(left)
})

test('params: ids: ids without dashes, URLs and pages; one that is there already is no change', async () => {
  const { ctx, ids, sent } = await aWorld(3, 2)
  const url = `https://www.notion.so/Task-${there(ids[0]).replaceAll('-', '')}?pvs=4`
  const before = sent()
  const nothing = await done(
    addRelations(ctx, {
      page_id: PROJECT,
      property: 'Tasks',
      ids: [url, there(ids[1]).toUpperCase(), { id: there(ids[0]) }],
    }),
  )
  expect(nothing).toMatchObject({ ids: ids.slice(0, 2), changed: [], requests: 1 })
  expect(sent() - before).toBe(1)
  const absent = await done(removeRelations(ctx, { page_id: PROJECT, property: 'Tasks', ids: [there(ids[2])] }))
  expect(absent).toMatchObject({ changed: [], requests: 1 })
  const twice = await done(
    addRelations(ctx, { page_id: PROJECT, property: 'Tasks', ids: [there(ids[2]), there(ids[2])] }),
  )
  expect(twice.ids).toEqual(ids)
})

test('params: property: its id, and the URL of the page', async () => {
  const { ctx, ids } = await aWorld(2, 1)
  const page = await aPage(ctx, PROJECT)
  const property = `${there(page.properties.Tasks).id}`
  const added = await done(addRelations(ctx, { page_id: page.url, property, ids: [there(ids[1])] }))
  expect(added.ids).toEqual(ids)
})

describe('behavior: random lists', () => {
  test.each(inBatches(2, 10))('nothing is lost (seed $seed)', async (batch) => {
    const { ctx, ids } = await aWorld(100, 0)
    const some = fc.shuffledSubarray(Array.from({ length: 100 }, (_, n) => n))
    await fc.assert(
      fc.asyncProperty(some, some, some, async (start, add, remove) => {
        const of = (numbers: ReadonlyArray<number>) => numbers.map((n) => there(ids[n]))
        const relation = of(start).map((id) => ({ id }))
        await ok(notion.updatePage(ctx, { page_id: PROJECT, properties: { Tasks: { relation } } }))
        const added = await done(addRelations(ctx, { page_id: PROJECT, property: 'Tasks', ids: of(add) }))
        const expected = [...new Set([...of(start), ...of(add)])]
        expect(added.ids).toEqual(expected)
        expect(await relatedTo(ctx)).toEqual(expected)
        const removed = await done(removeRelations(ctx, { page_id: PROJECT, property: 'Tasks', ids: of(remove) }))
        const left = expected.filter((id) => !of(remove).includes(id))
        expect(removed.ids).toEqual(left)
        expect(await relatedTo(ctx)).toEqual(left)
      }),
      batch,
    )
  })
})

const cases = Object.entries(EVERY_FAULT).map(([fault, failing]) => ({ fault, failing }))

describe.each(cases)('behavior: $fault', ({ fault, failing }) => {
  test('at every request: nothing is lost, and a second call does the rest', async () => {
    // The page, the rest of the list, and the write.
    for (const times of [1, Number.POSITIVE_INFINITY]) {
      for (const index of turnsOf(fault, 3, times === 1 ? 0 : 1)) {
        const { ctx, ids, failAt, heal } = await aWorld(32, 30)
        const params: ChangeRelationParams = { page_id: PROJECT, property: 'Tasks', ids: ids.slice(30) }
        failAt(index, failing, times)
        const result = await addRelations(ctx, params)()
        heal()
        if (times === 1) expect(result).toMatchObject({ right: { ids, changed: ids.slice(30) } })
        else expect(E.isLeft(result)).toBe(true)
        const now = await relatedTo(ctx)
        expect(now.slice(0, 30)).toEqual(ids.slice(0, 30))
        const again = await done(addRelations(ctx, params))
        expect(again.ids).toEqual(ids)
        expect(await relatedTo(ctx)).toEqual(ids)
      }
    }
  })
})

test('error: more than 100 are refused, and the message names the other side', async () => {
  const { ctx, ids, sent } = await aWorld(103, 100)
  const before = sent()
  const result = await addRelations(ctx, { page_id: PROJECT, property: 'Tasks', ids: ids.slice(100) })()
  expect(sent() - before).toBe(3)
  expect(result).toMatchObject({
    left: { _tag: 'RelationRefusedError', reason: 'too_many', count: 103, other_side: { property_name: 'Project' } },
  })
  expect(E.isLeft(result) && result.left.message).toContain('the relation would have 103 pages')
  expect(E.isLeft(result) && result.left.message).toContain('other_side: true')
  expect(await relatedTo(ctx)).toEqual(ids.slice(0, 100))
})

test('params: other_side: adds to and removes from a list of more than 100', async () => {
  const { ctx, ids } = await aWorld(104, 101)
  const params = { page_id: PROJECT, property: 'Tasks', other_side: true }
  const added = await done(addRelations(ctx, { ...params, ids: ids.slice(99) }))
  expect(added).toMatchObject({ ids, changed: ids.slice(101) })
  expect(await relatedTo(ctx)).toEqual(ids)
  const removed = await done(removeRelations(ctx, { ...params, ids: [there(ids[0]), there(ids[50])] }))
  expect(removed.changed).toEqual([ids[0], ids[50]])
  expect(await relatedTo(ctx)).toEqual(ids.filter((_, index) => index !== 0 && index !== 50))
})

test('behavior: a list of more than 100 that shrinks below is written whole', async () => {
  const { ctx, ids } = await aWorld(103, 103)
  const removed = await done(removeRelations(ctx, { page_id: PROJECT, property: 'Tasks', ids: ids.slice(0, 5) }))
  expect(removed.ids).toEqual(ids.slice(5))
  expect(await relatedTo(ctx)).toEqual(ids.slice(5))
})

test('error: a one-way relation is refused without the other side', async () => {
  const world = await aWorld(3, 0)
  const { ctx, projects, tasks, ids } = world
  await ok(
    notion.updateDataSource(ctx, {
      data_source_id: projects,
      properties: { Later: { relation: { data_source_id: tasks, single_property: {} } } },
    }),
  )
  const many = Array.from({ length: 101 }, (_, n) => uuid(n, '55555555'))
  const result = await addRelations(ctx, {
    page_id: PROJECT,
    property: 'Later',
    ids: [...ids, ...many],
    other_side: true,
  })()
  expect(result).toMatchObject({ left: { _tag: 'RelationRefusedError', reason: 'too_many', count: 104 } })
  expect(E.isLeft(result) && 'other_side' in result.left).toBe(false)
})

test('error: a list that Notion does not show whole is never written', async () => {
  const { ctx, ids, simulator, projects, sent } = await aWorld(30, 0)
  const page = await aPage(ctx, PROJECT)
  // It has more pages than anybody can see.
  const Tasks = { ...there(page.properties.Tasks), relation: ids.slice(0, 25).map((id) => ({ id })), has_more: true }
  await simulator.load([
    {
      ...page,
      parent: { type: 'data_source_id', data_source_id: projects },
      properties: { ...page.properties, Tasks },
    },
  ])
  const before = sent()
  const result = await addRelations(ctx, { page_id: PROJECT, property: 'Tasks', ids: ids.slice(25) })()
  expect(result).toMatchObject({ left: { _tag: 'RelationRefusedError', reason: 'not_visible' } })
  expect(sent() - before).toBe(3)
  const completion = await ok(completePage(ctx, await aPage(ctx, PROJECT)))
  expect(completion).toMatchObject({ complete: false, incomplete: [{ name: 'Tasks', reason: 'not_visible' }] })
})

test('error: a property that is no relation, and one that is not there', async () => {
  const { ctx, ids, sent } = await aWorld(1, 0)
  for (const property of ['Name', 'Tsaks']) {
    const before = sent()
    const result = await addRelations(ctx, { page_id: PROJECT, property, ids })()
    expect(result).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'property', allowed: expect.stringContaining('Tasks') }] },
    })
    expect(sent() - before).toBe(1)
  }
})

test.each([
  [{ ids: ['x'] }, 'ids'],
  [{ ids: 'x' }, 'ids'],
  [{ page_id: 'x' }, 'page_id'],
  [{ property: '' }, 'property'],
  [{ other_side: 'yes' }, 'other_side'],
  [{ otherSide: true }, 'otherSide'],
])('error: %j is rejected before any request', async (wrong, field) => {
  const { ctx, sent } = await tried()
  const params = { page_id: PROJECT, property: 'Tasks', ids: [], ...wrong }
  const result = await addRelations(ctx, JSON.parse(JSON.stringify(params)))()
  expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field }] } })
  expect(sent()).toBe(0)
})
