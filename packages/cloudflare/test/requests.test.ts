/** Requests to a Worker that are under way at the same time: nothing of one is awaited by another. */
import { Response } from 'miniflare'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aPage } from '../../../test/support/fixtures.js'
import { bundled, startWorkers, WORKER, type Workers } from './support/workers.js'

let workers: Workers
/** What Notion was asked, and the answers that are held back. */
let requested: Array<string> = []
let held: Array<() => void> = []
let isHolding = false
/** What workerd has said itself. */
let output = ''

const notion = async (request: { readonly url: string }): Promise<Response> => {
  const { pathname } = new URL(request.url)
  requested.push(pathname)
  if (isHolding) await new Promise<void>((resolve) => held.push(resolve))
  return Response.json(aPage({ id: pathname.split('/').at(-1) ?? '' }))
}

beforeAll(async () => {
  workers = await startWorkers(await bundled(WORKER), notion, undefined, (text) => {
    output += text
  })
})
beforeEach(() => {
  requested = []
  held = []
  isHolding = false
  output = ''
})
afterAll(() => workers.stop())

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

test('default: with a context per request, two requests for the same page at the same time both read it, and a third finds it in KV', async () => {
  const id = idOf(1)
  isHolding = true
  const both = [workers.run('page', { id }), workers.run('page', { id })]
  await expect.poll(() => held.length).toBe(2)
  for (const release of held) release()
  expect(await Promise.all(both)).toEqual([id, id])
  expect(requested).toEqual([`/v1/pages/${id}`, `/v1/pages/${id}`])
  expect(await workers.run('page', { id })).toBe(id)
  expect(requested).toHaveLength(2)
})

test('behavior: with a context per request, a request whose client disconnects does not affect another', async () => {
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

test('behavior: with one context for all requests, a request continues when the request whose read it joined has ended', async () => {
  const id = idOf(3)
  isHolding = true
  const first = workers.run('page', { id, context: 'shared', leaves: 1 })
  await expect.poll(() => held.length).toBe(1)
  await workers.run('end')
  expect(await first).toBe('over')
  isHolding = false
  expect(await workers.run('page', { id, context: 'shared' })).toBe(id)
  expect(requested.length).toBeGreaterThan(1)
})

test('behavior: a limiter for all requests continues when the request that took the turns has ended', async () => {
  expect(await workers.run('shared-limiter', { prefix: 'shared' })).toBe('over')
  expect(await workers.run('shared-limiter', { prefix: 'shared' })).toBe('permit')
})

test('behavior: a request that ends before it gets its permit does not affect others; with one limiter for all, workerd warns of it', async () => {
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
