import { expect, test } from 'vitest'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import type { AppendTreeParams } from '../../../src/jobs/blocks/appendTreeParams.js'
import type { BlockTreeRequest } from '../../../src/jobs/blocks/blockTreeRequest.js'
import { planWithin } from '../../../src/jobs/blocks/planAppend.js'
import { REQUEST_LIMITS, type RequestLimits } from '../../../src/jobs/blocks/requestLimits.js'
import { HOME, there } from '../../simulator/world.js'
import { columns, done, outline, para, present, table, times } from '../../support/blockTrees.js'
import { EVERY_FAULT, type Failing, type Tried, tried, turnsOf } from '../../support/everyFault.js'
import { expectSame } from '../../support/expectSame.js'

/** Identical siblings, levels that take requests of their own, a column list, and a table: more than the limits of one request. */
const treeWithin = ({ elements }: RequestLimits): ReadonlyArray<BlockTreeRequest> => [
  para('same'),
  para('same', para('child', para('grandchild', para('deep'), para('same', para('deeper'))))),
  columns([para('left', para('a', para('b', para('c'))))], [para('right')]),
  table(elements + 1),
  ...times(elements - 3, () => para('same')),
]

/** Requests that are small, so that each fault costs little. */
const SMALL: RequestLimits = { elements: 5, blocks: 12, bytes: 10_000 }

/** What is there before: the same text as in the first block. */
const BEFORE = [para('same'), para('end')]

interface World extends Tried {
  readonly children: ReadonlyArray<BlockTreeRequest>
  readonly params: AppendTreeParams
  /** Makes the page what it was. */
  readonly begin: () => void
  /** The number of requests without a fault. */
  readonly requests: number
}

const start = async (isBetween: boolean, limits = SMALL): Promise<World> => {
  const world = await tried()
  const { ids } = await done(appendTree(world.ctx, { block_id: HOME, children: BEFORE }))
  const children = treeWithin(limits)
  const plan = await done(async () => planWithin(children, limits))
  const after_block = { id: there(ids[0]?.id) }
  const params: AppendTreeParams = {
    block_id: HOME,
    plan,
    ...(isBetween && { position: { type: 'after_block', after_block } }),
  }
  const begin = world.remember()
  const before = world.sent()
  await done(appendTree(world.ctx, params))
  return { ...world, children, params, begin, requests: world.sent() - before }
}

/** Runs the job while a request fails, resumes it in another process if it stops, and reads back what is there. */
const runWithFault = async (world: World, index: number, failing: Failing, isForever: boolean): Promise<void> => {
  const { begin, children, params } = world
  begin()
  world.failAt(index, failing, isForever ? Number.POSITIVE_INFINITY : 1)
  let result = await appendTree(world.ctx, params)()
  world.heal()
  if (result._tag === 'Left') {
    const stopped = result.left
    const resume = stopped._tag === 'PartialAppendError' ? JSON.parse(JSON.stringify(stopped.resume)) : undefined
    result = await appendTree(world.ctx, { ...params, resume })()
    expect(isForever).toBe(true)
  }
  const read = present(world.simulator, HOME)
  const [before, ...after] = outline(BEFORE)
  const all = outline(children)
  expectSame(read.outline, params.position ? [before, ...all, ...after] : [before, ...after, ...all])
  const from = params.position ? 1 : 2
  const ids = read.ids.slice(from, from + children.length)
  expectSame(result._tag === 'Right' && result.right.ids, ids)
}

const FAULTS = Object.entries(EVERY_FAULT)

test.each(FAULTS)('behavior: every block is there exactly once if any request fails: %s', async (fault, failing) => {
  const world = await start(false)
  for (const index of turnsOf(fault, world.requests)) await runWithFault(world, index, failing, false)
})

test.each(FAULTS)(
  'behavior: a job resumed after any request failed for good writes only the rest: %s',
  async (fault, failing) => {
    const world = await start(false)
    for (const index of turnsOf(fault, world.requests, 1)) await runWithFault(world, index, failing, true)
  },
)

test.each(FAULTS)('params: position keeps the blocks together if any request fails: %s', async (fault, failing) => {
  const world = await start(true)
  for (const index of turnsOf(fault, world.requests, 2)) await runWithFault(world, index, failing, index % 2 === 0)
})

// With the limits of the API: one fault that is applied and one that is not.
test.each(['504', '504 after the request was applied'])('behavior: full requests, too: %s', async (name) => {
  const world = await start(false, REQUEST_LIMITS)
  for (let index = 0; index < world.requests; index++) {
    await runWithFault(world, index, there(EVERY_FAULT[name]), index % 2 === 0)
  }
})
