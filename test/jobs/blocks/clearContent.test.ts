import { expect, test } from 'vitest'
import type { Context } from '../../../src/core/call/context.js'
import { createDatabase, createPage, deleteBlock, getBlock, getPage } from '../../../src/index.js'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import type { BlockTreeRequest } from '../../../src/jobs/blocks/blockTreeRequest.js'
import { clearContent } from '../../../src/jobs/blocks/clearContent.js'
import { HOME } from '../../simulator/world.js'
import { done, para, readBack, run, times } from '../../support/blockTrees.js'
import { EVERY_FAULT, tried, turnsOf } from '../../support/everyFault.js'

const write = (ctx: Context, children: ReadonlyArray<BlockTreeRequest>, block_id = HOME) =>
  done(appendTree(ctx, { block_id, children }))

const childPage = (ctx: Context) =>
  done(createPage(ctx, { parent: { page_id: HOME }, properties: { title: { title: run('Child') } } }))

const childDatabase = (ctx: Context) =>
  done(
    createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      initial_data_source: { properties: { Name: { title: {} } } },
    }),
  )

test('default: deletes all blocks, also of more than one page of children', async () => {
  const { ctx } = await tried()
  await write(
    ctx,
    times(230, (index) => para(`${index}`)),
  )
  const report = await done(clearContent(ctx, { block_id: HOME }))
  expect([report.deleted.length, report.spared]).toEqual([230, []])
  expect((await readBack(ctx, HOME)).ids).toEqual([])
  expect((await done(clearContent(ctx, { block_id: HOME }))).requests).toBe(1)
})

test('behavior: child pages, databases, synced originals and what contains them stay', async () => {
  const { ctx } = await tried()
  const page = await childPage(ctx)
  const database = await childDatabase(ctx)
  await write(ctx, [para('a'), { synced_block: { synced_from: null, children: [para('b')] } }, para('c')])
  const report = await done(clearContent(ctx, { block_id: HOME }))
  expect(report.deleted).toHaveLength(2)
  expect(report.spared.map(({ type }) => type)).toEqual(['child_page', 'child_database', 'synced_original'])
  expect((await done(getPage(ctx, { page_id: page.id }))).in_trash).toBe(false)
  expect((await done(getBlock(ctx, { block_id: database.id }))).in_trash).toBe(false)
})

test('params: also_delete deletes them as well', async () => {
  const { ctx } = await tried()
  const page = await childPage(ctx)
  await childDatabase(ctx)
  await write(ctx, [{ synced_block: { synced_from: null, children: [para('b')] } }])
  const also_delete = ['child_page', 'child_database', 'synced_original'] as const
  const report = await done(clearContent(ctx, { block_id: HOME, also_delete }))
  expect([report.deleted.length, report.spared]).toEqual([3, []])
  expect((await done(getPage(ctx, { page_id: page.id }))).in_trash).toBe(true)
})

test('params: dry_run and expected_last_edited_time', async () => {
  const { ctx } = await tried()
  await write(ctx, [para('a')])
  expect((await done(clearContent(ctx, { block_id: HOME, dry_run: true }))).deleted).toHaveLength(1)
  const expected_last_edited_time = '2020-01-01T00:00:00.000Z'
  expect(await clearContent(ctx, { block_id: HOME, expected_last_edited_time })()).toMatchObject({
    left: { _tag: 'ConflictError' },
  })
  expect((await readBack(ctx, HOME)).ids).toHaveLength(1)
})

test.each(Object.entries(EVERY_FAULT))(
  'behavior: all is deleted if any request fails, once or for good: %s',
  async (fault, failing) => {
    const world = await tried()
    await write(world.ctx, [para('a', para('b')), para('c')])
    const page = await childPage(world.ctx)
    await write(world.ctx, [para('d')])
    const begin = world.remember()
    for (const count of [1, Number.POSITIVE_INFINITY]) {
      for (const index of turnsOf(fault, 7, count === 1 ? 0 : 1)) {
        begin()
        world.failAt(index, failing, count)
        const result = await clearContent(world.ctx, { block_id: HOME })()
        world.heal()
        if (result._tag === 'Left') await done(clearContent(world.ctx, { block_id: HOME }))
        expect((await readBack(world.ctx, HOME)).ids.map(({ id }) => id)).toEqual([page.id])
        expect((await done(getPage(world.ctx, { page_id: page.id }))).in_trash).toBe(false)
      }
    }
  },
)

const refused = (status: number, code: string, message: string) => async () =>
  new Response(JSON.stringify({ object: 'error', status, code, message }), {
    status,
    headers: { 'content-type': 'application/json' },
  })

test('behavior: a cursor that expires while the content is read does not stop the job', async () => {
  const { ctx, failAt } = await tried()
  await write(
    ctx,
    times(101, (index) => para(`${index}`)),
  )
  failAt(1, refused(400, 'validation_error', 'The start_cursor provided is invalid: expired.'))
  expect((await done(clearContent(ctx, { block_id: HOME }))).deleted).toHaveLength(101)
})

test('error: a missing permission in the middle says what was deleted; the rest goes when it is resumed', async () => {
  const { ctx, failAt, heal } = await tried()
  await write(ctx, [para('a'), para('b'), para('c')])
  // One request reads, two delete.
  failAt(3, refused(403, 'restricted_resource', 'No permission.'), Number.POSITIVE_INFINITY)
  const stopped = await clearContent(ctx, { block_id: HOME, concurrency: 1 })()
  expect(stopped).toMatchObject({
    left: { _tag: 'PartialReplaceError', left: { deletions: 1 }, cause: { _tag: 'PermissionError' } },
  })
  heal()
  if (stopped._tag === 'Right' || stopped.left._tag !== 'PartialReplaceError') return
  const resume = JSON.parse(JSON.stringify(stopped.left.resume))
  expect((await done(clearContent(ctx, { block_id: HOME, resume }))).deleted).toHaveLength(1)
  expect((await readBack(ctx, HOME)).ids).toEqual([])
})

test('error: the resume of other content is refused before anything is sent', async () => {
  const { ctx, sent } = await tried()
  const before = sent()
  const resume = { block_id: HOME, hash: 'of other content' }
  expect(await clearContent(ctx, { block_id: HOME, resume })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'resume' }] },
  })
  expect(sent()).toBe(before)
})

test.each([
  ['in the trash', refused(400, 'validation_error', "Can't edit block that is archived.")],
  ['gone', refused(404, 'object_not_found', 'Could not find block.')],
])('behavior: a block that somebody deleted meanwhile is deleted: it is %s', async (_, failing) => {
  const { ctx, failAt, heal } = await tried()
  await write(ctx, [para('a'), para('b')])
  const [first] = (await readBack(ctx, HOME)).ids
  failAt(1, async () => {
    heal()
    await done(deleteBlock(ctx, { block_id: first?.id ?? '' }))
    return failing()
  })
  const report = await done(clearContent(ctx, { block_id: HOME, concurrency: 1 }))
  expect(report.deleted).toHaveLength(2)
  expect((await readBack(ctx, HOME)).ids).toEqual([])
})
