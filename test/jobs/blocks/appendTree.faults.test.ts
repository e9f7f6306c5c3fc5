import { expect, test } from 'vitest'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import type { AppendTreeParams } from '../../../src/jobs/blocks/appendTreeParams.js'
import type { BlockTreeRequest } from '../../../src/jobs/blocks/blockTreeRequest.js'
import { HOME } from '../../simulator/world.js'
import { columns, done, outline, para, readBack, table, times } from '../../support/blockTrees.js'
import { EVERY_FAULT, type Failing, type Tried, tried } from '../../support/everyFault.js'

/** Identical siblings, levels that take requests of their own, a column list, and a table. */
const CHILDREN: ReadonlyArray<BlockTreeRequest> = [
  para('same'),
  para('same', para('child', para('grandchild', para('deep'), para('same', para('deeper'))))),
  columns([para('left', para('a', para('b', para('c'))))], [para('right')]),
  table(101),
  ...times(97, () => para('same')),
]

/** What is there before: the same text as in the first block. */
const BEFORE = [para('same'), para('end')]

const start = async (): Promise<Tried> => {
  const world = await tried()
  await done(appendTree(world.ctx, { block_id: HOME, children: BEFORE }))
  return world
}

/** The parameters for a new job in the same place. */
const paramsIn = async (world: Tried, isBetween: boolean): Promise<AppendTreeParams> => {
  if (!isBetween) return { block_id: HOME, children: CHILDREN }
  const [first] = (await readBack(world.ctx, HOME)).ids
  return { block_id: HOME, children: CHILDREN, position: { type: 'after_block', after_block: { id: first?.id ?? '' } } }
}

const requestsOf = async (isBetween: boolean): Promise<number> => {
  const world = await start()
  const params = await paramsIn(world, isBetween)
  const before = world.sent()
  await done(appendTree(world.ctx, params))
  return world.sent() - before
}

/** Runs the job while a request fails, resumes it in another process if it stops, and reads back what is there. */
const runWithFault = async (index: number, failing: Failing, isForever: boolean, isBetween: boolean): Promise<void> => {
  const world = await start()
  const params = await paramsIn(world, isBetween)
  world.failAt(index, failing, isForever ? Number.POSITIVE_INFINITY : 1)
  let result = await appendTree(world.ctx, params)()
  world.heal()
  if (result._tag === 'Left') {
    const stopped = result.left
    const resume = stopped._tag === 'PartialAppendError' ? JSON.parse(JSON.stringify(stopped.resume)) : undefined
    result = await appendTree(world.ctx, { ...params, resume })()
    expect(isForever).toBe(true)
  }
  const read = await readBack(world.ctx, HOME)
  const [before, ...after] = outline(BEFORE)
  expect(read.outline).toEqual(
    isBetween ? [before, ...outline(CHILDREN), ...after] : [before, ...after, ...outline(CHILDREN)],
  )
  const from = isBetween ? 1 : 2
  expect(result).toMatchObject({ _tag: 'Right', right: { ids: read.ids.slice(from, from + CHILDREN.length) } })
}

const FAULTS = Object.entries(EVERY_FAULT)

test.each(FAULTS)('behavior: every block is there exactly once if any request fails: %s', async (_, failing) => {
  const requests = await requestsOf(false)
  for (let index = 0; index < requests; index++) await runWithFault(index, failing, false, false)
})

test.each(FAULTS)(
  'behavior: a job resumed after any request failed for good writes only the rest: %s',
  async (_, failing) => {
    const requests = await requestsOf(false)
    for (let index = 0; index < requests; index++) await runWithFault(index, failing, true, false)
  },
)

// Every second fault: the faults differ in what the tests above cover.
test.each(FAULTS.filter((_, index) => index % 2 === 1))(
  'params: position keeps the blocks together if any request fails: %s',
  async (_, failing) => {
    const requests = await requestsOf(true)
    for (let index = 0; index < requests; index++) await runWithFault(index, failing, index % 2 === 0, true)
  },
)
