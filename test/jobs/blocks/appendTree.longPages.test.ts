import { beforeAll, describe, expect, test } from 'vitest'
import { appendBlockChildren, deleteBlock } from '../../../src/index.js'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import type { AppendTreeParams } from '../../../src/jobs/blocks/appendTreeParams.js'
import { HOME, there } from '../../simulator/world.js'
import { done, outline, para, readBack, times } from '../../support/blockTrees.js'
import { APPLIED, EVERY_FAULT, NOT_APPLIED, type Tried, tried, turnsOf } from '../../support/everyFault.js'
import { expectSame } from '../../support/expectSame.js'

const BEFORE = times(102, () => para('same'))

/** A page of more children than one request reads, which was edited some minutes ago. */
const start = async (minutesAgo = 6): Promise<Tried> => {
  const world = await tried()
  await done(appendTree(world.ctx, { block_id: HOME, children: BEFORE, ids: 'first_level' }))
  await world.ctx.config.clock.sleep(minutesAgo * 60_000)
  return world
}

const saysIn = async (world: Tried) => (await readBack(world.ctx, HOME)).outline

const fault = (name: string) => there(EVERY_FAULT[name])
const [applied = ''] = Object.keys(APPLIED)

test('default: one paragraph at the end of a long page takes three requests', async () => {
  const world = await start()
  expect(await done(appendTree(world.ctx, { block_id: HOME, children: [para('one')] }))).toMatchObject({ requests: 3 })
})

test('params: position after one of the last blocks takes three requests, too', async () => {
  const world = await start()
  const { ids } = await readBack(world.ctx, HOME)
  const position = { type: 'after_block', after_block: { id: there(ids[100]?.id) } } as const
  const { requests } = await done(appendTree(world.ctx, { block_id: HOME, children: [para('one')], position }))
  expect(requests).toBe(3)
  expect((await saysIn(world))[101]).toEqual(outline([para('one')])[0])
})

describe.each(Object.keys(EVERY_FAULT))('behavior: on a long page, if any request fails: %s', (name) => {
  let world: Tried
  let begin: () => void
  let ids: ReadonlyArray<string | undefined> = []
  beforeAll(async () => {
    world = await start()
    begin = world.remember()
    ids = (await readBack(world.ctx, HOME)).ids.map(({ id }) => id)
  })

  test.each([
    ['at the end', 102, undefined, 2],
    ['after a block', 101, 100, 101],
  ])('every block is there exactly once: %s', async (_, at, after, count) => {
    const children = times(count, () => para('same'))
    const id = after === undefined ? undefined : there(ids[after])
    const params: AppendTreeParams = {
      block_id: HOME,
      children,
      ids: 'first_level',
      ...(id !== undefined && { position: { type: 'after_block', after_block: { id } } }),
    }
    for (const failures of [1, Number.POSITIVE_INFINITY]) {
      // The first request reads the page.
      for (const turn of turnsOf(name, count > 100 ? 3 : 2, failures === 1 ? 0 : 1)) {
        begin()
        world.failAt(turn + 1, fault(name), failures)
        let result = await appendTree(world.ctx, params)()
        world.heal()
        if (result._tag === 'Left') {
          expect(failures).toBe(Number.POSITIVE_INFINITY)
          const stopped = result.left
          const resume = stopped._tag === 'PartialAppendError' ? JSON.parse(JSON.stringify(stopped.resume)) : undefined
          result = await appendTree(world.ctx, { ...params, resume })()
        }
        const read = await readBack(world.ctx, HOME)
        expectSame(read.outline, [...outline(BEFORE.slice(0, at)), ...outline(children), ...outline(BEFORE.slice(at))])
        const written = read.ids.slice(at, at + children.length).map((one) => one.id)
        const { ids: returned } = await done(async () => result)
        expectSame(
          returned.map((one) => one.id),
          written,
        )
      }
    }
  })
})

describe('behavior: an append of unknown outcome to a long page that was edited in the same minute', () => {
  const children = [para('same')]

  test('stops if the same blocks were written in that minute, and says what to do', async () => {
    const world = await start(0)
    world.failAt(2, fault(applied))
    const result = await appendTree(world.ctx, { block_id: HOME, children })()
    expect(result).toMatchObject({
      left: {
        _tag: 'PartialAppendError',
        message: expect.stringMatching(/cannot tell whether the last append was applied.*unsettled: false in resume$/),
        cause: { outcome: 'unknown' },
        resume: { done: 0, unsettled: true },
      },
    })
    if (result._tag === 'Right' || result.left._tag !== 'PartialAppendError') return
    const { resume } = result.left
    expect(await appendTree(world.ctx, { block_id: HOME, children, resume })()).toMatchObject({ left: { resume } })
    // There are 103 instead of 102: the last one is of the job.
    const last = (await readBack(world.ctx, HOME)).ids[102]
    await done(deleteBlock(world.ctx, { block_id: there(last?.id) }))
    await done(appendTree(world.ctx, { block_id: HOME, children, resume: { ...resume, unsettled: false } }))
    expect(await saysIn(world)).toEqual(outline([...BEFORE, ...children]))
  })

  test('writes the blocks if nothing like them is there', async () => {
    const world = await start(0)
    world.failAt(2, there(NOT_APPLIED['504']))
    await done(appendTree(world.ctx, { block_id: HOME, children: [para('other')] }))
    expect(await saysIn(world)).toEqual(outline([...BEFORE, para('other')]))
  })

  test('stops if the connection wrote the same twice meanwhile', async () => {
    const world = await start()
    world.failAt(2, async (send) => {
      const response = await send()
      world.heal()
      await done(
        appendBlockChildren(world.ctx, {
          block_id: HOME,
          children: [{ paragraph: { rich_text: [{ text: { content: 'same' } }] } }],
        }),
      )
      return response.ok ? new Response('', { status: 502 }) : response
    })
    const result = await appendTree(world.ctx, { block_id: HOME, children })()
    expect(result).toMatchObject({ left: { _tag: 'PartialAppendError', resume: { unsettled: true } } })
  })
})
