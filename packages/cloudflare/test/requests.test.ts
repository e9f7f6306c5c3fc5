/** Requests to a Worker that are under way at the same time: nothing of one is awaited by another. */
import { Response } from 'miniflare'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aPage } from '../../../test/support/fixtures.js'
import { bundled, startWorkers, WORKER, type Workers } from './support/workers.js'

let workers: Workers
/** What Notion was asked, and the answers that are held back. */
let asked: Array<string> = []
let held: Array<() => void> = []
let isHolding = false
/** What workerd has said itself. */
let output = ''

const notion = async (request: { readonly url: string }): Promise<Response> => {
  const { pathname } = new URL(request.url)
  asked.push(pathname)
  if (isHolding) await new Promise<void>((resolve) => held.push(resolve))
  return Response.json(aPage({ id: pathname.split('/').at(-1) ?? '' }))
}

beforeAll(async () => {
  workers = await startWorkers(await bundled(WORKER), notion, undefined, (text) => {
    output += text
  })
})
beforeEach(() => {
  asked = []
  held = []
  isHolding = false
  output = ''
})
afterAll(() => workers.stop())

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

test('default: with a context a request, two that read the same at once each send it, and a third has it from KV', async () => {
  const id = idOf(1)
  isHolding = true
  const both = [workers.run('page', { id }), workers.run('page', { id })]
  await expect.poll(() => held.length).toBe(2)
  for (const release of held) release()
  expect(await Promise.all(both)).toEqual([id, id])
  expect(asked).toEqual([`/v1/pages/${id}`, `/v1/pages/${id}`])
  expect(await workers.run('page', { id })).toBe(id)
  expect(asked).toHaveLength(2)
})

test('behavior: with a context a request, one whose client leaves does not take the other along', async () => {
  const id = idOf(2)
  isHolding = true
  const leaving = new AbortController()
  const first = workers.run('page', { id }, leaving.signal).catch(() => 'left')
  await expect.poll(() => held.length).toBe(1)
  const second = workers.run('page', { id })
  await expect.poll(() => held.length).toBe(2)
  leaving.abort()
  expect(await first).toBe('left')
  held[1]?.()
  expect(await second).toBe(id)
})

test('behavior: with one context for all requests, one goes on when the one is over whose read it has joined', async () => {
  const id = idOf(3)
  isHolding = true
  const first = workers.run('page', { id, context: 'shared', leaves: 1 })
  await expect.poll(() => held.length).toBe(1)
  await workers.run('end')
  expect(await first).toBe('over')
  isHolding = false
  expect(await workers.run('page', { id, context: 'shared' })).toBe(id)
  expect(asked.length).toBeGreaterThan(1)
})

test('behavior: a limiter for all requests goes on when the one is over that took the turns', async () => {
  expect(await workers.run('shared-limiter', { prefix: 'shared' })).toBe('over')
  expect(await workers.run('shared-limiter', { prefix: 'shared' })).toBe('permit')
})

test('behavior: a request that is over before its permit comes disturbs no other; with one limiter for all, workerd warns of it', async () => {
  const began = Date.now()
  const take = (kept: 'each' | 'all', count: number, more = {}) =>
    Promise.all(
      Array.from({ length: count }, () => workers.run('waiting', { prefix: `over-${kept}`, kept, began, ...more })),
    )
  for (const kept of ['each', 'all'] as const) {
    expect(await take(kept, 4)).toEqual(Array(4).fill('permit'))
    expect(await take(kept, 3, { leaves: 1 })).toEqual(Array(3).fill('over'))
    expect(await take(kept, 4)).toEqual(Array(4).fill('permit'))
    // Only so can it be seen that nothing was said before.
    if (kept === 'all') await expect.poll(() => output).toMatch(/different request context/)
    else expect(output).toBe('')
  }
})
