import type { Simulator } from '@notion-fp/simulator'
import { expect, test } from 'vitest'
import type { Context } from '../../../src/core/call/context.js'
import { appendBlockChildren, createPage, deleteBlock, getBlock, getPage, updateBlock } from '../../../src/index.js'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import type { BlockTreeRequest } from '../../../src/jobs/blocks/blockTreeRequest.js'
import { replaceContent } from '../../../src/jobs/blocks/replaceContent.js'
import { getBlockTree } from '../../../src/jobs/blocks/tree/getBlockTree.js'
import { HOME } from '../../simulator/world.js'
import { columns, done, outline, para, present, readBack, run, table, times } from '../../support/blockTrees.js'
import { EVERY_FAULT, tried, turnsOf } from '../../support/everyFault.js'
import { expectSame } from '../../support/expectSame.js'

const write = (ctx: Context, children: ReadonlyArray<BlockTreeRequest>, block_id = HOME) =>
  done(appendTree(ctx, { block_id, children }))

const childPage = async (ctx: Context, title: string): Promise<string> => {
  const page = await done(createPage(ctx, { parent: { page_id: HOME }, properties: { title: { title: run(title) } } }))
  return page.id
}

test('default: a changed paragraph of a long document is one write', async () => {
  const { ctx, sent } = await tried()
  const page = times(250, (index) => para(`line ${index}`))
  await write(ctx, page)
  const before = sent()
  const children = page.map((block, index) => (index === 200 ? para('changed') : block))
  const report = await done(replaceContent(ctx, { block_id: HOME, children }))
  expect([report.updated.length, report.inserted.length, report.deleted.length]).toEqual([1, 0, 0])
  // Three reads and one write.
  expect([report.requests, sent() - before, report.plan.cost.requests]).toEqual([4, 4, 1])
  expect((await readBack(ctx, HOME)).outline).toEqual(outline(children))
  expect((await done(replaceContent(ctx, { block_id: HOME, children }))).plan.cost.requests).toBe(0)
})

test('behavior: insertions go to their places, at any depth', async () => {
  const { ctx } = await tried()
  await write(ctx, [para('a', para('b')), para('c'), table(3)])
  const children = [
    para('start'),
    para('a', para('x'), para('b', para('y', para('z', para('deep')))), para('end')),
    columns([para('left')], [para('right')]),
    para('c'),
    table(150),
    para('end'),
  ]
  const report = await done(replaceContent(ctx, { block_id: HOME, children }))
  expect((await readBack(ctx, HOME)).outline).toEqual(outline(children))
  expect(report.requests).toBeLessThanOrEqual(20)
})

test('behavior: blocks that were read stay, and child pages stay in their places', async () => {
  const { ctx } = await tried()
  await write(ctx, [para('a')])
  const page = await childPage(ctx, 'Child')
  await write(ctx, [para('b'), para('c', para('d'))])
  const tree = await done(getBlockTree(ctx, { block_id: HOME }))
  const same = await done(replaceContent(ctx, { block_id: HOME, children: tree.children }))
  expect([same.plan.cost.requests, same.plan.keep.length]).toEqual([0, 5])
  const report = await done(replaceContent(ctx, { block_id: HOME, children: [para('x'), para('c')] }))
  expect(report.plan.spared).toEqual([{ block_id: page, type: 'child_page' }])
  expect((await readBack(ctx, HOME)).outline.map(({ says }) => says)).toEqual([
    'paragraph x',
    'child_page',
    'paragraph c',
  ])
  expect((await done(getPage(ctx, { page_id: page }))).in_trash).toBe(false)
})

test('params: dry_run plans and writes nothing', async () => {
  const { ctx } = await tried()
  await write(ctx, [para('a'), para('b')])
  const report = await done(replaceContent(ctx, { block_id: HOME, children: [para('c')], dry_run: true }))
  expect([report.requests, report.plan.update.length, report.plan.delete.length, report.updated]).toEqual([1, 1, 1, []])
  expect((await readBack(ctx, HOME)).outline.map(({ says }) => says)).toEqual(['paragraph a', 'paragraph b'])
})

test('params: expected_last_edited_time stops before any write if the page was edited, by the minute', async () => {
  const { ctx } = await tried()
  await write(ctx, [para('a')])
  const { last_edited_time } = await done(getBlock(ctx, { block_id: HOME }))
  const guarded = { block_id: HOME, children: [para('b')], expected_last_edited_time: `${last_edited_time}` }
  expect(
    await replaceContent(ctx, { ...guarded, expected_last_edited_time: '2020-02-02T02:02:00.000Z' })(),
  ).toMatchObject({
    left: {
      _tag: 'ConflictError',
      message: expect.stringMatching(new RegExp(`${last_edited_time}.*2020-02-02T02:02:00.000Z`)),
    },
  })
  expect((await readBack(ctx, HOME)).outline).toEqual(outline([para('a')]))
  const sameMinute = `${last_edited_time}`.replace(':00.000Z', ':59.999Z')
  expect((await done(replaceContent(ctx, { ...guarded, expected_last_edited_time: sameMinute }))).updated).toHaveLength(
    1,
  )
})

test('params: region replaces only what is between two blocks', async () => {
  const { ctx } = await tried()
  await write(ctx, [para('before'), para('from'), para('old', para('inner')), para('old 2'), para('to'), para('after')])
  const ids = (await readBack(ctx, HOME)).ids.map(({ id = '' }) => id)
  const [, after, , , before] = ids
  const children = [para('new', para('inner')), para('new 2'), para('new 3')]
  await done(replaceContent(ctx, { block_id: HOME, children, region: { after, before } }))
  const says = async () => (await readBack(ctx, HOME)).outline.map(({ says }) => says.replace('paragraph ', ''))
  expect(await says()).toEqual(['before', 'from', 'new', 'new 2', 'new 3', 'to', 'after'])
  await done(replaceContent(ctx, { block_id: HOME, children: [], region: { after, before } }))
  await done(replaceContent(ctx, { block_id: HOME, children: [para('again')], region: { after, before } }))
  expect(await says()).toEqual(['before', 'from', 'again', 'to', 'after'])
  await done(replaceContent(ctx, { block_id: HOME, children: [para('first')], region: { before: after } }))
  await done(replaceContent(ctx, { block_id: HOME, children: [para('last')], region: { after: before } }))
  expect(await says()).toEqual(['first', 'from', 'again', 'to', 'last'])
})

test.each<[string, (ids: ReadonlyArray<string>) => object]>([
  ['in another order', ([one, other]) => ({ after: other, before: one })],
  ['that are the same', ([one]) => ({ after: one, before: one })],
  ['that are no children', ([one]) => ({ after: one, before: HOME })],
  ['that are none', () => ({})],
  ['that are no ids', () => ({ after: 'x' })],
])('error: a region of blocks %s', async (_, region) => {
  const { ctx } = await tried()
  await write(ctx, [para('a'), para('b')])
  const ids = (await readBack(ctx, HOME)).ids.map(({ id = '' }) => id)
  const result = await replaceContent(ctx, { block_id: HOME, children: [], region: region(ids) })()
  expect(result).toMatchObject({ left: { _tag: 'InvalidInputError' } })
})

test('error: a list that cannot be read, before anything is sent', async () => {
  const { ctx, sent } = await tried()
  const children = new Proxy([para('a')], {
    get: () => {
      throw new Error('no')
    },
  })
  expect(await replaceContent(ctx, { block_id: HOME, children })()).toMatchObject({
    left: { _tag: 'InvalidInputError' },
  })
  expect(sent()).toBe(0)
})

test('error: blocks that cannot be written, before anything is sent', async () => {
  const { ctx, sent } = await tried()
  const before = sent()
  const result = await replaceContent(ctx, {
    block_id: HOME,
    children: [{ equation: { expression: 'x'.repeat(1001) } }],
  })()
  expect(result).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  expect(sent()).toBe(before)
})

test('params: max_requests stops the job, which continues with its resume', async () => {
  const { ctx } = await tried()
  await write(
    ctx,
    times(5, (index) => para(`${index}`)),
  )
  const children = times(5, (index) => para(`new ${index}`))
  const params = { block_id: HOME, children, expected_last_edited_time: '2026-01-01T00:00:00.000Z', concurrency: 1 }
  const first = await replaceContent(ctx, { ...params, max_requests: 4 })()
  if (first._tag === 'Right' || first.left._tag !== 'PartialReplaceError') throw new Error(JSON.stringify(first))
  expect(first.left).toMatchObject({ left: { updates: 3 }, cause: { _tag: 'AbortError', reason: 'max_requests' } })
  const resume = JSON.parse(JSON.stringify(first.left.resume))
  const second = await done(replaceContent(ctx, { ...params, resume }))
  expect(second.updated).toHaveLength(3)
  expect((await readBack(ctx, HOME)).outline).toEqual(outline(children))
  expect(await replaceContent(ctx, { block_id: HOME, children: [], resume })()).toMatchObject({
    left: { _tag: 'InvalidInputError' },
  })
})

test('behavior: a block that was deleted meanwhile counts as deleted', async () => {
  const { ctx } = await tried()
  await write(ctx, [para('a'), para('b')])
  const [id = ''] = (await readBack(ctx, HOME)).ids.map((one) => one.id ?? '')
  await done(deleteBlock(ctx, { block_id: id }))
  expect((await done(updateBlock(ctx, { block_id: id, in_trash: false }))).id).toBe(id)
  const report = await done(replaceContent(ctx, { block_id: HOME, children: [] }))
  expect(report.deleted).toHaveLength(2)
  expect((await done(appendBlockChildren(ctx, { block_id: HOME, children: [] }))).results).toEqual([])
})

/** Updates, insertions in three places and two levels, deletions, and a page that stays. */
const BEFORE = [para('a'), para('same'), para('t', para('x'), para('y')), para('gone'), para('gone too'), para('z')]
const AFTER = [
  para('changed'),
  para('same'),
  para('new'),
  para('t', para('y'), para('new', para('p', para('q', para('r')))), para('same')),
  para('z'),
  para('end'),
  para('same'),
]

const start = async () => {
  const world = await tried()
  await write(world.ctx, BEFORE.slice(0, 3))
  const page = await childPage(world.ctx, 'Child')
  await write(world.ctx, BEFORE.slice(3))
  return { ...world, page }
}

const withoutPage = (simulator: Simulator) =>
  present(simulator, HOME).outline.filter(({ says }) => says !== 'child_page')

test.each(Object.entries(EVERY_FAULT))(
  'behavior: the content is there exactly once if any request fails, once or for good: %s',
  async (fault, failing) => {
    const world = await start()
    const begin = world.remember()
    const from = world.sent()
    const params = { block_id: HOME, children: AFTER, concurrency: 2 }
    const plain = await done(replaceContent(world.ctx, params))
    expect([plain.updated, plain.deleted, plain.plan.insert].every(({ length }) => length > 0)).toBe(true)
    const requests = world.sent() - from
    for (const count of [1, Number.POSITIVE_INFINITY]) {
      for (const index of turnsOf(fault, requests, count === 1 ? 0 : 1)) {
        begin()
        world.failAt(index, failing, count)
        const result = await replaceContent(world.ctx, params)()
        world.heal()
        if (result._tag === 'Left') {
          const { left } = result
          const resume = left._tag === 'PartialReplaceError' ? JSON.parse(JSON.stringify(left.resume)) : undefined
          await done(replaceContent(world.ctx, { ...params, resume }))
        }
        expect(result._tag === 'Left').toBe(count > 1)
        expectSame(withoutPage(world.simulator), outline(AFTER))
        expect((await done(getPage(world.ctx, { page_id: world.page }))).in_trash).toBe(false)
      }
    }
  },
)
