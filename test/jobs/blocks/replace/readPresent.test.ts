import { expect, test } from 'vitest'
import { appendBlockChildren } from '../../../../src/index.js'
import { appendTree } from '../../../../src/jobs/blocks/appendTree.js'
import { clearContent } from '../../../../src/jobs/blocks/clearContent.js'
import { replaceContent } from '../../../../src/jobs/blocks/replaceContent.js'
import { HOME, there } from '../../../simulator/world.js'
import { done, outline, para, readBack, run } from '../../../support/blockTrees.js'
import { type Failing, tried } from '../../../support/everyFault.js'

const forbidden: Failing = async () => new Response('{}', { status: 403 })

const start = async () => {
  const world = await tried()
  const { ids } = await done(
    appendTree(world.ctx, { block_id: HOME, children: [para('from'), para('old', para('inner')), para('to')] }),
  )
  const [from, old, to] = ids
  const [inner] = old?.children ?? []
  return { ...world, from: there(from?.id), inner: there(inner?.id), to: there(to?.id) }
}

test('params: a region by the URLs of its blocks', async () => {
  const { ctx, from, to } = await start()
  const url = (id: string): string => `https://www.notion.so/Page-${HOME.replaceAll('-', '')}#${id.replaceAll('-', '')}`
  const region = { after: url(from), before: url(to) }
  await done(replaceContent(ctx, { block_id: HOME, children: [para('new')], region }))
  expect((await readBack(ctx, HOME)).outline).toEqual(outline([para('from'), para('new'), para('to')]))
})

test('error: blocks of a region that are inside of another block, or not there', async () => {
  const { ctx, from, inner } = await start()
  for (const [name, id] of [
    ['after', inner],
    ['before', inner],
    ['before', HOME],
    ['before', from],
  ] as const) {
    const region = { after: name === 'before' ? from : undefined, [name]: id }
    expect(await replaceContent(ctx, { block_id: HOME, children: [], region })()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: `region.${name}`, given: id }] },
    })
  }
  expect((await readBack(ctx, HOME)).ids).toHaveLength(3)
})

test('error: a page or a block of the region that cannot be read: nothing is written', async () => {
  const { ctx, from, failAt, heal } = await start()
  for (const index of [0, 1]) {
    failAt(index, forbidden)
    const params = { block_id: HOME, children: [], region: { after: from } }
    expect(await replaceContent(ctx, params)()).toMatchObject({ left: { _tag: 'PermissionError' } })
    heal()
  }
  expect((await readBack(ctx, HOME)).ids).toHaveLength(3)
})

test('error: a page whose last edit cannot be read, or is no time: nothing is deleted', async () => {
  const { ctx, failAt, heal } = await start()
  const params = { block_id: HOME, expected_last_edited_time: '2026-01-01T00:00:00.000Z' }
  failAt(2, forbidden)
  expect(await clearContent(ctx, params)()).toMatchObject({ left: { _tag: 'PermissionError' } })
  heal()
  expect(await clearContent(ctx, { ...params, expected_last_edited_time: 'yesterday' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'expected_last_edited_time' }] },
  })
  expect((await readBack(ctx, HOME)).ids).toHaveLength(3)
})

test('behavior: content that others add while it is cleared is deleted, too, but not for ever', async () => {
  const world = await start()
  let added = 0
  let isOwn = true
  world.failAt(
    0,
    async (send) => {
      const response = await send()
      // After each list of children.
      if (isOwn && (await response.clone().json()).object === 'list') {
        isOwn = false
        const paragraph = { rich_text: run(`${added++}`) }
        await done(appendBlockChildren(world.ctx, { block_id: HOME, children: [{ paragraph }] }))
        isOwn = true
      }
      return response
    },
    Number.POSITIVE_INFINITY,
  )
  const report = await done(clearContent(world.ctx, { block_id: HOME }))
  world.heal()
  expect(report.deleted.length).toBeGreaterThan(10)
  const left = (await readBack(world.ctx, HOME)).ids
  expect(left.length + report.deleted.length).toBe(3 + added)
  expect(left.length).toBeLessThanOrEqual(2)
})
