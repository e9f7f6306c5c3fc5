import { describe, expect, test } from 'vitest'
import { createContext } from '../../../src/core/context/createContext.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { appendBlockChildren, deleteBlock } from '../../../src/index.js'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import type { AppendTreeParams } from '../../../src/jobs/blocks/appendTreeParams.js'
import type { BlockTreeRequest } from '../../../src/jobs/blocks/blockTreeRequest.js'
import type { PartialAppendError } from '../../../src/jobs/blocks/partialAppendError.js'
import { planAppend } from '../../../src/jobs/blocks/planAppend.js'
import type { Progress } from '../../../src/jobs/shared/jobOptions.js'
import { aWorld, goingTo, HOME, there } from '../../simulator/world.js'
import { columns, done, outline, para, readBack, run, table, times } from '../../support/blockTrees.js'
import { APPLIED, NOT_APPLIED, type Tried, tried } from '../../support/everyFault.js'
import { fakeClock } from '../../support/fakes.js'

const rejected = async (world: Tried, params: Omit<AppendTreeParams, 'block_id'>): Promise<PartialAppendError> => {
  const result = await appendTree(world.ctx, { block_id: HOME, ...params })()
  if (result._tag === 'Right' || result.left._tag !== 'PartialAppendError') throw new Error(JSON.stringify(result))
  return result.left
}

const again = <A>(value: A): A => JSON.parse(JSON.stringify(value))

const flat = (count: number): ReadonlyArray<BlockTreeRequest> => times(count, (index) => para(`${index}`))

describe('default: blocks of any number and depth', () => {
  const list = (depth: number): BlockTreeRequest => para(`level ${depth}`, ...(depth > 1 ? [list(depth - 1)] : []))

  test.each<readonly [string, ReadonlyArray<BlockTreeRequest>]>([
    ['100 blocks', flat(100)],
    ['101 blocks', flat(101)],
    ['1,000 blocks', flat(1000)],
    [
      '1,001 blocks on three levels',
      times(7, (top) => para(`${top}`, ...times(11, (index) => para(`${index}`, ...flat(12))))),
    ],
    ['ten levels', [list(10), list(5)]],
    ['a list of three levels under a toggle in a column', [columns([list(4)], [list(2)])]],
    ['an inlined child with 101 grandchildren', [para('a', para('b', ...flat(101)), para('c'))]],
    ['tables of 101 and 1,000 rows', [table(101), table(1000)]],
    [
      'tabs with deep content',
      [
        {
          tab: {
            children: times(3, (index) => ({ paragraph: { rich_text: run(`tab ${index}`), children: [list(4)] } })),
          },
        },
      ],
    ],
    [
      '500 kB in ten blocks',
      times(10, (index) => ({
        paragraph: { rich_text: times(60, () => ({ text: { content: `${index}`.repeat(1999) } })) },
      })),
    ],
  ])('%s', async (_, children) => {
    const { ctx } = await aWorld(createContext)
    const written = await done(appendTree(ctx, { block_id: HOME, children }))
    const read = await readBack(ctx, HOME)
    expect(read.outline).toEqual(outline(children))
    expect(written.ids).toEqual(read.ids)
  })

  test('returns the ids of the blocks in which a text continues', async () => {
    const { ctx } = await aWorld(createContext)
    const rich_text = times(250, (index) => ({
      text: { content: `${index} ` },
      annotations: { bold: index % 2 === 0 },
    }))
    const children = [para('before'), { toggle: { rich_text, children: [para('below')] } }]
    const { ids, blocks, continued } = await done(appendTree(ctx, { block_id: HOME, children }))
    const read = (await readBack(ctx, HOME)).ids
    expect(ids).toEqual([
      there(read[0]),
      { id: read[1]?.id, continued: [read[2]?.id, read[3]?.id], children: read[3]?.children },
    ])
    expect([blocks, continued]).toEqual([5, [{ path: '1', type: 'toggle', blocks: 3 }]])
  })

  test('reads the place, then writes with the requests of the plan', async () => {
    const { ctx } = await aWorld(createContext)
    const children = times(10, (index) => para(`${index}`, ...flat(99)))
    const lean = await done(appendTree(ctx, { block_id: HOME, children, ids: 'first_level' }))
    expect(lean).toMatchObject({ requests: 2, retries: 0, blocks: 1000 })
    expect(lean.ids.map(({ id, children: below }) => [typeof id, below.length, below[0]])).toEqual(
      times(10, () => ['string', 99, { children: [] }]),
    )
    expect((await done(appendTree(ctx, { block_id: HOME, children }))).requests).toBe(1 + 1 + 10)
  })
})

describe('params', () => {
  test('params: children without blocks send nothing', async () => {
    const world = await tried()
    expect(await done(appendTree(world.ctx, { block_id: HOME, children: [] }))).toMatchObject({ ids: [], requests: 0 })
    expect(world.sent()).toBe(0)
  })

  test('params: plan may be one that went through JSON', async () => {
    const { ctx } = await aWorld(createContext)
    const plan = planAppend([para('a', para('b'))])
    if (plan._tag === 'Right') await done(appendTree(ctx, { block_id: HOME, plan: again(plan.right) }))
    expect((await readBack(ctx, HOME)).outline).toEqual(outline([para('a', para('b'))]))
  })

  test('params: position is the start, or after a block', async () => {
    const { ctx } = await aWorld(createContext)
    const { ids } = await done(appendTree(ctx, { block_id: HOME, children: [para('one'), para('two')] }))
    await done(appendTree(ctx, { block_id: HOME, children: flat(150), position: { type: 'start' } }))
    const after_block = { id: there(ids[0]?.id) }
    await done(appendTree(ctx, { block_id: HOME, children: flat(150), position: { type: 'after_block', after_block } }))
    const middle = outline(flat(150))
    const [one, two] = outline([para('one'), para('two')])
    expect((await readBack(ctx, HOME)).outline).toEqual([...middle, one, ...middle, two])
  })

  test('params: on_progress counts blocks', async () => {
    const { ctx } = await aWorld(createContext)
    const seen: Array<Progress> = []
    await done(appendTree(ctx, { block_id: HOME, children: flat(150), on_progress: (progress) => seen.push(progress) }))
    expect(seen.map(({ done: blocks, total }) => [blocks, total])).toEqual([
      [100, 150],
      [150, 150],
    ])
  })

  test('params: on_progress counts the requests for ids as well', async () => {
    const { ctx } = await aWorld(createContext)
    const seen: Array<Progress> = []
    const children = times(3, () => para('a', para('b')))
    const on_progress = (progress: Progress): unknown => seen.push(progress)
    const { requests } = await done(appendTree(ctx, { block_id: HOME, children, on_progress }))
    expect(requests).toBe(5)
    expect(seen.at(-1)).toEqual({ requests, retries: 0, done: 6, total: 6 })
  })

  test.each<readonly [string, object, string]>([
    ['an id that is none', { block_id: 'x', children: [] }, 'block_id'],
    ['neither children nor a plan', { block_id: HOME }, 'children'],
    ['a plan that is none', { block_id: HOME, plan: {} }, 'plan'],
    ['a position that is none', { block_id: HOME, children: [], position: { type: 'after_block' } }, 'position'],
    ['a name that is unknown', { block_id: HOME, children: [], after: 'x' }, 'after'],
    ['a resume that is none', { block_id: HOME, children: [], resume: {} }, 'resume'],
  ])('error: %s', async (_, params, field) => {
    const world = await tried()
    const result = await appendTree(world.ctx, unsafeCast(params))()
    expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field }] } })
    expect(world.sent()).toBe(0)
  })

  test('error: a block that cannot be written is named before anything is sent', async () => {
    const world = await tried()
    const children = [...flat(200), { equation: { expression: 'x'.repeat(1001) } }]
    const result = await appendTree(world.ctx, { block_id: HOME, children })()
    expect(result).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'children[200].equation.expression' }] },
    })
    expect(world.sent()).toBe(0)
  })
})

describe('behavior: a job that stops', () => {
  const children = [para('a', para('b', para('c', para('d', para('e'))))), ...flat(250)]

  test('by max_requests says what is written, and is resumed with any number of calls', async () => {
    const world = await tried()
    let stopped = await rejected(world, { children, max_requests: 2 })
    expect(stopped).toMatchObject({
      message: expect.stringMatching(/^appendTree: wrote 100 of 255 blocks in 1 of \d requests; the rest is missing/),
      cause: { _tag: 'AbortError', reason: 'max_requests' },
      requests: 2,
      resume: { block_id: HOME, done: 1, unsettled: false },
    })
    expect(stopped.written.map(({ path }) => path)).toEqual(times(100, (index) => `${index}`))
    for (let calls = 0; ; calls++) {
      const result = await appendTree(world.ctx, {
        block_id: HOME,
        children,
        max_requests: 1,
        resume: again(stopped.resume),
      })()
      if (result._tag === 'Right') break
      if (result.left._tag !== 'PartialAppendError' || calls > 20) throw new Error(JSON.stringify(result.left))
      stopped = result.left
    }
    expect((await readBack(world.ctx, HOME)).outline).toEqual(outline(children))
  })

  test('by its signal, while it is unknown whether the last request was applied, settles that when it is resumed', async () => {
    const world = await tried()
    const controller = new AbortController()
    world.failAt(2, async (send) => {
      await send()
      controller.abort('enough')
      throw new Error('aborted')
    })
    const { resume } = await rejected(world, { children, signal: controller.signal })
    expect(resume).toMatchObject({ done: 1, unsettled: true })
    await done(appendTree(world.ctx, { block_id: HOME, children, resume: again(resume) }))
    expect((await readBack(world.ctx, HOME)).outline).toEqual(outline(children))
  })

  test('is not resumed with other blocks or in another place', async () => {
    const world = await tried()
    const { resume } = await rejected(world, { children, max_requests: 2 })
    const sent = world.sent()
    expect(
      await appendTree(world.ctx, { block_id: HOME, children: [...children, para('more')], resume })(),
    ).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'resume' }] },
    })
    const other = '22222222-2222-4222-8222-222222222222'
    expect(await appendTree(world.ctx, { block_id: other, children, resume })()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'block_id' }] },
    })
    expect(world.sent()).toBe(sent)
  })

  test('is not done by a damaged plan: nothing is sent', async () => {
    const world = await tried()
    const plan = await done(async () => planAppend([para('a', para('b', para('c', para('d')))), table(101)]))
    type Path = ReadonlyArray<string>
    // What is inside of the blocks is checked when they are sent.
    const pathsIn = (value: unknown, path: Path = []): ReadonlyArray<Path> =>
      typeof value === 'object' && value !== null && !path.includes('children')
        ? Object.entries(value).flatMap(([key, part]) => [[...path, key], ...pathsIn(part, [...path, key])])
        : []
    const damaged = (value: unknown, [key, ...path]: Path, by: unknown): unknown => {
      if (key === undefined) return by
      const copy = Array.isArray(value) ? [...value] : { ...Object(value) }
      copy[key] = damaged(copy[key], path, by)
      return copy
    }
    const isFree = (path: Path): boolean => /^(cost|continued)|(total|prints\.\d+)$/.test(path.join('.'))
    for (const path of pathsIn(plan).filter((one) => !isFree(one))) {
      for (const by of [undefined, null, 1e9, {}, [null, null, null]]) {
        const given = unsafeCast<typeof plan>(damaged(plan, path, by))
        expect([path, by, await appendTree(world.ctx, { block_id: HOME, plan: given })()]).toMatchObject([
          path,
          by,
          { left: { _tag: 'InvalidInputError', issues: [{ field: 'plan' }] } },
        ])
      }
    }
    expect(world.sent()).toBe(0)
  })

  test('is not resumed with a damaged resume: nothing is sent', async () => {
    const world = await tried()
    const { resume } = await rejected(world, { children, max_requests: 2 })
    const { between, ids } = resume
    const damaged: ReadonlyArray<object> = [
      ...[Number.NaN, -1, 0.5, '1', 1e9, undefined, null].map((given) => ({ done: given })),
      ...[[null], [1], [['__proto__', HOME]], [[-1, HOME]], [[1e9, HOME]], [[0, 5]], [], ids.slice(1)].map((given) => ({
        ids: given,
      })),
      ...[null, {}, { ...between, position: 'x' }, { ...between, position: 'after_block', after: null }].map(
        (given) => ({
          between: given,
        }),
      ),
      { between: { ...between, since: 5 } },
      { unsettled: 'yes' },
      { block_id: '../x' },
    ]
    const sent = world.sent()
    for (const part of damaged) {
      const params = { block_id: HOME, children, resume: unsafeCast<typeof resume>({ ...resume, ...part }) }
      expect([part, await appendTree(world.ctx, params)()]).toMatchObject([
        part,
        { left: { _tag: 'InvalidInputError', issues: [{ field: 'resume' }] } },
      ])
    }
    expect(world.sent()).toBe(sent)
  })

  test('fails with the error itself if nothing was written', async () => {
    const { ctx } = await aWorld(createContext)
    const block_id = '22222222-2222-4222-8222-222222222222'
    expect(await appendTree(ctx, { block_id, children: [para('a')] })()).toMatchObject({
      left: { _tag: 'NotFoundError' },
    })
  })

  test('says that a block is gone if its children cannot be written', async () => {
    const world = await tried()
    const deep = [columns([para('a', para('b', para('c')))], [para('d')])]
    const { resume } = await rejected(world, { children: deep, max_requests: 2 })
    const [list] = (await readBack(world.ctx, HOME)).ids
    await done(deleteBlock(world.ctx, { block_id: there(list?.children[0]?.children[0]?.id) }))
    const { message, cause } = await rejected(world, { children: deep, resume })
    expect(cause).toMatchObject({ _tag: 'UnexpectedResponseError', outcome: 'not-applied' })
    expect(message).toContain('a block that was just written no longer exists')
  })
})

describe('behavior: an append of unknown outcome', () => {
  const applied = Object.values(APPLIED)[0] ?? (async (send) => send())
  const lost = NOT_APPLIED['504'] ?? (async (send) => send())

  test.each([
    ['applied', applied],
    ['not applied', lost],
  ])('blocks with the same text that were there before are not taken for those of the job: %s', async (_, failing) => {
    const world = await tried()
    await done(appendTree(world.ctx, { block_id: HOME, children: [para('same'), para('same')] }))
    world.failAt(1, failing)
    await done(appendTree(world.ctx, { block_id: HOME, children: [para('same')] }))
    expect((await readBack(world.ctx, HOME)).outline).toEqual(outline(times(3, () => para('same'))))
  })

  test.each([
    ['applied', true],
    ['not applied', false],
  ])('blocks that others add meanwhile are not taken for those of the job: %s', async (_, isApplied) => {
    const world = await tried()
    world.failAt(1, async (send) => {
      if (isApplied) await send()
      world.heal()
      await done(
        appendBlockChildren(world.ctx, {
          block_id: HOME,
          children: [para('other'), para('other')].map((each) => unsafeCast(each)),
        }),
      )
      return new Response('', { status: 502 })
    })
    const { ids } = await done(appendTree(world.ctx, { block_id: HOME, children: [para('mine'), para('mine')] }))
    const read = await readBack(world.ctx, HOME)
    const [mine, other] = [outline(times(2, () => para('mine'))), outline(times(2, () => para('other')))]
    expect(read.outline).toEqual(isApplied ? [...mine, ...other] : [...other, ...mine])
    expect(ids).toEqual(isApplied ? read.ids.slice(0, 2) : read.ids.slice(2))
  })

  test('the ids that the error names are used without reading', async () => {
    const world = await tried()
    world.failAt(1, async (send) => {
      const { results } = unsafeCast<{ results: ReadonlyArray<{ id: string }> }>(await (await send()).json())
      const additional_data = { committed_resource_id: HOME, committed_child_ids: results.map(({ id }) => id) }
      const body = { object: 'error', status: 503, code: 'service_unavailable', message: 'Too slow.', additional_data }
      return new Response(JSON.stringify(body), { status: 503, headers: { 'content-type': 'application/json' } })
    })
    const { ids, requests } = await done(appendTree(world.ctx, { block_id: HOME, children: flat(3) }))
    expect(requests).toBe(2)
    expect((await readBack(world.ctx, HOME)).ids).toEqual(ids)
  })

  test('blocks that are never written are tried a limited number of times, and are not there', async () => {
    const world = await tried()
    let writes = 0
    const fetch = async (url: string, init: RequestInit) => {
      if (init.method !== 'PATCH') return world.simulator.fetch(url, init)
      writes++
      return lost(async () => new Response())
    }
    const ctx = createContext({ ...goingTo(world.simulator, fakeClock()), fetch })
    expect(await appendTree(ctx, { block_id: HOME, children: [para('a')] })()).toMatchObject({
      left: { _tag: 'ServerError', status: 504 },
    })
    expect(writes).toBeLessThan(50)
    expect((await readBack(world.ctx, HOME)).ids).toEqual([])
  })

  test('an answer without the blocks, and a signal that is aborted while the job waits: the blocks are there once', async () => {
    const world = await tried()
    const controller = new AbortController()
    const fetch = async (url: string, init: RequestInit) => {
      const answer = await world.simulator.fetch(url, init)
      return init.method === 'PATCH'
        ? Response.json({ object: 'list', results: [], has_more: false, next_cursor: null })
        : answer
    }
    const clock = { ...fakeClock(), sleep: async (): Promise<void> => controller.abort() }
    const ctx = createContext({ ...goingTo(world.simulator, fakeClock()), clock, fetch })
    const params = { block_id: HOME, children: [para('a'), para('b')] }
    const stopped = await appendTree(ctx, { ...params, signal: controller.signal })()
    expect(stopped).toMatchObject({
      left: { _tag: 'PartialAppendError', message: expect.stringContaining('the response lacks blocks') },
    })
    if (stopped._tag === 'Right' || stopped.left._tag !== 'PartialAppendError') return
    await done(appendTree(world.ctx, { ...params, resume: stopped.left.resume }))
    expect((await readBack(world.ctx, HOME)).outline).toEqual(outline(params.children))
  })

  test('at the start of an empty page, the blocks are there once', async () => {
    const world = await tried()
    world.failAt(1, applied)
    const params = { block_id: HOME, children: [para('a')], position: { type: 'start' } } as const
    await done(appendTree(world.ctx, params))
    expect((await readBack(world.ctx, HOME)).outline).toEqual(outline(params.children))
  })

  test('without retries in the context, 409 and 429 are waited for, too', async () => {
    const world = await tried()
    const { ctx } = await aWorld((options) => createContext({ ...options, retry: false }))
    expect(await done(appendTree(ctx, { block_id: HOME, children: flat(2) }))).toMatchObject({ blocks: 2 })
    world.failAt(1, NOT_APPLIED['409 conflict'] ?? lost, 3)
    await done(appendTree(world.ctx, { block_id: HOME, children: flat(2) }))
    expect((await readBack(world.ctx, HOME)).outline).toEqual(outline(flat(2)))
  })
})
