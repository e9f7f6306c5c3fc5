import { setImmediate } from 'node:timers/promises'
import { type ConditionsOptions, faults } from '@notion-fp/simulator'
import { isLeft, isRight } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { iterate, iteratePages } from '../../src/core/pagination/paginate.js'
import { createContext, type Fetch, type NotionError } from '../../src/index.js'
import { appendBlockChildren } from '../../src/ops/blocks/appendBlockChildren.js'
import { getBlockChildren } from '../../src/ops/blocks/getBlockChildren.js'
import { createPage } from '../../src/ops/pages/createPage.js'
import { getPage } from '../../src/ops/pages/getPage.js'
import { updatePage } from '../../src/ops/pages/updatePage.js'
import { fakeClock, manualClock } from '../support/fakes.js'
import { all, aSimulator, goingTo, HOME, ok, says, text } from './world.js'

const paragraph = (content: string) => ({ paragraph: { rich_text: text(content) } })
const title = { parent: { page_id: HOME }, properties: { title: { title: text('New') } } }

/** A context with all middleware but the cache, so that each read is a request. */
const aWorld = async (conditions: ConditionsOptions = {}) => {
  const clock = fakeClock()
  const simulator = await aSimulator(clock, { conditions })
  const ctx = createContext({ ...goingTo(simulator, clock), cache: false })
  const statuses = (): ReadonlyArray<number> => simulator.journal.map(({ status }) => status)
  const children = async () => (await ok(getBlockChildren(ctx, { block_id: HOME }))).results
  return { clock, simulator, ctx, statuses, children }
}

/** The same with a clock that the test advances; `quiet` waits until only the clock is waited for. */
const aSlowWorld = async (conditions: ConditionsOptions = {}) => {
  const clock = manualClock()
  const simulator = await aSimulator(clock, { conditions })
  let onTheirWay = 0
  const fetch: Fetch = async (input, init) => {
    onTheirWay++
    try {
      return await simulator.fetch(input, init)
    } finally {
      onTheirWay--
    }
  }
  const ctx = createContext({ ...goingTo(simulator, clock), fetch, cache: false })
  const quiet = async (): Promise<void> => {
    for (let turn = 0; turn < 10 || onTheirWay > 0; turn++) await setImmediate()
  }
  // The token is hashed once, in another thread, which takes real time.
  await ok(getPage(ctx, { page_id: HOME }))
  const statuses = (): ReadonlyArray<number> => simulator.journal.slice(1).map(({ status }) => status)
  return { clock, simulator, ctx, quiet, statuses }
}

test('behavior: after a 429 a call waits as long as `Retry-After` says', async () => {
  const { simulator, ctx, clock, statuses } = await aWorld()
  simulator.failNext({ status: 429, headers: { 'retry-after': '7' } })
  expect(await ok(getPage(ctx, { page_id: HOME }))).toMatchObject({ id: HOME })
  expect(statuses()).toEqual([429, 200])
  // After a pause, calls with the same token resume one by one, so a call may wait for one more permit.
  const waited = clock.slept.reduce((sum, one) => sum + one, 0)
  expect(waited).toBeGreaterThanOrEqual(7_000)
  expect(waited).toBeLessThan(7_500)
})

test('behavior: a 429 pauses all calls until its `Retry-After` is over', async () => {
  const { clock, simulator, ctx, quiet, statuses } = await aSlowWorld()
  simulator.failNext({ status: 429, headers: { 'retry-after': '5' } })
  const first = getPage(ctx, { page_id: HOME })()
  await quiet()
  const others = [getBlockChildren(ctx, { block_id: HOME })(), updatePage(ctx, { page_id: HOME, icon: null })()]
  await quiet()
  await clock.advance(4_999)
  await quiet()
  expect(statuses()).toEqual([429])
  // Then the rate is lower: one call after the other.
  for (let turn = 0; turn < 60; turn++) {
    await clock.advance(1_000)
    await quiet()
  }
  expect(statuses()).toEqual([429, 200, 200, 200])
  expect((await Promise.all([first, ...others])).map(({ _tag }) => _tag)).toEqual(['Right', 'Right', 'Right'])
})

test('behavior: a create is not retried after a 502, and its outcome is unknown', async () => {
  const { simulator, ctx, children } = await aWorld()
  simulator.failNext(faults.badGateway)
  expect(await createPage(ctx, title)()).toMatchObject({
    left: { _tag: 'ServerError', status: 502, outcome: 'unknown' },
  })
  expect(simulator.journal).toHaveLength(1)
  expect(await children()).toEqual([])
})

test('behavior: a repeatable request is retried after a 502', async () => {
  const { simulator, ctx, statuses } = await aWorld()
  simulator.failNext({ ...faults.badGateway, times: 3 })
  await ok(updatePage(ctx, { page_id: HOME, properties: { title: { title: text('Start') } } }))
  expect(await ok(getPage(ctx, { page_id: HOME }))).toMatchObject({ properties: { title: { title: says('Start') } } })
  expect(statuses()).toEqual([502, 502, 502, 200, 200])
})

test('behavior: a 503 of a create that was committed has the id of the page', async () => {
  const { simulator, ctx } = await aWorld()
  simulator.failNext(faults.unavailableAfterCommit)
  const failed = await createPage(ctx, title)()
  expect(failed).toMatchObject({ left: { _tag: 'ServerError', outcome: 'committed', committedId: expect.any(String) } })
  expect(simulator.journal).toHaveLength(1)
  const page_id = isLeft(failed) && failed.left._tag === 'ServerError' ? `${failed.left.committedId}` : ''
  expect(await ok(getPage(ctx, { page_id }))).toMatchObject({ properties: { title: { title: says('New') } } })
})

test('behavior: a 503 of an append that was committed has the ids of the blocks, in order', async () => {
  const { simulator, ctx, children } = await aWorld()
  simulator.failNext(faults.unavailableAfterCommit)
  const failed = await appendBlockChildren(ctx, { block_id: HOME, children: ['a', 'b'].map(paragraph) })()
  const there = await children()
  expect(there).toMatchObject([{ paragraph: { rich_text: says('a') } }, { paragraph: { rich_text: says('b') } }])
  expect(failed).toMatchObject({
    left: { outcome: 'committed', committedId: HOME, committedChildIds: there.map(({ id }) => id) },
  })
})

test('behavior: a repeatable request is retried after a 503 that was not committed', async () => {
  const { simulator, ctx, statuses } = await aWorld()
  simulator.failNext(faults.unavailable)
  await ok(updatePage(ctx, { page_id: HOME, is_locked: true }))
  simulator.failNext(faults.overloaded)
  // A 529 is never committed: a create is retried, too.
  await ok(createPage(ctx, title))
  simulator.failNext(faults.conflict)
  await ok(updatePage(ctx, { page_id: HOME, is_locked: false }))
  expect(statuses()).toEqual([503, 200, 529, 200, 409, 200])
})

test('error: a 504 on a later page of a list is an error with the cursor to resume from', async () => {
  const { simulator, ctx } = await aWorld()
  const list = { block_id: HOME, page_size: 2 }
  await ok(appendBlockChildren(ctx, { block_id: HOME, children: ['a', 'b', 'c', 'd', 'e'].map(paragraph) }))
  simulator.setConditions({ faults: [faults.timeoutOnCursor] })
  const items = await all(iterate(getBlockChildren)(ctx, list))
  expect(items.map(({ _tag }) => _tag)).toEqual(['Right', 'Right', 'Left'])
  expect(items[2]).toMatchObject({ left: { _tag: 'ServerError', status: 504, outcome: 'not-applied' } })
  const [page, failure] = await all(iteratePages(getBlockChildren)(ctx, list))
  expect(failure).toMatchObject({ left: { status: 504 } })
  // The error has the cursor of its request, so the list can be resumed from either.
  const start_cursor = page && isRight(page) ? page.right.next_cursor : null
  expect(failure).toMatchObject({ left: { call: { query: { start_cursor } } } })
  simulator.clearFaults()
  const rest = await all(iterate(getBlockChildren)(ctx, { ...list, start_cursor }))
  expect(rest).toMatchObject(['c', 'd', 'e'].map((word) => ({ right: { paragraph: { rich_text: says(word) } } })))
})

test('error: truncated JSON', async () => {
  const { simulator, ctx } = await aWorld()
  simulator.failNext({ ...faults.truncatedJson, times: 9 })
  const failed = await getPage(ctx, { page_id: HOME })()
  expect(failed).toMatchObject({
    left: { _tag: 'UnexpectedResponseError', status: 200, requestId: expect.any(String), body: expect.any(String) },
  })
  simulator.clearFaults()
  simulator.failNext({ ...faults.truncatedJson, times: 2 })
  expect(await ok(getPage(ctx, { page_id: HOME }))).toMatchObject({ id: HOME })
})

test('error: an edge block has its ray id, and is not retried', async () => {
  const { simulator, ctx } = await aWorld()
  simulator.failNext(faults.edgeBlock)
  const failed = await getPage(ctx, { page_id: HOME })()
  expect(failed).toMatchObject({ left: { _tag: 'PermissionError', status: 403, rayId: '8f00ba4e5c0d1a2b-FRA' } })
  expect(failed).toMatchObject({ left: { message: expect.stringContaining('Sorry, you have been blocked') } })
  expect(simulator.journal).toHaveLength(1)
})

test.each(['droppedConnection', 'droppedMidway'] as const)(
  'behavior: a read is retried after a lost connection (%s)',
  async (name) => {
    const { simulator, ctx } = await aWorld()
    simulator.failNext({ ...faults[name], times: 2 })
    expect(await ok(getPage(ctx, { page_id: HOME }))).toMatchObject({ id: HOME })
    expect(simulator.journal).toHaveLength(3)
  },
)

test.each([
  ['droppedConnection', 0],
  ['droppedAfterCommit', 1],
  ['droppedMidway', 1],
] as const)('error: a create is sent once when the connection is lost (%s)', async (name, made) => {
  const { simulator, ctx, children } = await aWorld()
  simulator.failNext(faults[name])
  expect(await createPage(ctx, title)()).toMatchObject({
    left: { _tag: 'NetworkError', outcome: 'unknown', cause: { cause: { code: 'ECONNRESET' } } },
  })
  expect(simulator.journal).toHaveLength(1)
  expect(await children()).toHaveLength(made)
})

test('error: a request with a blocked token is not retried', async () => {
  const { simulator, ctx } = await aWorld({ rateLimit: { blocked: ['ntn_test'] } })
  expect(await getPage(ctx, { page_id: HOME })()).toMatchObject({
    left: { _tag: 'RateLimitError', reason: 'public_api_request_blocked' },
  })
  expect(simulator.journal).toHaveLength(1)
})

test('behavior: 400 concurrent calls succeed under the limit of most plans', async () => {
  const { clock, ctx, quiet, statuses } = await aSlowWorld({ rateLimit: true })
  const began = clock.now()
  const failures: Array<NotionError> = []
  let done = 0
  for (let index = 0; index < 400; index++) {
    void updatePage(ctx, { page_id: HOME, is_locked: index % 2 === 0 })().then((result) => {
      done++
      if (isLeft(result)) failures.push(result.left)
    })
  }
  while (done < 400 && clock.now() - began < 600_000) {
    await quiet()
    await clock.advance(100)
  }
  expect(failures).toEqual([])
  expect(statuses().filter((status) => status === 200)).toHaveLength(400)
  // The calls of one window at once, then as many a minute as the limit allows, with few 429s.
  expect(statuses().filter((status) => status === 429).length).toBeLessThan(5)
  expect(clock.now() - began).toBeGreaterThan(120_000)
  expect(clock.now() - began).toBeLessThan(240_000)
})
