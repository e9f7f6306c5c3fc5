import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { getBlockTree } from '../../../../src/jobs/blocks/tree/getBlockTree.js'
import { walkBlocks } from '../../../../src/jobs/blocks/tree/walkBlocks.js'
import { all, given, HOME } from '../../../simulator/world.js'
import { tried } from '../../../support/everyFault.js'
import { fakeClock, settled } from '../../../support/fakes.js'
import { ctxServed, idOfKey, leaves, planner, type Served, serving, servingPlan } from '../../../support/trees.js'

/** 500 toggles with 50 children each. */
const many = (id: string, from: number): ReadonlyArray<Served> => {
  const isRoot = id === HOME
  const first = isRoot ? 0 : 500 + Number.parseInt(id.slice(-12), 16) * 50
  return Array.from({ length: isRoot ? Math.min(101, 500 - from) : 50 }, (_, index) => ({
    key: first + from + index + 1,
    type: isRoot ? 'toggle' : 'paragraph',
    has_children: isRoot,
  }))
}

/** Frees what nothing holds any more. */
const collectGarbage = async (): Promise<void> => {
  setFlagsFromString('--expose-gc')
  // What a `WeakRef` gave in this turn lives until its end.
  await new Promise((resolve) => setImmediate(resolve))
  runInNewContext('gc')()
}

describe('behavior: a walk', () => {
  test('holds a bounded number of blocks, however many there are', async () => {
    let served = 0
    let walked = 0
    let most = 0
    const list = serving((id, from) => {
      const blocks = many(id, from)
      served += Math.min(100, blocks.length)
      return blocks
    })
    const seen: Array<WeakRef<object>> = []
    let held = 0
    for await (const step of walkBlocks(ctxServed(list, fakeClock()), { block_id: HOME })) {
      seen.push(new WeakRef(given(step).block))
      walked++
      most = Math.max(most, served - walked)
      if (walked < 25_500) continue
      await collectGarbage()
      held = seen.filter((block) => block.deref()).length
    }
    expect(walked).toBe(25_500)
    expect(most).toBeLessThan(2_500)
    expect(held).toBeLessThan(500)
  })

  test('requests what comes next in the document first', async () => {
    const requested: Array<string> = []
    const plan = planner()
    const planned = [plan([plan([plan()])]), plan([plan()]), plan([plan()])]
    const list = serving(servingPlan(planned), async (id) => {
      requested.push(id)
      return undefined
    })
    await all(walkBlocks(ctxServed(list, fakeClock()), { block_id: HOME, concurrency: 1 }))
    expect(requested).toEqual([HOME, idOfKey(3), idOfKey(2), idOfKey(5), idOfKey(7)])
  })

  test('that is left sends nothing more, and aborts the requests in flight', async () => {
    const signals: Array<AbortSignal> = []
    const plan = planner()
    const planned = Array.from({ length: 50 }, () => plan(leaves(plan, 1)))
    const list = serving(servingPlan(planned), (id, { signal }) => {
      if (signal) signals.push(signal)
      return id === HOME
        ? Promise.resolve(undefined)
        : new Promise((_, reject) => signal?.addEventListener('abort', reject))
    })
    for await (const step of walkBlocks(ctxServed(list, fakeClock()), { block_id: HOME })) {
      expect(given(step).block.id).toBe(idOfKey(2))
      break
    }
    const sent = signals.length
    expect(sent).toBeGreaterThan(1)
    await settled()
    expect(signals.slice(1).every(({ aborted }) => aborted)).toBe(true)
    expect(signals).toHaveLength(sent)
  })

  test('can be left while it waits', async () => {
    const list = serving(
      servingPlan([]),
      (_, { signal }) => new Promise((_, reject) => signal?.addEventListener('abort', reject)),
    )
    const steps = walkBlocks(ctxServed(list, fakeClock()), { block_id: HOME })[Symbol.asyncIterator]()
    const next = steps.next()
    await steps.return?.()
    expect(await next).toMatchObject({ value: { left: { _tag: 'AbortError' } } })
  })

  test('ends with the first error, after what comes before it in the document', async () => {
    const plan = planner()
    const planned = [plan(leaves(plan, 2)), plan(leaves(plan, 1)), plan()]
    const failing = serving((id, from) => (id === idOfKey(5) ? undefined : servingPlan(planned)(id, from)))
    const ctx = ctxServed(failing, fakeClock())
    const keys = async (on_missing: 'fail' | 'keep') =>
      (await all(walkBlocks(ctx, { block_id: HOME, on_missing }))).map((step) =>
        step._tag === 'Right' ? step.right.block.id : step.left.call.path,
      )
    const before = [idOfKey(3), idOfKey(1), idOfKey(2), idOfKey(5), `blocks/${idOfKey(5)}/children`]
    expect(await keys('fail')).toEqual(before)
    expect(await keys('keep')).toEqual([...before, idOfKey(6)])
  })
})

test('params: on_missing keep: a walk goes on after max_requests, and ends once it is aborted', async () => {
  const plan = planner()
  const planned = [plan(leaves(plan, 1)), plan(leaves(plan, 1))]
  const ctx = ctxServed(serving(servingPlan(planned)), fakeClock())
  const errorsOf = async (params: object) =>
    (await all(walkBlocks(ctx, { block_id: HOME, on_missing: 'keep', ...params }))).flatMap((step) =>
      step._tag === 'Left' ? [step.left] : [],
    )
  const outOfRequests = { _tag: 'AbortError', reason: 'max_requests' }
  expect(await errorsOf({ max_requests: 1 })).toMatchObject([outOfRequests, outOfRequests])
  const controller = new AbortController()
  const on_progress = () => controller.abort('enough')
  expect(await errorsOf({ signal: controller.signal, on_progress })).toMatchObject([{ _tag: 'AbortError' }])
})

describe('error: invalid parameters', () => {
  test.each([
    [{ block_id: 'x' }, 'block_id'],
    [{ block_id: HOME, depth: 0 }, 'depth'],
    [{ block_id: HOME, concurrency: 0.5 }, 'concurrency'],
    [{ block_id: HOME, enter: { synced_copy: 'once' } }, 'enter'],
    [{ block_id: HOME, enter: { child_database: true } }, 'enter'],
    [{ block_id: HOME, on_missing: 'skip' }, 'on_missing'],
    [{ block_id: HOME, maxDepth: 1 }, 'maxDepth'],
  ])('%j', async (params, name) => {
    const { ctx, sent } = await tried()
    // @ts-expect-error The compiler rejects most of them.
    const walked = await all(walkBlocks(ctx, params))
    // @ts-expect-error The compiler rejects most of them.
    expect(await getBlockTree(ctx, params)()).toMatchObject({ left: { issues: [{ field: name }] } })
    expect(walked).toMatchObject([{ left: { _tag: 'InvalidInputError', issues: [{ field: name }] } }])
    expect(sent()).toBe(0)
  })
})
