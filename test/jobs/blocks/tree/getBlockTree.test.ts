import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import type { BlockNode, BlockTree } from '../../../../src/jobs/blocks/tree/blockTree.js'
import { getBlockTree } from '../../../../src/jobs/blocks/tree/getBlockTree.js'
import type { BlockTreeParams } from '../../../../src/jobs/blocks/tree/treeOptions.js'
import { walkBlocks } from '../../../../src/jobs/blocks/tree/walkBlocks.js'
import { all, given, HOME, ok } from '../../../simulator/world.js'
import { EVERY_FAULT, tried, turnsOf } from '../../../support/everyFault.js'
import { fakeClock, settled } from '../../../support/fakes.js'
import {
  aTree,
  ctxServed,
  flattened,
  idOfKey,
  leastRequests,
  leaves,
  type Planned,
  plannedShape,
  planner,
  serving,
  servingPlan,
  shapeOf,
  write,
} from '../../../support/trees.js'

const written = async (planned: ReadonlyArray<Planned>) => {
  const world = await tried()
  await write(world.simulator, planned)
  return world
}

const treeOf = async (planned: ReadonlyArray<Planned>, params: Partial<BlockTreeParams> = {}) =>
  ok(getBlockTree((await written(planned)).ctx, { block_id: HOME, ...params }))

/** Keys and reasons, which are all that most tests look at: `2[3]` is block 2 with the child 3. */
const outline = (nodes: ReadonlyArray<BlockNode>): string =>
  nodes
    .map(({ block, children, skipped, missing }) => {
      const key = Number.parseInt(block.id.slice(-12), 16)
      const why = skipped ?? missing?.reason
      return `${key}${why ? `(${why})` : ''}${children.length > 0 ? `[${outline(children)}]` : ''}`
    })
    .join(' ')

describe('behavior: a tree that is read', () => {
  test('has the blocks that were written, in document order, with the fewest requests', async () => {
    await fc.assert(
      fc.asyncProperty(aTree, fc.integer({ min: 1, max: 9 }), async (planned, concurrency) => {
        const { ctx, sent } = await written(planned)
        const tree = await ok(getBlockTree(ctx, { block_id: HOME, concurrency }))
        expect(shapeOf(tree.children)).toEqual(plannedShape(planned))
        expect(tree).toMatchObject({ block_id: HOME, complete: true, missing: [], maybe_edited_while_read: false })
        expect([tree.requests, sent()]).toEqual([leastRequests(planned), leastRequests(planned)])
      }),
    )
  })

  test('is what a walk gives, flattened', async () => {
    await fc.assert(
      fc.asyncProperty(
        aTree,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        async (planned, concurrency, depth) => {
          const { ctx } = await written(planned)
          const params = { block_id: HOME, concurrency, depth }
          const walked = (await all(walkBlocks(ctx, params))).map(given)
          expect(walked).toEqual(flattened(await ok(getBlockTree(ctx, params))))
        },
      ),
    )
  })

  test('takes 101 requests for 1,000 blocks below 100, and 1,010 for 1,000 toggles of one child', async () => {
    const plan = planner()
    const wide = Array.from({ length: 100 }, () => plan(leaves(plan, 9)))
    const long = Array.from({ length: 1000 }, () => plan(leaves(plan, 1)))
    expect((await treeOf(wide)).requests).toBe(101)
    expect((await treeOf(long)).requests).toBe(1010)
  })

  // Trees of 10,000 levels are assembled in a test of `assembleTree`, without requests.
  test('may be 1,000 levels deep', async () => {
    const plan = planner()
    let planned = [plan()]
    for (let level = 1; level < 1000; level++) planned = [plan(planned)]
    const ctx = ctxServed(serving(servingPlan(planned)), fakeClock())
    const tree = await ok(getBlockTree(ctx, { block_id: HOME }))
    let depth = 0
    for (let at = tree.children[0]; at; at = at.children[0]) depth++
    expect([depth, tree.requests, tree.complete]).toEqual([1000, 1000, true])
    let walked = 0
    for await (const step of walkBlocks(ctx, { block_id: HOME })) walked = given(step).depth
    expect(walked).toBe(1000)
  })

  test('of a page without content has no blocks', async () => {
    expect(await treeOf([])).toMatchObject({ children: [], complete: true, missing: [], requests: 1 })
  })

  test.each([
    ['a URL', `https://www.notion.so/Home-${HOME.replaceAll('-', '')}`],
    ['an id without dashes', HOME.replaceAll('-', '')],
  ])('can be given as %s', async (_, block_id) => {
    expect(await treeOf([], { block_id })).toMatchObject({ block_id: HOME })
  })

  test('says that a block was edited meanwhile', async () => {
    const { ctx, simulator } = await written([planner()()])
    const before = await ok(getBlockTree(ctx, { block_id: HOME }))
    const edit = { toggle: { rich_text: [] } }
    await simulator.fetch(`https://api.notion.com/v1/blocks/${idOfKey(1)}`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer ntn_x', 'notion-version': '2025-09-03', 'content-type': 'application/json' },
      body: JSON.stringify(edit),
    })
    const after = await ok(getBlockTree(ctx, { block_id: HOME }))
    expect([before.maybe_edited_while_read, after.maybe_edited_while_read]).toEqual([false, true])
  })
})

describe('params: depth', () => {
  test.each([
    [1, '1(depth) 4'],
    [2, '1[2(depth)] 4'],
    [3, '1[2[3]] 4'],
    [Number.POSITIVE_INFINITY, '1[2[3]] 4'],
  ])('%d levels', async (depth, expected) => {
    const planned = nested()
    const tree = await treeOf(planned, { depth })
    expect(outline(tree.children)).toBe(expected)
    expect(tree.complete).toBe(tree.missing.length === 0)
  })

  // 5 is at level 2, where 6 and 7 are within the depth; its copy 4, further down, may be found before.
  test.each(['found first', 'read first'])(
    'a synced block has all that is within it, also if a lower copy is %s',
    async (when) => {
      const inside = [block(6, 'toggle', undefined, [block(7, 'toggle', undefined, [block(8)])])]
      const planned = [
        block(1, 'toggle', undefined, [original(5, inside)]),
        block(2, 'toggle', undefined, [block(3, 'toggle', undefined, [copy(4, 5)])]),
      ]
      let open = (): void => undefined
      const requested = new Promise<void>((resolve) => {
        open = resolve
      })
      const lists = servingPlan(planned)
      const withCopy = (id: string) =>
        lists(id, 0)?.map((served) => ({ ...served, has_children: served.has_children || served.key === 4 }))
      const list = serving(withCopy, async (id) => {
        if (id === idOfKey(5)) {
          open()
          if (when === 'found first') await settled()
        }
        if (id === idOfKey(1)) {
          await requested
          if (when === 'read first') await settled()
        }
        return undefined
      })
      const ctx = ctxServed(list, fakeClock())
      for (const [synced_copy, expected] of [
        ['follow', '1[5[6[7(depth)]]] 2[3[4(read_elsewhere)]]'],
        ['inline', '1[5[6[7(depth)]]] 2[3[4[6(depth)]]]'],
      ] as const) {
        const tree = await ok(getBlockTree(ctx, { block_id: HOME, depth: 4, enter: { synced_copy } }))
        expect(outline(tree.children)).toBe(expected)
      }
    },
  )

  test('names what is missing, and where', async () => {
    expect((await treeOf(nested(), { depth: 2 })).missing).toEqual([
      { block_id: idOfKey(2), path: [0, 0], reason: 'depth' },
    ])
  })
})

/** `1[2[3]] 4` */
const nested = (): ReadonlyArray<Planned> => {
  const [three, two, one, four] = [block(3), block(2), block(1), block(4)]
  return [{ ...one, children: [{ ...two, children: [three] }] }, four]
}

const block = (key: number, type = 'toggle', content?: object, children: ReadonlyArray<Planned> = []): Planned => ({
  key,
  type,
  ...(content && { content }),
  children,
})

const page = (key: number, children: ReadonlyArray<Planned> = []): Planned =>
  block(key, 'child_page', { title: 'Page' }, children)

const original = (key: number, children: ReadonlyArray<Planned> = []): Planned =>
  block(key, 'synced_block', { synced_from: null }, children)

const copy = (key: number, of: number): Planned =>
  block(key, 'synced_block', { synced_from: { type: 'block_id', block_id: idOfKey(of) } })

describe('params: enter', () => {
  test.each([
    [undefined, '1(child_page) 3(child_database)'],
    [{ child_page: false }, '1(child_page) 3(child_database)'],
    [{ child_page: true }, '1[2] 3(child_database)'],
  ])('child pages with %j', async (enter, expected) => {
    const planned = [page(1, [block(2)]), block(3, 'child_database', { title: 'Database' })]
    const tree = await treeOf(planned, { enter })
    expect(outline(tree.children)).toBe(expected)
    expect(tree.complete).toBe(true)
  })

  test('an empty child page is not skipped, as there is nothing to read', async () => {
    expect(outline((await treeOf([page(1)])).children)).toBe('1')
  })

  const synced = [
    block(1, 'toggle', undefined, [copy(2, 4)]),
    copy(3, 4),
    original(4, [block(5, 'toggle', undefined, [block(6)])]),
    copy(7, 4),
  ]

  test.each([
    ['follow', '1[2[5[6]]] 3(read_elsewhere) 4(read_elsewhere) 7(read_elsewhere)', 4],
    ['leave', '1[2(synced_copy)] 3(synced_copy) 4[5[6]] 7(synced_copy)', 4],
    ['inline', '1[2[5[6]]] 3[5[6]] 4[5[6]] 7[5[6]]', 4],
  ] as const)('synced copies with %s', async (synced_copy, expected, requests) => {
    const tree = await treeOf(synced, { enter: { synced_copy } })
    expect(outline(tree.children)).toBe(expected)
    expect([tree.complete, tree.requests]).toEqual([true, requests])
  })

  test.each([
    ['follow', '1[2(read_elsewhere) 3]', true],
    ['leave', '1[2(synced_copy) 3]', true],
    ['inline', '1[2(cycle) 3]', false],
  ] as const)('a synced block that contains a copy of itself ends with %s', async (synced_copy, expected, complete) => {
    const tree = await treeOf([original(1, [copy(2, 1), block(3)])], { enter: { synced_copy } })
    expect(outline(tree.children)).toBe(expected)
    expect([tree.complete, tree.requests]).toEqual([complete, 2])
  })

  test('synced blocks that contain copies of each other end', async () => {
    const planned = [original(1, [copy(2, 3)]), original(3, [copy(4, 1)])]
    const followed = await treeOf(planned)
    const inlined = await treeOf(planned, { enter: { synced_copy: 'inline' } })
    expect(outline(followed.children)).toBe('1[2[4(read_elsewhere)]] 3(read_elsewhere)')
    expect(outline(inlined.children)).toBe('1[2[4(cycle)]] 3[4[2(cycle)]]')
    expect([followed.requests, inlined.requests]).toEqual([3, 3])
  })

  test.each([
    ['follow', 'keep'],
    ['inline', 'keep'],
  ] as const)('a copy of a block that is not shared is missing with %s', async (synced_copy, on_missing) => {
    const tree = await treeOf([copy(1, 99), block(2)], { enter: { synced_copy }, on_missing })
    expect(outline(tree.children)).toBe('1(error) 2')
    expect(tree.missing).toMatchObject([
      { block_id: idOfKey(1), path: [0], reason: 'error', error: { _tag: 'NotFoundError' } },
    ])
  })

  test('random trees with copies, pages and databases: a walk gives the tree flattened, and no list is read twice', async () => {
    const aBlock = fc.record({
      kind: fc.constantFrom('toggle', 'page', 'original', 'copy', 'database'),
      above: fc.nat(),
      of: fc.nat(),
    })
    const enter = fc.record({
      child_page: fc.boolean(),
      synced_copy: fc.constantFrom('follow' as const, 'leave' as const, 'inline' as const),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(aBlock, { maxLength: 25 }),
        enter,
        fc.integer({ min: 1, max: 9 }),
        fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
        async (blocks, enter, concurrency, depth) => {
          const { ctx, sent } = await written(mixed(blocks))
          const params = { block_id: HOME, enter, concurrency, depth, on_missing: 'keep' as const }
          const tree = await ok(getBlockTree(ctx, params))
          const lists = new Set(blocks.map((_, index) => index))
          expect(tree.requests).toBeLessThanOrEqual(1 + lists.size)
          expect(sent()).toBe(tree.requests)
          const walked = await all(walkBlocks(ctx, params))
          expect(walked.filter(E.isRight).map(given)).toEqual(flattened(tree).map(withoutErrors))
          expect(walked.filter(E.isLeft)).toHaveLength(tree.missing.filter(({ reason }) => reason === 'error').length)
        },
      ),
    )
  })
})

/** A walk yields a block before its children are read, so an error is no part of it. */
const withoutErrors = (walked: object): object => {
  const { missing, ...rest } = { missing: undefined as BlockNode['missing'], ...walked }
  return missing && missing.reason !== 'error' ? { ...rest, missing } : rest
}

/** Blocks of several kinds, each below one that comes before it; a copy is of any synced block, or of none. */
const mixed = (
  blocks: ReadonlyArray<{ readonly kind: string; readonly above: number; readonly of: number }>,
): ReadonlyArray<Planned> => {
  const originals = blocks.flatMap(({ kind }, index) => (kind === 'original' ? [index + 1] : []))
  const top: Array<Planned> = []
  const lists = [top]
  for (const [index, { kind, above, of }] of blocks.entries()) {
    const key = index + 1
    const children: Array<Planned> = []
    const made = {
      toggle: block(key, 'toggle', undefined, children),
      page: page(key, children),
      original: original(key, children),
      copy: copy(key, originals[of % originals.length] ?? 999),
      database: block(key, 'child_database', { title: 'Database' }),
    }[kind]
    if (made) lists[above % lists.length]?.push(made)
    if (kind !== 'copy' && kind !== 'database') lists.push(children)
  }
  return top
}

describe('params: on_missing', () => {
  const unreadable = [block(1, 'toggle', undefined, [block(2)]), copy(3, 99), block(4, 'toggle', undefined, [block(5)])]

  test('fail, the default, fails with the error', async () => {
    const { ctx } = await written(unreadable)
    expect(await getBlockTree(ctx, { block_id: HOME })()).toMatchObject({ left: { _tag: 'NotFoundError' } })
  })

  test('keep keeps everything else', async () => {
    const tree = await treeOf(unreadable, { on_missing: 'keep' })
    expect(outline(tree.children)).toBe('1[2] 3(error) 4[5]')
    expect(tree.complete).toBe(false)
  })

  test('a page that cannot be read at all fails with either', async () => {
    const { ctx } = await tried()
    const params = { block_id: idOfKey(1), on_missing: 'keep' as const }
    expect(await getBlockTree(ctx, params)()).toMatchObject({ left: { _tag: 'NotFoundError' } })
  })

  test('the tree is JSON', async () => {
    const tree = await treeOf(unreadable, { on_missing: 'keep' })
    const json = JSON.parse(JSON.stringify(tree))
    expect(json.missing[0]).toMatchObject({ reason: 'error', error: { _tag: 'NotFoundError', status: 404 } })
    expect(JSON.stringify(json)).not.toContain('ntn_test')
  })
})

describe('params: max_requests', () => {
  test('fails once they are sent, or keeps what was read and names the rest', async () => {
    const plan = planner()
    const planned = Array.from({ length: 3 }, () => plan(leaves(plan, 150)))
    const least = leastRequests(planned)
    for (let max_requests = 1; max_requests <= least; max_requests++) {
      const { ctx, sent } = await written(planned)
      const failed = await getBlockTree(ctx, { block_id: HOME, max_requests })()
      expect(sent()).toBe(max_requests)
      if (max_requests === least) expect(failed).toMatchObject({ right: { complete: true } })
      else expect(failed).toMatchObject({ left: { _tag: 'AbortError', reason: 'max_requests' } })
      const tree = await ok(getBlockTree(ctx, { block_id: HOME, max_requests, on_missing: 'keep' }))
      expect(tree.requests).toBe(max_requests)
      for (const node of tree.children) {
        if (!node.missing) expect(node.children).toHaveLength(150)
        else expect(tree.missing).toContainEqual({ ...node.missing, block_id: node.block.id, path: expect.anything() })
      }
      expect(tree.missing.every(({ reason }) => reason === 'max_requests')).toBe(true)
      expect(tree.complete).toBe(max_requests === least)
    }
  })
})

describe('params: signal', () => {
  test('aborted before the start, nothing is sent', async () => {
    const { ctx, sent } = await written(nested())
    const signal = AbortSignal.abort('enough')
    expect(await getBlockTree(ctx, { block_id: HOME, signal })()).toMatchObject({ left: { reason: 'enough' } })
    expect(await ok(getBlockTree(ctx, { block_id: HOME, signal, on_missing: 'keep' }))).toMatchObject({
      children: [],
      complete: false,
      missing: [{ block_id: HOME, path: [], reason: 'aborted' }],
      requests: 0,
    })
    expect(sent()).toBe(0)
  })

  test('aborted meanwhile, what was read is kept', async () => {
    const { ctx } = await written(nested())
    const controller = new AbortController()
    const tree = await ok(
      getBlockTree(ctx, {
        block_id: HOME,
        signal: controller.signal,
        on_missing: 'keep',
        on_progress: ({ done }) => done > 2 && controller.abort(),
      }),
    )
    expect(outline(tree.children)).toBe('1[2(aborted)] 4')
  })
})

describe('behavior: a list that changes while it is read', () => {
  const expired = async () =>
    new Response(
      JSON.stringify({
        object: 'error',
        status: 400,
        code: 'validation_error',
        message: 'The start_cursor provided is invalid: x',
      }),
      { status: 400, headers: { 'content-type': 'application/json' } },
    )

  test('is read again if its cursor expires, without doubled blocks', async () => {
    const planned = leaves(planner(), 350)
    for (const index of [1, 2, 3]) {
      const { ctx, failAt, sent } = await written(planned)
      failAt(index, expired)
      const tree = await ok(getBlockTree(ctx, { block_id: HOME }))
      expect(shapeOf(tree.children)).toEqual(plannedShape(planned))
      expect(sent()).toBe(index + 1 + 4)
    }
  })

  test.each([
    ['has no cursor', null],
    ['returns the same cursor again', 'x'],
  ])('is an error, and no endless run, if it has more and %s', async (_, next_cursor) => {
    const list = serving(servingPlan(leaves(planner(), 150)))
    const fetch = async (url: string, init: RequestInit) =>
      Response.json({ ...(await (await list(url, init)).json()), has_more: true, next_cursor })
    const result = await getBlockTree(ctxServed(fetch, fakeClock()), { block_id: HOME })()
    expect(result).toMatchObject({
      left: { _tag: 'UnexpectedResponseError', outcome: 'not-applied', body: { has_more: true } },
    })
  })

  test('is given up if its cursors always expire', async () => {
    const list = serving(servingPlan(leaves(planner(), 150)))
    const fetch = async (url: string, init: RequestInit) => (url.includes('start_cursor') ? expired() : list(url, init))
    const ctx = ctxServed(fetch, fakeClock())
    expect(await getBlockTree(ctx, { block_id: HOME })()).toMatchObject({ left: { _tag: 'ValidationError' } })
    const kept = await ok(getBlockTree(ctx, { block_id: HOME, on_missing: 'keep' }))
    expect(kept).toMatchObject({ complete: false, missing: [{ block_id: HOME, path: [], reason: 'error' }] })
    expect(kept.children).toHaveLength(100)
  })
})

describe('behavior: faults', () => {
  const planned = [
    block(
      1,
      'toggle',
      undefined,
      leaves(planner(), 120).map(({ key }) => block(key + 100, 'paragraph')),
    ),
    block(2),
    block(3, 'toggle', undefined, [block(4, 'toggle', undefined, [block(5)])]),
  ]
  const least = leastRequests(planned)

  describe.each(Object.entries(EVERY_FAULT))('%s', (fault, failing) => {
    test('once, at any request: the tree is the one without it', async () => {
      for (const index of turnsOf(fault, least)) {
        const { ctx, failAt } = await written(planned)
        failAt(index, failing)
        const tree = await ok(getBlockTree(ctx, { block_id: HOME }))
        expect(shapeOf(tree.children)).toEqual(plannedShape(planned))
        expect([tree.complete, tree.missing]).toEqual([true, []])
      }
    })

    test('for ever, from any request on: an error, or a tree that names what is missing', async () => {
      for (const index of turnsOf(fault, least, 1)) {
        const { ctx, failAt } = await written(planned)
        failAt(index, failing, Number.POSITIVE_INFINITY)
        expect(await getBlockTree(ctx, { block_id: HOME })()).toMatchObject({ _tag: 'Left' })
        const again = await written(planned)
        again.failAt(index, failing, Number.POSITIVE_INFINITY)
        const kept = await getBlockTree(again.ctx, { block_id: HOME, on_missing: 'keep' })()
        if (index === 0) expect(kept._tag).toBe('Left')
        else expect(allIsThereOrNamed(planned, given(kept))).toBe(true)
      }
    })
  })
})

/** Whether each planned block was read, or is below a block that is named as incomplete. */
const allIsThereOrNamed = (planned: ReadonlyArray<Planned>, tree: BlockTree): boolean => {
  const named = new Set(tree.missing.map(({ block_id }) => block_id))
  const holds = (blocks: ReadonlyArray<Planned>, nodes: ReadonlyArray<BlockNode>, above: string): boolean =>
    (blocks.length === nodes.length || named.has(above)) &&
    nodes.every((node, index) => {
      const wanted = blocks[index]
      return (
        wanted !== undefined &&
        node.block.id === idOfKey(wanted.key) &&
        holds(wanted.children, node.children, node.block.id)
      )
    })
  return tree.complete === (tree.missing.length === 0) && !tree.complete && holds(planned, tree.children, tree.block_id)
}
